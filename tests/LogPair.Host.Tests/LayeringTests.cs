using LogPair.Testing.Layering;
using Mono.Cecil;

namespace LogPair.Host;

/// <summary>The executable's rooms, on the built assembly.</summary>
public sealed class LayeringTests
{
    [Fact]
    public void NamespacesFormNoCycle()
    {
        using var module = ModuleDefinition.ReadModule(Path.Combine(AppContext.BaseDirectory, "logpair.dll"));

        var cycle = NamespaceCycle.Find(module, root: "LogPair");

        Assert.True(cycle is null, cycle);
    }
}
