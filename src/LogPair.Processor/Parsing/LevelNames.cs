namespace LogPair.Processor.Parsing;

/// <summary>How programs write levels, and how we do.</summary>
internal static class LevelNames
{
    /// <summary>Longer than any spelling that is known.</summary>
    private const int MaxBytes = 16;

    /// <summary>
    /// Known spellings, in lower case: those of Serilog with its abbreviations (<c>{Level:u3}</c>, <c>t4</c> …),
    /// Microsoft.Extensions.Logging and its console, java.util.logging, logback, log4j, Python, loguru, syslog, zap,
    /// zerolog, logrus, slog, Google Cloud, npm and PostgreSQL. The numbers are those of pino and bunyan (10 to 60),
    /// Monolog (100 to 600) and syslog (0 to 7, as GELF and journald write them).
    /// </summary>
    private static readonly MemberTable Spellings = Table(
        (EventLevel.Verbose, "verbose v vb vrb verb verbo verbos trace trc trce finest finer silly all 10"),
        (EventLevel.Debug, "debug d de dbg dbug debu fine config 7 20 100"),
        (EventLevel.Information,
            "information i in inf info infor inform informa informat informati informatio informational notice success "
            + "log 5 6 30 200 250"),
        (EventLevel.Warning, "warning w wn wrn warn warni warnin 4 40 300"),
        (EventLevel.Error, "error e er err eror erro severe fail 3 50 400"),
        (EventLevel.Fatal,
            "fatal f fa ftl fatl fata critical crit alert emergency emerg panic dpanic 0 1 2 60 500 550 600"));

    /// <summary>All names as we write them, one after the other; <see cref="PlaceOf"/> tells where each is.</summary>
    public static ReadOnlySpan<byte> All => "VerboseDebugInformationWarningErrorFatal"u8;

    public static Range PlaceOf(EventLevel level) => level switch
    {
        EventLevel.Verbose => 0..7,
        EventLevel.Debug => 7..12,
        EventLevel.Information => 12..23,
        EventLevel.Warning => 23..30,
        EventLevel.Error => 30..35,
        _ => 35..40,
    };

    /// <summary>Whether a level is already written as we do.</summary>
    public static bool IsOurs(ReadOnlySpan<byte> text) => text.Length switch
    {
        5 => text.SequenceEqual("Error"u8) || text.SequenceEqual("Debug"u8) || text.SequenceEqual("Fatal"u8),
        7 => text.SequenceEqual("Warning"u8) || text.SequenceEqual("Verbose"u8),
        11 => text.SequenceEqual("Information"u8),
        _ => false,
    };

    /// <summary>Reads a level in any known spelling.</summary>
    /// <param name="text">
    /// Letters in any case, or a number. Go's slog adds how far from a name it is: <c>INFO+2</c>.
    /// </param>
    /// <param name="level">The nearest of ours.</param>
    public static bool TryRead(ReadOnlySpan<byte> text, out EventLevel level)
    {
        if (TryReadName(text, out level)) return true;

        var sign = text.LastIndexOfAny((byte)'+', (byte)'-');
        if (sign <= 0 || text[(sign + 1)..] is not [>= (byte)'0' and <= (byte)'9', ..]) return false;
        if (!TryReadName(text[..sign], out level)) return false;

        // slog writes nothing below another name than its lowest, DEBUG.
        if (text[sign] == '-' && level == EventLevel.Debug) level = EventLevel.Verbose;
        return true;
    }

    private static bool TryReadName(ReadOnlySpan<byte> text, out EventLevel level)
    {
        level = default;
        if (text.Length > MaxBytes) return false;

        Span<byte> lower = stackalloc byte[MaxBytes];
        for (var i = 0; i < text.Length; i++)
            lower[i] = text[i] is >= (byte)'A' and <= (byte)'Z' ? (byte)(text[i] | 0x20) : text[i];

        if (Spellings.Find(lower[..text.Length]) is not { } spelling) return false;

        level = (EventLevel)spelling.Slots[0];
        return true;
    }

    private static MemberTable Table(params ReadOnlySpan<(EventLevel Level, string Spellings)> levels)
    {
        var table = new WantedMembers();
        foreach (var (level, spellings) in levels)
        {
            foreach (var spelling in spellings.Split(' ')) table.Add([spelling], (int)level);
        }

        return table.ToTable();
    }
}
