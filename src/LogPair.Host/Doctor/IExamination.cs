namespace LogPair.Host.Doctor;

/// <summary>Looks at one thing that must be right for the pair to work. Changes nothing.</summary>
internal interface IExamination
{
    /// <summary>One or two words, for the beginning of a line.</summary>
    string Name { get; }

    /// <summary>At least one finding; where all is well, one says so.</summary>
    /// <exception cref="IOException">Something that it needs cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    IEnumerable<Finding> Examine(Patient patient);
}
