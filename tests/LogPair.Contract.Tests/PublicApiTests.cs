using LogPair.Testing;
using PublicApiGenerator;

namespace LogPair.Contract.Tests;

public sealed class PublicApiTests
{
    [Fact]
    public void ThePublicApiIsTheApprovedOne()
    {
        var approved = Repository.Path("tests/LogPair.Contract.Tests/PublicApi.approved.txt");
        var received = Repository.Path("tests/LogPair.Contract.Tests/PublicApi.received.txt");
        var options = new ApiGeneratorOptions { IncludeAssemblyAttributes = false };

        var api = typeof(Seal).Assembly.GeneratePublicApi(options).ReplaceLineEndings("\n") + "\n";

        if (File.Exists(approved) && File.ReadAllText(approved).ReplaceLineEndings("\n") == api)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, api);
        Assert.Fail($"The public API changed. If that is meant, approve it: mv {received} {approved}");
    }
}
