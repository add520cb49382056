using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace LogPair.Host.Commands;

/// <summary>The usual help, followed by the verb's examples and exit codes.</summary>
internal sealed class DetailedHelp : SynchronousCommandLineAction
{
    private readonly HelpAction _usual;
    private readonly string _rootDetails;

    public DetailedHelp(HelpAction usual, string rootDetails)
    {
        _usual = usual;
        _rootDetails = rootDetails;
    }

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        _usual.Invoke(parseResult);
        var details = parseResult.CommandResult.Command switch
        {
            VerbCommand verb => verb.Details,
            RootCommand => _rootDetails,
            _ => "",
        };
        if (details.Length > 0) parseResult.InvocationConfiguration.Output.WriteLine(details + "\n");
        return ExitCode.Done;
    }
}
