using System.Text;
using LogPair.Processor.Framing.Multiline;

namespace LogPair.Processor.Tests.Framing.Multiline;

public sealed class StackTraceTests
{
    private const string Log = "2026-11-22 10:00:00 [ERR] failed";

    // Written by OpenJDK 17: a try-with-resources whose close fails too, and an exception that nobody caught.
    private const string Java = """
        2026-11-22 10:00:00,123 ERROR [main] c.a.Orders - lookup failed
        java.lang.RuntimeException: lookup failed
        	at T.b(T.java:5)
        	at T.main(T.java:7)
        	Suppressed: java.lang.IllegalStateException: close failed
        		at T$Res.close(T.java:3)
        		at T.main(T.java:7)
        Caused by: java.lang.IllegalArgumentException: no such order
        	at T.c(T.java:4)
        	at T.b(T.java:5)
        	... 10 more
        2026-11-22 10:00:01,000 INFO [main] c.a.Orders - next
        Exception in thread "main" java.lang.RuntimeException: lookup failed
        	at T.b(T.java:5)
        Caused by: java.lang.IllegalArgumentException: no such order
        	... 1 more
        java.lang.OutOfMemoryError: Java heap space
        	at T.d(T.java:9)
        java.lang.OutOfMemoryError: Java heap space
        	at T.d(T.java:9)
        """;

    // Written by Python 3.11: raise from, an exception in a handler, and a group.
    private const string Python = """
        ERROR:root:cannot
        Traceback (most recent call last):
          File "app.py", line 5, in g
            f("a")
        KeyError: 'a'

        The above exception was the direct cause of the following exception:

        Traceback (most recent call last):
          File "app.py", line 8, in <module>
        ValueError: bad input
        INFO:root:next
        Traceback (most recent call last):
          File "app.py", line 3, in f
        KeyError: 'b'

        During handling of the above exception, another exception occurred:

        Traceback (most recent call last):
          File "app.py", line 13, in h
        ValueError: invalid literal for int() with base 10: 'z'
        Traceback (most recent call last):
          File "app.py", line 1, in <module>
        ZeroDivisionError: division by zero

        INFO:root:after a blank line
        ERROR:root:many
          + Exception Group Traceback (most recent call last):
          |   File "app.py", line 16, in <module>
          | ExceptionGroup: many (2 sub-exceptions)
          +-+---------------- 1 ----------------
            | ValueError: x
            +---------------- 2 ----------------
            | TypeError: y
            +------------------------------------
        INFO:root:next
        """;

    private const string Go = """
        2026/11/22 10:00:00 http: panic serving 10.0.0.1:4711: no order
        goroutine 20 [running]:
        net/http.(*conn).serve.func1()
        	/usr/local/go/src/net/http/server.go:1947 +0xbe
        panic({0x6b3a40?, 0x7a5f30?})
        	/usr/local/go/src/runtime/panic.go:787 +0x132
        created by net/http.(*Server).Serve in goroutine 1
        	/usr/local/go/src/net/http/server.go:3454 +0x485
        2026/11/22 10:00:01 next (with brackets)
        panic: runtime error: index out of range [5] with length 3

        goroutine 1 [running]:
        main.main()
        	/app/main.go:8 +0x1d
        exit status 2
        2026/11/22 10:00:02 next
        """;

    [Fact]
    public void JavasTracesStayWithTheirEvent() =>
        Assert.Equal([11, 1, 4, 2, 2], Events.Sizes(new JavaTraces(), Java));

    [Fact]
    public void PythonsTracesStayWithTheirEvent() =>
        Assert.Equal([11, 10, 4, 1, 9, 1], Events.Sizes(new PythonTraces(), Python));

    [Fact]
    public void GosTracesStayWithTheirEvent() =>
        Assert.Equal([8, 1, 6, 1], Events.Sizes(new GoTraces(), Go));

    [Fact]
    public void DotnetsExceptionsStayWithTheirEvent()
    {
        foreach (var error in Exceptions())
        {
            // As Serilog's output template and as Console.Error.WriteLine write it.
            var text = string.Join('\n', $"{Log}\n{error}", Log, Log, $"{Log}\n{error}", error, error, Log);

            var lines = error.ToString().TrimEnd().Split('\n').Length + 1;
            Assert.Equal(
                [lines, 1, 1, lines, lines - 1, lines - 1, 1],
                Events.Of(new DotnetTraces(), text).Select(one => one.TrimEnd().Split('\n').Length));
        }
    }

    [Fact]
    public void MicrosoftsConsoleFormatterIsOneEvent()
    {
        const string text = """
            fail: Orders.Worker[17]
                  Cannot ship
                  System.InvalidOperationException: no stock
                     at Orders.Worker.Ship() in /src/Worker.cs:line 12
            info: Orders.Worker[1]
                  Shipped
            """;

        Assert.Equal([4, 2], Events.Sizes(new DotnetTraces(), text));
        Assert.Equal([4, 2], Events.Sizes(new IndentedLines(), text));
    }

    [Theory]
    [InlineData("org.springframework.web.client.HttpClientErrorException$NotFound: 404 Not Found: \"x\"\n\tat a.B.c(B.java:1)", true)]
    [InlineData("com.acme.Conflict: no\n\tat a.B.c(B.java:1)\nWrapped by: com.acme.Failed\n\tat a.B.d(B.java:2)", true)]
    [InlineData("Acme.Shop.OrderConflict: no\n   at A.B()", true)]
    [InlineData("Acme.FooException`1[System.String]: no\n   at A.B()", true)]
    [InlineData("Acme.Foo+Inner`1[[System.String, mscorlib]]\n   at A.B()", true)]
    [InlineData("finished.Next is com.acme.Conflict: no", false)]
    [InlineData("www.example.com: no", false)]
    [InlineData("Conflict: no", false)]
    [InlineData("10.Error: no", false)]
    [InlineData("a..Conflict: no", false)]
    public void AnExceptionIsKnownByTheNameOfItsType(string lines, bool isOne)
    {
        var text = $"{Log}\n{lines}";
        ILineJoin join = lines.Contains("\n   at", StringComparison.Ordinal) ? new DotnetTraces() : new JavaTraces();

        Assert.Equal(isOne ? 1 : 2, Events.Of(join, text).Count);
        Assert.Equal(isOne ? Log.Length + 1 : -1, StackTraces.IndexIn(Encoding.UTF8.GetBytes(text), Log.Length + 1));
    }

    [Theory]
    [InlineData("x\n  Acme.Settings: 5", null)]
    [InlineData("x\n  Acme.Settings: 5\n  java.io.IOException: y\n\tat x", "java.io.IOException: y\n\tat x")]
    [InlineData("Traceback (most recent call last):\n  File", "Traceback (most recent call last):\n  File")]
    [InlineData("com.acme.Conflict: no\n\tat x", "com.acme.Conflict: no\n\tat x")]
    [InlineData("x\n  + Exception Group Traceback (most recent call last):\n  |", "+ Exception Group Traceback (most recent call last):\n  |")]
    [InlineData("x\na message\nSystem.IO.IOException: Disk full\n   at A.B()", "System.IO.IOException: Disk full\n   at A.B()")]
    [InlineData("x\n      Cannot ship\n      System.X.FooException: no", "System.X.FooException: no")]
    [InlineData("x\njava.lang.OutOfMemoryError: heap\n\tat x", "java.lang.OutOfMemoryError: heap\n\tat x")]
    [InlineData("x\nTraceback (most recent call last):\n  File", "Traceback (most recent call last):\n  File")]
    [InlineData("x\nonly a message\nSystem.Error without a colon\n42.Error: x", null)]
    [InlineData("ERROR a.b.FooError - failed java.lang.IllegalStateException: x: java.io.IOException: y\n\tat a.B.c(B.java:1)\nCaused by: java.io.IOException: y",
        "java.lang.IllegalStateException: x: java.io.IOException: y\n\tat a.B.c(B.java:1)\nCaused by: java.io.IOException: y")]
    [InlineData("failed: TypeError\n    at f (a.js:1:2)", "TypeError\n    at f (a.js:1:2)")]
    [InlineData("a java.lang.IllegalStateException: x\n  indented", null)]
    [InlineData("failed\n\tat a.B.c(B.java:1)\njava.io.IOException: of another", "\tat a.B.c(B.java:1)\njava.io.IOException: of another")]
    public void TheExceptionIsFoundBelowTheMessageOrWithinIt(string lines, string? exception)
    {
        var bytes = Encoding.UTF8.GetBytes(lines);

        var at = StackTraces.IndexIn(bytes, below: lines.IndexOf('\n') + 1);

        Assert.Equal(exception, at < 0 ? null : Encoding.UTF8.GetString(bytes.AsSpan(at)));
    }

    [Fact]
    public void ARecordOfCsvGoesOnWhileAQuoteIsOpen()
    {
        const string text = "a,\"b\nc, d\ne \"\"f\"\"\",g\na,5\"\"\nx,y";

        Assert.Equal([3, 1, 1], Events.Sizes(new QuotedLines((byte)','), text));
    }

    // As the columns are cut: a quote opens a column at its start only. What is not in order goes on with nothing.
    [Theory]
    [InlineData(",", "1,Pipe 5\" steel,3\n2,x,1\n3,7\" nail\n4,5\"\n5,y", new[] { 1, 1, 1, 1, 1 })]
    [InlineData(",", "\uFEFF\"a\nb\",1\n2,\"x\",\"\"\n3,\"\"\"\n\"\"\",y\n4", new[] { 2, 1, 2, 1 })]
    [InlineData(",", "1,\"a\" b,\"c\n2,x\n3,\"d\ne \"f\" g\n4,x", new[] { 1, 1, 2, 1 })]
    [InlineData(",", "1;\"a\n2;b\"", new[] { 1, 1 })]
    [InlineData(";", "1;\"a\n2;b\"\n3,\"c\n4;\"d,\n\";e", new[] { 2, 1, 2 })]
    [InlineData("\t", "1\t\"a\nb\"\t2\n3\tc", new[] { 2, 1 })]
    public void AQuoteCountsOnlyAtTheEdgesOfAColumn(string delimiter, string text, int[] sizes)
    {
        Assert.Equal(sizes, Events.Sizes(new QuotedLines((byte)delimiter[0]), text));
    }

    [Fact]
    public void PatternsSayWhereEventsBeginOrGoOn()
    {
        const string text = "1 a\nb\n\n2 c\n3 d\ne";

        Assert.Equal([3, 1, 2], Events.Sizes(new StartPattern(new RegexPattern("^[0-9] ")), text));
        Assert.Equal([3, 1, 2], Events.Sizes(new ContinuationPattern(new RegexPattern("^[a-z]?$")), text));
        Assert.True(new RegexPattern("x$").IsMatch(Encoding.UTF8.GetBytes(new string('ä', 100_000) + "x")));
        Assert.ThrowsAny<ArgumentException>(() => new RegexPattern("(?=look)"));
        Assert.ThrowsAny<ArgumentException>(() => new RegexPattern("("));
    }

    private static IEnumerable<Exception> Exceptions()
    {
        yield return Thrown(() => throw new InvalidOperationException("no stock", Thrown(() => int.Parse("x", null))));
        yield return Thrown(() => Task.WhenAll(
            Task.FromException(new TimeoutException("slow")),
            Task.FromException(new IOException("full", new InvalidDataException("torn")))).Wait());
        yield return Thrown(() => Rethrow(Thrown(() => throw new ArgumentOutOfRangeException(nameof(Log)))));
        yield return new NotSupportedException();
    }

    private static void Rethrow(Exception error) => System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(error);

    private static Exception Thrown(Action act)
    {
        try
        {
            act();
        }
        catch (Exception error)
        {
            return error;
        }

        throw new InvalidOperationException("nothing was thrown");
    }
}
