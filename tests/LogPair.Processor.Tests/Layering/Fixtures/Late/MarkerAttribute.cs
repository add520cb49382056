using LogPair.Processor.Tests.Layering.Fixtures.Early;

namespace LogPair.Processor.Tests.Layering.Fixtures.Late;

/// <summary>Of a later stage; looking back at an earlier one is allowed, but with it closes a circle.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class MarkerAttribute : Attribute
{
    public static int Count(Reader reader) => reader.Elements.Count;
}
