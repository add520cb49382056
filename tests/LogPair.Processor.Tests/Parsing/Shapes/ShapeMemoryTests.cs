using System.Text;
using LogPair.Processor.Parsing;
using LogPair.Processor.Parsing.Json;

namespace LogPair.Processor.Tests.Parsing.Shapes;

/// <summary>What is remembered of lines, whatever they are.</summary>
[Collection(AloneInTheProcess.Name)]
public sealed class ShapeMemoryTests
{
    private const int Shapes = 300;
    private const int Values = 30;
    private const int Rounds = 12;

    [Fact]
    public void CostlyValuesOfManyPlacesTakeBoundedMemory()
    {
        var fields = new FieldSet();
        var shapes = new ClefParser(fields).CreateShapes()!;
        var buffer = new FieldBuffer(fields);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var matched = 0;

        for (var round = 0; round < Rounds; round++)
        {
            for (var shape = 0; shape < Shapes; shape++)
            {
                var line = Line(shape, round);
                if (shapes.Match(line, buffer, out _) >= 0) matched++;
                else shapes.Learn(line.AsSpan(..^1), buffer, hasCarriageReturn: false);
            }
        }

        // All values of all places would be 40 MB; the shapes themselves take 3.
        Assert.InRange(matched, (Rounds - 1) * 250, int.MaxValue);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 8_000_000);
        GC.KeepAlive(shapes);
    }

    private static byte[] Line(int shape, int round)
    {
        var members = Enumerable.Range(0, Values).Select(value => $"\"s{shape}v{value}\":\"\\t{new string('x', 480)}{round % 8}\"");
        return Encoding.UTF8.GetBytes($"{{{string.Join(',', members)}}}\n");
    }
}
