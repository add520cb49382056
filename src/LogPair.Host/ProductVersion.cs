using System.Reflection;

namespace LogPair.Host;

/// <summary>The version that is said to people.</summary>
internal static class ProductVersion
{
    /// <summary>For example <c>0.1.0</c>, without the commit that the build appends.</summary>
    public static string Text { get; } = typeof(ProductVersion).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
