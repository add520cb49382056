using System.CommandLine;

namespace LogPair.Host.Commands;

/// <summary>A verb: one line for the list of verbs, and details for its own help.</summary>
internal sealed class VerbCommand : Command
{
    /// <param name="details">Examples and exit codes; printed after the options.</param>
    public VerbCommand(string name, string summary, string details)
        : base(name, summary) => Details = details;

    public string Details { get; }
}
