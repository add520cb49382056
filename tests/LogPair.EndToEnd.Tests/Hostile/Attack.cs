namespace LogPair.EndToEnd.Tests.Hostile;

/// <summary>Something that a hostile neighbour does, and how the processor shows that it refused or bounded it.</summary>
/// <param name="Name">In words.</param>
/// <param name="Metric">Of the processor; at least 1.</param>
/// <param name="Label">A label of the series, and its value, as name=value; empty for any.</param>
/// <param name="InLog">What the processor's log says of it: a part of a line.</param>
internal sealed record Attack(string Name, string Metric, string Label, params string[] InLog)
{
    private const string Refused = "logpair_refused_files_total";
    private const string Lost = "logpair_lost_lines_total";

    /// <summary>What <c>attacks.sh once</c> and the test do.</summary>
    public static IReadOnlyList<Attack> Once { get; } =
    [
        new("link to a file outside", Refused, "reason=symlink", "/link-to-file.log is a symbolic link"),
        new("link to a system file", Refused, "reason=symlink", "/link-to-passwd.log is a symbolic link"),
        new("link into /proc", Refused, "reason=symlink", "/link-to-proc.log is a symbolic link"),
        new("link to nothing", Refused, "reason=symlink", "/link-dangling.log is a symbolic link"),
        new("link to itself", Refused, "reason=symlink", "/link-loop.log is a symbolic link"),
        new("link to an endless device", Refused, "reason=symlink", "/link-to-zero.log is a symbolic link"),
        new("link to a directory outside", Refused, "reason=symlink", "/link-to-directory is a symbolic link"),
        new("link deep inside", Refused, "reason=symlink", "/nested/inner/link-deep is a symbolic link"),
        new("pipe without a writer", Refused, "reason=pipe", "/pipe.log is a pipe"),
        new("pipe as a seal", Refused, "reason=pipe", "/pipe20261122.log.seal is a pipe"),
        new("socket", Refused, "reason=socket", "/socket.log is a socket"),
        new("directory with the name of a file", Refused, "reason=directory", "/directory.log is a directory"),
        new("name that is not UTF-8", Refused, "reason=name", """/latin\\xe4\\xff.log has a name"""),
        new("name that forges a line of the log", Refused, "reason=name", """/forged\\x0a{"""),
        new("name that drives a terminal", Refused, "reason=name", """/escape\\x1b[2J.log has a name"""),
        new("name with an 8-bit control character", Refused, "reason=name", """/c1\\xc2\\x9b2J.log has a name"""),
        new("name that turns the direction of text", Refused, "reason=name", """/bidi\\xe2\\x80\\xaegol.log has a name"""),
        new("directory with such a name", Refused, "reason=name", """/directory\\x0a has a name"""),
        new("name of 255 bytes", "logpair_segments", "", "xxxxxxxxxxxxxxxx.log from its start"),
        // Its stream is among the first thousand, or not: the lag has no more. That nothing is forged is asserted by itself.
        new("name that forges a label", "logpair_lines_total", "", "fake_total 9.log from its start"),
        new("unreadable file", Refused, "reason=permission", "/unreadable.log cannot be read: permission denied"),
        new("unlistable directory", "logpair_lines_total", "", "Cannot list", "/unlistable"),
        new("sparse file of 8 TiB", "lines_total", "n=bad", "/sparse.log from its start"),
        new("hole of 4 TiB within a file", Lost, "stream=sparse-middle.log", "/sparse-middle.log from its start"),
        new("line of 8 MB", Lost, "stream=endless-line.log", "/endless-line.log from its start"),
        new("file of zeros", "lines_total", "n=bad", "/zeros.log from its start"),
        new("deeply nested JSON", "logpair_unparsed_lines_total", "", "/deep-json.log from its start"),
        new("500 names of one file", "lines_total", "n=bad", "/hard-link"),
        new("gzip bomb", Refused, "reason=damaged", "/bomb.log.1.gz", "unpacks to more than 500 times its size"),
        new("gzip that breaks off", "logpair_segments", "", "/cut.log.1.gz seems to be incomplete"),
        new("zstd that is none", Refused, "reason=damaged", "/damaged.log.1.zst cannot be unpacked"),
        new("seal with numbers beyond all bounds", "logpair_seals_total", "stream=lying", "/lying20261122.log should hold"),
        new("seal of a megabyte", "logpair_segments", "", "/fat20261122.log.seal is longer than the 65536 bytes allowed"),
        new("time of change far in the future", "lines_total", "n=bad", "/far-future.log from its start"),
        new("thousands of label values", "logpair_folded_measurements_total", "metric=lines_total", "/cardinality.log from its start"),
        new("label value that forges a sample", "lines_total", "n=\"} 1\nfake_total 9", "/label-injection.log from its start"),
        new("100 directories deep", Refused, "reason=too_deep", "directories more than 32 below the first"),
        new("lease that keeps others out", Refused, "reason=busy", "/leased.log is held by a lease"),
    ];

    /// <summary>What <c>attacks.sh flood</c> does.</summary>
    public static IReadOnlyList<Attack> Flood { get; } =
    [
        new("12,000 files", Refused, "reason=too_many", "files beyond the 10000 that an input may have"),
        new("1,500 directories", Refused, "reason=too_many", "directories beyond the 1000 that an input may have"),
    ];
}
