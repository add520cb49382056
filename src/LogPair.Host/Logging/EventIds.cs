namespace LogPair.Host.Logging;

/// <summary>Event ids of the executable's own log, 1000 to 1999. Never reused, never changed.</summary>
internal static class EventIds
{
    public const int Starting = 1000;
    public const int Listening = 1001;
    public const int Ended = 1003;
    public const int WaitingForVolume = 1004;
    public const int VolumeArrived = 1005;
    public const int Failed = 1006;
    public const int ScrapeFailed = 1007;
    public const int ScrapeBroken = 1008;
    public const int CannotListen = 1009;
    public const int DoubtfulRule = 1010;
    public const int WaitingForState = 1011;
    public const int StateFree = 1012;
    public const int Reloaded = 1020;
    public const int ReloadProblem = 1021;
    public const int ReloadFailed = 1022;
    public const int NeedsRestart = 1023;
    public const int ReloadWaits = 1024;
    public const int WebReloaded = 1030;
    public const int WebReloadProblem = 1031;
    public const int WebReloadFailed = 1032;
    public const int WebLimitsNeedRestart = 1033;
    public const int Certificate = 1034;
    public const int ExpiredCertificate = 1035;
    public const int PlainCredentials = 1036;
}
