namespace LogPair.Processor.Parsing.Shapes;

/// <summary>A parser whose lines can be matched by their shape.</summary>
internal interface IShapedParser : ILineParser
{
    /// <summary>Shapes for one owner thread; null if the parser's lines have none after all.</summary>
    LineShapes? CreateShapes();
}
