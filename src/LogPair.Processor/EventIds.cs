namespace LogPair.Processor;

/// <summary>Numbers of the processor's own log events. A number is never used again for something else.</summary>
internal static class EventIds
{
    public const int NoCheckpoint = 101;
    public const int Restored = 102;
    public const int CheckpointDamaged = 103;
    public const int CheckpointUnreadable = 104;
    public const int CheckpointFailed = 105;
    public const int CheckpointRecovered = 106;
    public const int AcknowledgementsFailed = 107;
    public const int CheckpointTorn = 108;
    public const int CheckpointPartlyDamaged = 109;
    public const int StateLost = 110;

    public const int DirectoryMissing = 201;
    public const int WatchRefused = 202;
    public const int SegmentOpened = 203;
    public const int SegmentGone = 204;
    public const int SegmentResumed = 209;
    public const int LookFailed = 210;
    public const int Compressed = 211;
    public const int DirectoryUnlisted = 212;
    public const int WatchLimit = 213;
    public const int WatchRestored = 214;
    public const int DoorbellHeard = 215;
    public const int DoorbellRefused = 216;
    public const int FileRefused = 205;
    public const int RefusedOnce = 218;
    public const int LeftOut = 219;
    public const int CrowdRefused = 220;
    public const int ReadFailed = 206;
    public const int Truncated = 207;
    public const int FormatChosen = 208;
    public const int FormatUnknown = 217;
    public const int TornGone = 240;
    public const int Vanished = 241;
    public const int Replaced = 242;
    public const int CopyFollows = 243;
    public const int CopyWaits = 244;
    public const int LeftoverLost = 245;
    public const int SealVerified = 246;
    public const int SealMismatch = 247;
    public const int SealUnreadable = 248;
    public const int SealAlone = 249;
    public const int GeneratorDropped = 250;
    public const int LeftoverVanished = 251;
    public const int Incomplete = 252;
    public const int DamagedContent = 253;

    public const int Started = 301;
    public const int CaughtUp = 302;
    public const int Draining = 303;
    public const int Drained = 304;
    public const int DrainTimedOut = 305;
    public const int Lingering = 306;
    public const int LingerSeen = 307;
    public const int LingerTimedOut = 308;
    public const int ConsumedFailed = 309;
    public const int ConsumedRecovered = 310;
    public const int HandingOver = 311;
    public const int LingerImpossible = 312;
}
