namespace LogPair.Processor.Parsing;

/// <summary>A value that a format implies by leaving the field out.</summary>
internal enum ImpliedValue
{
    /// <summary>CLEF leaves out <c>@l</c> when the level is Information. Source: CLEF, "Reified properties".</summary>
    LevelInformation,
}
