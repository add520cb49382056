using System.Globalization;
using System.Text;
using CsCheck;
using LogPair.Processor.Parsing.Formats;

namespace LogPair.Processor.Tests.Parsing.Syslog;

public sealed class SyslogParserTests
{
    private static readonly FormatReading Format = FormatReading.Of("syslog");

    private static readonly string[] Severities = ["emerg", "alert", "crit", "err", "warning", "notice", "info", "debug"];

    [Theory]
    // RFC 5424, section 6.5.
    [InlineData(
        "<34>1 2003-10-11T22:14:15.003Z mymachine.example.com su - ID47 - \uFEFF'su root' failed for lonvick on /dev/pts/8",
        "auth|crit|1|2003-10-11T22:14:15.003Z|mymachine.example.com|su|null|ID47|'su root' failed for lonvick on /dev/pts/8")]
    [InlineData(
        "<165>1 2003-08-24T05:14:15.000003-07:00 192.0.2.1 myproc 8710 - - %% It's time to make the do-nuts.",
        "local4|notice|1|2003-08-24T05:14:15.000003-07:00|192.0.2.1|myproc|8710|null|%% It's time to make the do-nuts.")]
    [InlineData(
        """<165>1 2003-10-11T22:14:15.003Z mymachine.example.com evntslog - ID47 [exampleSDID@32473 iut="3" eventSource="Application" eventID="1011"]""",
        "local4|notice|1|2003-10-11T22:14:15.003Z|mymachine.example.com|evntslog|null|ID47|missing")]
    // RFC 3164, section 5.4.
    [InlineData(
        "<34>Oct 11 22:14:15 mymachine su: 'su root' failed for lonvick on /dev/pts/8",
        "auth|crit|missing|Oct 11 22:14:15|mymachine|su|missing|missing|'su root' failed for lonvick on /dev/pts/8")]
    [InlineData("Use the BFG!", "Mismatch")]
    [InlineData("<13>Use the BFG!", "user|notice|missing|missing|missing|missing|missing|missing|Use the BFG!")]
    [InlineData(
        "<165>Aug 24 05:34:00 CST 1987 mymachine myproc[10]: %% It's time to make the do-nuts.",
        "local4|notice|missing|Aug 24 05:34:00|CST|missing|missing|missing|1987 mymachine myproc[10]: %% It's time to make the do-nuts.")]
    [InlineData(
        "<0>1990 Oct 22 10:52:01 TZ-6 scapegoat.dmz.example.org 10.1.2.3 sched[0]: That's All Folks!",
        "kern|emerg|missing|missing|missing|missing|missing|missing|1990 Oct 22 10:52:01 TZ-6 scapegoat.dmz.example.org 10.1.2.3 sched[0]: That's All Folks!")]
    public void TheExamplesOfTheStandardsAreRead(string line, string values)
    {
        Assert.Equal(
            values, Format.Line(line, "facility", "severity", "version", "time", "host", "app", "procid", "msgid", "msg"));
    }

    [Theory]
    [InlineData("Nov 24 19:03:07 web-1 sshd[12]: Accepted", "Nov 24 19:03:07|web-1|sshd|12|Accepted")]
    [InlineData("Nov  4 19:03:07 web-1 sshd[12] Accepted", "Nov  4 19:03:07|web-1|sshd|12|Accepted")]
    [InlineData("Nov 4 19:03:07.123 web-1 a/b-c.d_e: x", "Nov 4 19:03:07.123|web-1|a/b-c.d_e|missing|x")]
    [InlineData("Nov 24 2026 19:03:07 fe80::1 (systemd)[1]: x: y", "Nov 24 2026 19:03:07|fe80::1|(systemd)|1|x: y")]
    [InlineData("Nov 24 19:03:07 web-1 -- MARK --", "Nov 24 19:03:07|web-1|missing|missing|-- MARK --")]
    [InlineData("Nov 24 19:03:07 web-1 kernel: [    0.1] x", "Nov 24 19:03:07|web-1|kernel|missing|[    0.1] x")]
    [InlineData("Nov 24 19:03:07 web-1 Foo::Bar[7]: x", "Nov 24 19:03:07|web-1|Foo::Bar|7|x")]
    [InlineData("Nov 24 19:03:07 web-1 a[7]:x", "Nov 24 19:03:07|web-1|a|7|x")]
    [InlineData("Nov 24 19:03:07 web-1", "Nov 24 19:03:07|web-1|missing|missing|missing")]
    [InlineData("Nov 24 19:03:07", "Nov 24 19:03:07|missing|missing|missing|missing")]
    [InlineData("<13>Nov 24 19:03:07 su[1]: no host", "Nov 24 19:03:07|missing|su|1|no host")]
    [InlineData("<13>Nov 24 19:03:07.5: %SYS-5-CONFIG_I: x", "Nov 24 19:03:07.5|missing|%SYS-5-CONFIG_I|missing|x")]
    [InlineData("2026-11-24T19:03:07.117667+00:00 web-1 app[1]: x", "2026-11-24T19:03:07.117667+00:00|web-1|app|1|x")]
    [InlineData("<13>2026-11-24T19:03:07Z web-1 app: x", "2026-11-24T19:03:07Z|web-1|app|missing|x")]
    [InlineData("Nov 24 25:03:07 web-1 app: x", "Mismatch")]
    [InlineData("2026-11-24T19:03 web-1 app: x", "Mismatch")]
    [InlineData("<192>Nov 24 19:03:07 web-1 app: x", "Mismatch")]
    [InlineData("<13Nov 24 19:03:07 web-1 app: x", "Mismatch")]
    [InlineData("<>1 - - - - - -", "Mismatch")]
    [InlineData("", "Blank")]
    public void WhatFilesAndSendersHaveIsRead(string line, string values)
    {
        Assert.Equal(values, Format.Line(line, "time", "host", "app", "procid", "msg"));
    }

    [Theory]
    [InlineData("-", "missing|missing|m")]
    [InlineData("""[a x="1"]""", "1|missing|m")]
    [InlineData("""[a x="1" y="2"][b.c x="3"]""", "1|3|m")]
    [InlineData("""[a][b.c x="]"]""", "missing|]|m")]
    [InlineData("""[a x="\"\\\]\n"]""", "\"\\]\\n|missing|m")]
    [InlineData("""[a x=""]""", "|missing|m")]
    [InlineData("""[a x="1" x="2"]""", "2|missing|m")]
    [InlineData("""[a x="1"] """, "1|missing| m")]
    [InlineData("""[a x="1" ]""", null)]
    [InlineData("""[a  x="1"]""", null)]
    [InlineData("""[a x=1]""", null)]
    [InlineData("""[a x="1]""", null)]
    [InlineData("""[a x="1"]x""", null)]
    [InlineData("""[a x="1"][""", null)]
    [InlineData("[]", null)]
    [InlineData("x", null)]
    public void StructuredDataAreFieldsByElementAndParameter(string data, string? values)
    {
        Assert.Equal(values ?? "Mismatch", Format.Line($"<13>1 - - - - - {data} m", "@p/a.x", "b.c/x", "@m"));
    }

    [Theory]
    [InlineData("<0>1 - - - - - -", "Fatal|kern|0")]
    [InlineData("<191>1 - - - - - -", "Debug|local7|191")]
    [InlineData("<86>Nov 24 19:03:07 a b: c", "Information|authpriv|86")]
    [InlineData("Nov 24 19:03:07 a b: c", "missing|missing|missing")]
    public void TheLevelIsTheSeverity(string line, string values)
    {
        Assert.Equal(values, Format.Line(line, "@l", "facility", "pri"));
    }

    [Fact]
    public void WhatRfc5424WritesIsReadBackAsItWas()
    {
        var word = Gen.OneOf(Gen.Const("-"), Gen.String[Gen.Char['!', '~'], 1, 12]);
        var value = Gen.String[Gen.Char["ab 01\"\\]é日=["], 0, 8];
        var element = Gen.Select(Gen.OneOf("id", "x@1", "a.b"), value);
        Gen.Select(Gen.Int[0, 191], TimeGen.Moment, word.Array[4], element.Array[0, 3], value).Sample((priority, moment, words, elements, message) =>
        {
            var time = moment.ToString("yyyy-MM-ddTHH:mm:ss.ffffffzzz", CultureInfo.InvariantCulture);
            var data = string.Concat(elements.Select((one, i) => $"[{one.Item1}{i} p=\"{Escape(one.Item2)}\"]"));
            var line = $"<{priority}>1 {time} {string.Join(' ', words)} {(data.Length == 0 ? "-" : data)} {message}";

            var names = elements.Select((one, i) => $"@p/{one.Item1}{i}.p");
            var read = Format.All(
                [Encoding.UTF8.GetBytes(line)],
                ["pri", "severity", "time", "host", "app", "procid", "msgid", "msg", .. names])[0];

            Assert.Equal(
                [
                    $"{priority}", Severities[priority % 8], time, .. words.Select(one => one == "-" ? "null" : one),
                    message.Length == 0 ? "" : message, .. elements.Select(one => one.Item2),
                ],
                read!.Select((one, i) => i == 7 && one == "missing" ? "" : one));
        }, iter: 3_000);
    }

    [Theory]
    [InlineData("rsyslog-rfc5424.log")]
    [InlineData("rsyslog-rfc3164.log")]
    public void SeveritiesAndProgramsOfRsyslogAreThoseOfTheFile(string sample)
    {
        var isNew = sample.Contains("5424", StringComparison.Ordinal);
        var expected = Sample.Texts(sample).Select(line =>
        {
            var words = line.Split(' ');
            var app = isNew ? words[3] : words[4].Split('[')[0].TrimEnd(':');
            return $"{Severities[int.Parse(line[1..line.IndexOf('>')]) % 8]} {app}";
        });

        var read = Format.All(Sample.Lines(sample), "severity", "app", "host", "msg", "@t", "order@32473/id", "order@32473/note");

        Assert.DoesNotContain(null, read);
        Assert.Equal(Sample.Count(expected), Sample.Count(read.Select(values => $"{values![0]} {values[1]}")));
        Assert.All(read, values => Assert.StartsWith("web-", values![2], StringComparison.Ordinal));
        Assert.All(read, values => Assert.DoesNotContain("missing", values![3..5]));
        Assert.Equal(isNew ? 12 : 0, read.Count(values => values![5] != "missing"));
        Assert.Equal(isNew ? 12 : 0, read.Count(values => values![6] == "a \"b\" ] \\"));
    }

    [Theory]
    [InlineData("rsyslog-traditional.log")]
    [InlineData("rsyslog-file.log")]
    public void ProgramsAndProcessesOfFilesWithoutPriorityAreThoseOfTheFile(string sample)
    {
        var tags = Sample.Texts(sample).Select(line =>
        {
            var words = line.Split(' ')[(sample.Contains("file", StringComparison.Ordinal) ? 2 : 4)..];
            return words[0].TrimEnd(':');
        });

        var read = Format.All(Sample.Lines(sample), "app", "procid", "msg", "severity");

        Assert.DoesNotContain(null, read);
        Assert.Equal(
            Sample.Count(tags),
            Sample.Count(read.Select(values => values![1] == "missing" ? values[0] : $"{values[0]}[{values[1]}]")));
        Assert.Contains(read, values => values![2] == "Zoë paid 3 € for 日本語");
        Assert.Contains(read, values => values![0] == "postfix/smtpd" && values[2] == "connect from unknown[192.0.2.1]: ok");
        Assert.All(read, values => Assert.Equal("missing", values![3]));
    }

    [Theory]
    [InlineData("rsyslog-traditional.log", true)]
    [InlineData("rsyslog-file.log", true)]
    [InlineData("rsyslog-rfc3164.log", true)]
    [InlineData("rsyslog-rfc5424.log", true)]
    [InlineData("nginx-combined.log", false)]
    [InlineData("nginx-error.log", false)]
    [InlineData("apache-error.log", false)]
    [InlineData("nginx-bare.log", false)]
    public void OnlySyslogLooksLikeIt(string sample, bool isSyslog)
    {
        var recognizes = LineFormats.Find("syslog")!.Recognizes!;

        Assert.All(Sample.Lines(sample), line => Assert.Equal(isSyslog, recognizes(line)));
    }

    [Theory]
    [InlineData("2026-11-24T19:03:07Z INFO app: x")]
    [InlineData("2026-11-24T19:03:07.123+01:00  INFO 7 --- [main] c.e.App : x")]
    [InlineData("2026-11-24T19:03:07.123Z [error] app: x")]
    [InlineData("<13>Use the BFG!")]
    [InlineData("<p>1 2</p>")]
    public void OtherProgramsLinesDoNotLookLikeIt(string line) =>
        Assert.False(LineFormats.Find("syslog")!.Recognizes!(Encoding.UTF8.GetBytes(line)));

    private static string Escape(string value) =>
        value.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("]", "\\]");
}
