using System.Text;

namespace LogPair.Processor.Parsing.Patterns;

/// <summary>One character.</summary>
internal sealed record LiteralNode(Rune Rune) : PatternNode
{
    public override bool IsNullable => false;
}
