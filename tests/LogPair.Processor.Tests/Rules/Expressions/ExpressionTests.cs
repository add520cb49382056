namespace LogPair.Processor.Tests.Rules.Expressions;

/// <summary>What the oracle cannot tell: our own functions, and where we differ from it on purpose.</summary>
public sealed class ExpressionTests
{
    [Theory]
    [InlineData("/orders/8731", "/orders/{n}")]
    [InlineData("/orders/8731?page=2#top", "/orders/{n}")]
    [InlineData("https://shop.example/orders/8731/", "/orders/{n}/")]
    [InlineData("https://shop.example", "/")]
    [InlineData("/redirect?to=http://x/1", "/redirect")]
    [InlineData("/users/6F9619FF-8B86-D011-B42D-00C04FC964FF/edit", "/users/{guid}/edit")]
    [InlineData("/blobs/d41d8cd98f00b204e9800998ecf8427e.png", "/blobs/{hash}.png")]
    [InlineData("/commit/1a2b3c4d", "/commit/{hash}")]
    [InlineData("/events/01ARZ3NDEKTSV4RRFFQ69G5FAV", "/events/{hash}")]
    [InlineData("/users/ann.lee+x@example.com", "/users/{email}")]
    [InlineData("/users/ann%40example.com", "/users/{email}")]
    [InlineData("/days/2026-11-22", "/days/{n}")]
    [InlineData("/invoices/INV-2041.pdf", "/invoices/INV-{n}.pdf")]
    [InlineData("/u/user1234", "/u/user{n}")]
    [InlineData("/api/v2/health", "/api/v2/health")]
    [InlineData("/decade/facade/deadbeef", "/decade/facade/deadbeef")]
    [InlineData("/café/7", "/café/{n}")]
    [InlineData("/shop;v=1/cart;jsessionid=1A2B5E6F", "/shop/cart")]
    [InlineData("", "")]
    [InlineData("*", "*")]
    public void ARouteHasPlaceholdersForIds(string path, string route) =>
        Assert.Equal($"'{route}'", Evaluated.Show($"Route('{path}')"));

    [Theory]
    [InlineData("System.InvalidOperationException: no\\n   at X", "System.InvalidOperationException")]
    [InlineData("OrderException\\n   at X", "OrderException")]
    [InlineData("System.ComponentModel.Win32Exception (0x80004005): no", "System.ComponentModel.Win32Exception")]
    [InlineData("Acme.Bad+FooException`1[System.String]: no", "Acme.Bad+FooException`1")]
    [InlineData("AssertionError [ERR_ASSERTION]: no", "AssertionError")]
    [InlineData("Unhandled exception. System.IO.IOException: no", "System.IO.IOException")]
    [InlineData("Exception in thread \\\"main\\\" com.acme.Conflict: no", "com.acme.Conflict")]
    [InlineData("Conflict: no\\n    at f (a.js:1:2)", "Conflict")]
    [InlineData("java.lang.StackOverflowError", "java.lang.StackOverflowError")]
    [InlineData("panic: runtime error: index out of range\\n\\ngoroutine 1 [running]:\\nmain.main()", "panic")]
    [InlineData("goroutine 7 [running]:\\nruntime/debug.Stack()", "panic")]
    [InlineData("fatal error: all goroutines are asleep - deadlock!\\n\\ngoroutine 1 [chan receive]:", "panic")]
    [InlineData("Traceback (most recent call last):\\n  File 'a.py', line 1\\nKeyError: 'a'\\n\\nDuring handling of the above exception, another exception occurred:\\n\\nTraceback (most recent call last):\\n  File 'a.py', line 3\\napp.errors.Gone\\n", "app.errors.Gone")]
    [InlineData("Acme.Conflict: no\\n ---> System.IO.IOException: no\\n   at X", "Acme.Conflict")]
    [InlineData("+ Exception Group Traceback (most recent call last):\\n  |   File 'a.py', line 1\\n  | ExceptionGroup: many (1 sub-exception)\\n  +-+--- 1 ---\\n    | Traceback (most recent call last):\\n    |   File 'a.py', line 2\\n    | ValueError: x\\n    +---", "ExceptionGroup")]
    [InlineData("Traceback (most recent call last):\\n  File 'a.py', line 1\\nValueError: first\\nsecond: line", "ValueError")]
    [InlineData("Traceback (most recent call last):\\n  File 'a.py', line 1\\n    f()\\nValueError: no: x\\n", "ValueError")]
    public void AnExceptionsTypeIsWhatItsTextBeginsWith(string exception, string type) =>
        Assert.Equal($"'{type}'", Evaluated.Show("ExceptionType(@x)", $$"""{"@x":"{{exception}}"}"""));

    [Theory]
    [InlineData("Timeout")]
    [InlineData("connection refused")]
    [InlineData("dial tcp 10.0.0.1:443: timeout")]
    [InlineData("db.Query: bad")]
    [InlineData("error: no")]
    [InlineData("read config.yaml: no such file")]
    [InlineData("10.0.0.1.Error: no")]
    [InlineData("Error connecting to db")]
    [InlineData("goroutine safety is hard")]
    [InlineData("fatal error: no such file")]
    [InlineData("Traceback (most recent call last):\\n  File 'a.py'")]
    [InlineData("\\tat a.B.c(B.java:1)")]
    [InlineData("")]
    public void TextThatNamesNoTypeHasNone(string exception) =>
        Assert.Equal("undefined", Evaluated.Show("ExceptionType(@x)", $$"""{"@x":"{{exception}}"}"""));

    [Theory]
    [InlineData("@l", "{}", "'Information'")]
    [InlineData("@l like 'W%'", """{"@l":"Warning"}""", "true")]
    [InlineData("@x like '%timeout%' ci", """{"@x":"a TimeOut"}""", "true")]
    [InlineData("not not A", """{"A":true}""", "true")]
    [InlineData("Substring('abc', 0, -1)", "{}", "undefined")]
    [InlineData("0.1 + 0.2 = 0.3", "{}", "false")]
    [InlineData("A = B", """{"A":9007199254740993,"B":9007199254740992}""", "true")]
    [InlineData("A > 1", """{"A":1e999}""", "undefined")]
    [InlineData("A = A", """{"A":1e999}""", "true")]
    [InlineData("ToString(-A)", """{"A":0}""", "'0'")]
    [InlineData("ToString(0.5 * 2)", "{}", "'1'")]
    [InlineData("ToString(A)", """{"A":1.50}""", "'1.50'")]
    [InlineData("Round(1.435, 2)", "{}", "1.44")]
    [InlineData("Round(1.25, 1)", "{}", "1.2")]
    [InlineData("10 ^ 400", "{}", "undefined")]
    [InlineData("A = B", """{"A":[1,2],"B":[1,2]}""", "true")]
    [InlineData("A = B", """{"A":[1,2.0,{"a":1,"b":"x"}],"B":[ 1, 2, {"b" : "\u0078", "a":1.0, "$type":"T"} ]}""", "true")]
    [InlineData("A = B", """{"A":{"a":1,"a":2},"B":{"a":2}}""", "true")]
    [InlineData("A = B", """{"A":{"a":1},"B":{"a":1,"b":1}}""", "false")]
    [InlineData("@p[?] = 1", "{}", "error: @p must be followed by the name of a property")]
    [InlineData("A is not null and IsDefined(A)", """{"A":{}}""", "true")]
    [InlineData("Length(A)", """{"A":"\uD83D\uDE00"}""", "2")]
    [InlineData("A like '_'", """{"A":"\uD83D\uDE00"}""", "true")]
    [InlineData("'STRASSE' = 'straße' ci", "{}", "false")]
    public void DifferencesToSerilogAreAsDocumented(string expression, string line, string value) =>
        Assert.Equal(value, Evaluated.Show(expression, line));

    [Theory]
    [InlineData("A == 1", "== is not an operator")]
    [InlineData("A = \"x\"", "\" does not belong here")]
    [InlineData("A = 'x", "this text has no closing quote")]
    [InlineData("A = 1x", "'1x' is not a number")]
    [InlineData("", "the expression ends too early")]
    [InlineData("A and", "the expression ends too early")]
    [InlineData("(A", ") is missing")]
    [InlineData("A B", "B is not expected here")]
    [InlineData("if A then 1", "else is expected")]
    [InlineData("A is 1", "null is expected after is")]
    [InlineData("StartWith(A, 'x')", "there is no function StartWith")]
    [InlineData("Length(A, B)", "Length does not take 2 arguments")]
    [InlineData("Length(A) ci", "ci does not apply to Length")]
    [InlineData("A like B", "text in quotes is expected to the right of like")]
    [InlineData("@level = 'Error'", "there is no built-in field @level")]
    [InlineData("@p", "@p must be followed by the name of a property")]
    [InlineData("@l.Name", "@l has no members")]
    [InlineData("A[?", "] is missing")]
    [InlineData("Concat(A[?], A[?], A[?], A[?], A[?], A[?], A[?], A[?], A[?]) = 'a'", "there are more than 8 wildcards in one comparison")]
    public void AMistakeIsNamed(string expression, string message) =>
        Assert.Equal($"error: {message}", Evaluated.Show(expression));

    // Lists in one line could otherwise cost their product, which is minutes for a line of 256 KiB.
    [Theory]
    [InlineData("A[?] = B[?]")]
    [InlineData("A[*] <> B[?]")]
    [InlineData("not (A[?] = B[?]) = true")]
    [InlineData("C = D")]
    [InlineData("C <> D")]
    [InlineData("C in [D]")]
    [InlineData("C not in E")]
    public void WhatWouldCostMoreThanALineIsWorthIsUndefined(string expression)
    {
        var members = Enumerable.Range(0, 20_000).Select(i => $"\"n{i}\":{i}").ToArray();
        var c = string.Join(',', members);
        var d = string.Join(',', members.Reverse());
        var zeros = string.Join(',', Enumerable.Repeat('0', 20_000));

        var value = Evaluated.Show(expression, $$"""{"A":[{{zeros}}],"B":[{{zeros.Replace('0', '1')}}],"C":{ {{c}} },"D":{ {{d}} },"E":[{ {{d}} }]}""");

        Assert.Equal("undefined", value);
    }

    [Theory]
    [InlineData("(")]
    [InlineData("A[?]")]
    [InlineData("not ")]
    [InlineData("-")]
    [InlineData("A + ")]
    [InlineData("A[")]
    [InlineData("Length(")]
    [InlineData("if A then ")]
    public void DeepNestingIsRefused(string repeated)
    {
        var expression = string.Concat(Enumerable.Repeat(repeated, 1000)) + "A";

        Assert.StartsWith("error: ", Evaluated.Show(expression), StringComparison.Ordinal);
    }
}
