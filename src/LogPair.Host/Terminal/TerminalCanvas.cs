using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace LogPair.Host.Terminal;

/// <summary>
/// A picture that is drawn again and again over itself, in the terminal's second buffer, so that what was there before
/// comes back.
/// </summary>
internal sealed class TerminalCanvas : IDisposable
{
    private const string Enter = "\e[?1049h\e[?25l";
    private const string Leave = "\e[?25h\e[?1049l";
    private const string Home = "\e[H";
    private const string EraseToLineEnd = "\e[K";
    private const string EraseBelow = "\e[J";

    private readonly TextWriter _output;
    private readonly Func<(int Columns, int Rows)> _size;
    private readonly bool _hasColours;
    private (int Columns, int Rows) _drawnSize;

    /// <param name="output">A terminal.</param>
    /// <param name="size">Its columns and rows, now.</param>
    /// <param name="hasColours">Whether colours are wanted; bold and dim go with them.</param>
    public TerminalCanvas(TextWriter output, Func<(int Columns, int Rows)> size, bool hasColours)
    {
        _output = output;
        _size = size;
        _hasColours = hasColours;
        _output.Write(Enter);
    }

    /// <summary>Whether the terminal has another size than when it was last drawn on.</summary>
    public bool IsStale => _size() != _drawnSize;

    /// <summary>What is drawn, as text.</summary>
    /// <param name="parts">One below the other.</param>
    /// <param name="size">Columns and rows.</param>
    /// <param name="hasColours">Whether colours are wanted.</param>
    public static string Render(IEnumerable<IRenderable> parts, (int Columns, int Rows) size, bool hasColours)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = hasColours ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = hasColours ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(text),
        });
        console.Profile.Width = size.Columns;
        console.Profile.Height = size.Rows;
        console.Profile.Capabilities.Unicode = true;
        foreach (var part in parts) console.Write(part);
        return text.ToString();
    }

    /// <summary>Draws what fits.</summary>
    /// <param name="parts">For a terminal of so many columns and rows.</param>
    public void Draw(Func<(int Columns, int Rows), IEnumerable<IRenderable>> parts)
    {
        _drawnSize = _size();
        var lines = Render(parts(_drawnSize), _drawnSize, _hasColours).TrimEnd('\n').Split('\n').Take(_drawnSize.Rows);
        _output.Write(Home + string.Join(EraseToLineEnd + "\n", lines) + EraseToLineEnd + EraseBelow);
        _output.Flush();
    }

    public void Dispose()
    {
        _output.Write(Leave);
        _output.Flush();
    }
}
