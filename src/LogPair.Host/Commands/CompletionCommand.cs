using System.CommandLine;

namespace LogPair.Host.Commands;

/// <summary><c>logpair completion</c>: a script that has a shell complete verbs, flags and values.</summary>
/// <remarks>The scripts ask <c>logpair [suggest:N] "…"</c>, so they know every verb there will be.</remarks>
internal static class CompletionCommand
{
    private const string Summary = "Print a script with which a shell completes verbs, flags and values.";

    private const string Details = """
        Examples:
          source <(logpair completion bash)
          source <(logpair completion zsh)
          logpair completion fish | source
          logpair completion bash > ~/.local/share/bash-completion/completions/logpair

        Exit codes: 0 done, 2 a shell that has no script.
        """;

    private static readonly string[] Shells = ["bash", "zsh", "fish"];

    public static Command Create(Surroundings surroundings)
    {
        var shell = new Argument<string>("SHELL") { Description = $"One of {string.Join(", ", Shells)}." };
        shell.CompletionSources.Add(Shells);
        shell.Validators.Add(result =>
        {
            var name = result.Tokens.Single().Value;
            if (Shells.Contains(name)) return;

            result.AddError($"completion: there is no script for '{name}'. Name one of {string.Join(", ", Shells)}.");
        });
        var command = new VerbCommand("completion", Summary, Details) { shell };
        command.SetAction(parsed =>
        {
            surroundings.Print(Script(parsed.GetRequiredValue(shell)));
            return ExitCode.Done;
        });
        return command;
    }

    private static string Script(string shell)
    {
        using var stream = typeof(CompletionCommand).Assembly.GetManifestResourceStream($"logpair.{shell}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
