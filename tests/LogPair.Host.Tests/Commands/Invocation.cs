using System.Text;

namespace LogPair.Host.Commands;

/// <summary>One run of the executable within the test's process.</summary>
internal sealed class Invocation
{
    private readonly Dictionary<string, string> _variables = [];

    public string Output { get; private set; } = "";

    public string Error { get; private set; } = "";

    public Invocation With(string variable, string value)
    {
        _variables[variable] = value;
        return this;
    }

    public Task<int> RunAsync(params string[] arguments) => RunAsync(TestContext.Current.CancellationToken, arguments);

    public async Task<int> RunAsync(CancellationToken stop, params string[] arguments)
    {
        using var output = new MemoryStream();
        await using var error = new StringWriter();
        var exitCode = await CommandLine.InvokeAsync(arguments, Some.Surroundings(stop) with
        {
            Output = output,
            Error = TextWriter.Synchronized(error),
            Variable = _variables.GetValueOrDefault,
        });
        (Output, Error) = (Encoding.UTF8.GetString(output.ToArray()), error.ToString());
        return exitCode;
    }
}
