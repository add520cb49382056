namespace LogPair.Host.Commands;

/// <summary>Form in which <c>check</c> tells what it found.</summary>
internal enum CheckForm
{
    /// <summary>One line each, for people; also what editors and compilers' readers understand.</summary>
    Lines,

    /// <summary>One JSON document, for editors and continuous integration.</summary>
    Json,
}
