namespace LogPair.Processor.Parsing.Json;

/// <summary>Makes the text of an exception, type first, of an object that tells it in parts.</summary>
/// <remarks>
/// log4j's <c>thrown</c>, logback's <c>throwable</c>, the <c>exception</c> of Quarkus and log4j's JSON event layout,
/// the
/// <c>err</c> of pino and bunyan, <c>error</c> of many, loguru's <c>record.exception</c> and Monolog's
/// <c>context.exception</c>. A stack that is text and has the type in it is all there is to say; where
/// <see cref="BuiltInFields"/> names it, it was chosen already. Only ECS says that type and message need not be in the
/// stack, so <c>error.stack_trace</c> gets them if they are not. Immutable once made.
/// </remarks>
internal sealed class ExceptionObjects
{
    private static readonly (string Name, string[] Types, string[] Messages, string[] Stacks)[] Known =
    [
        ("thrown", ["name"], ["message"], ["extendedStackTrace"]),
        ("throwable", ["className", "class"], ["message"], ["stackTrace"]),
        ("exception", ["type", "class", "exceptionType", "exception_class", "name"], ["message", "exception_message"],
            ["stacktrace", "stackTrace", "stack"]),
        ("err", ["type", "name"], ["message"], []),
        ("error", ["type", "name", "kind", "class"], ["message", "msg"], ["stackTrace"]),
        ("record.exception", ["type"], ["value"], []),
        ("context.exception", ["class"], ["message"], []),
    ];

    private readonly int _exception;
    private readonly Parts[] _objects = [];

    // ECS, with an object and with dots in the names; the object is the stack.
    private readonly Parts[] _stacks = [];

    /// <param name="fields">What is asked for.</param>
    /// <param name="add">Takes the path of a member that a line may have, and returns its slot.</param>
    public ExceptionObjects(FieldSet fields, Func<string[], int> add)
    {
        _exception = fields.IndexOf(new FieldPath("@x"));
        if (_exception < 0) return;

        _objects =
        [
            .. Known.Select(known => new Parts(
                add(known.Name.Split('.')), Members(known.Name, known.Types, add),
                Members(known.Name, known.Messages, add), Members(known.Name, known.Stacks, add))),
        ];
        _stacks = [Stack(add, "error", "{0}"), Stack(add, "error.{0}")];
    }

    /// <summary>Whether the exception that was chosen may be none that stands in the line as it is.</summary>
    public bool MayApply(FieldBuffer fields) =>
        _exception >= 0 && (fields[_exception].Kind == FieldKind.Structure || FindStack(fields) is not null);

    /// <summary>If the exception that was chosen is an object: makes it text, as far as the object tells any.</summary>
    public void Choose(ReadOnlySpan<byte> line, FieldBuffer fields)
    {
        if (_exception < 0) return;
        if (FindStack(fields) is { } stack) fields[_exception] = WithType(line, fields, stack);
        if (fields[_exception].Kind != FieldKind.Structure) return;

        foreach (var parts in _objects)
        {
            if (fields[parts.Object] != fields[_exception]) continue;

            fields[_exception] = Text(line, fields, parts);
            return;
        }
    }

    // The exception that was chosen, if it is a stack whose type is told beside it.
    private Parts? FindStack(FieldBuffer fields)
    {
        if (fields[_exception].Kind == FieldKind.Missing) return null;

        foreach (var stack in _stacks)
        {
            if (fields[stack.Object] == fields[_exception] && fields[stack.Types[0]].Kind != FieldKind.Missing)
                return stack;
        }

        return null;
    }

    // Python's traceback has the type at its end.
    private static FieldSlice WithType(ReadOnlySpan<byte> line, FieldBuffer fields, Parts parts)
    {
        var stack = First(line, fields, parts.Stacks, out var whole);
        var type = First(line, fields, parts.Types, out _);
        return stack.IsEmpty || type.IsEmpty || stack.StartsWith("Traceback "u8) ? fields[parts.Object]
            : stack.StartsWith(type) ? whole
            : Text(line, fields, parts);
    }

    private static FieldSlice Text(ReadOnlySpan<byte> line, FieldBuffer fields, Parts parts)
    {
        var type = First(line, fields, parts.Types, out _);
        var message = First(line, fields, parts.Messages, out _);
        var stack = First(line, fields, parts.Stacks, out var whole);
        if (type.IsEmpty && message.IsEmpty && stack.IsEmpty) return fields[parts.Object];
        if (!stack.IsEmpty && stack.StartsWith(type)) return whole;

        // What is put together is still escaped, as its parts are.
        var text = fields.Take(type.Length + message.Length + stack.Length + 4);
        var written = Append(type, default, text, 0);
        written = Append(message, written == 0 ? default : ": "u8, text, written);
        written = Append(stack, written == 0 ? default : "\\n"u8, text, written);
        return fields.Made(written, FieldKind.EscapedText);
    }

    private static int Append(ReadOnlySpan<byte> part, ReadOnlySpan<byte> separator, Span<byte> text, int written)
    {
        if (part.IsEmpty) return written;

        separator.CopyTo(text[written..]);
        part.CopyTo(text[(written + separator.Length)..]);
        return written + separator.Length + part.Length;
    }

    private static ReadOnlySpan<byte> First(
        ReadOnlySpan<byte> line, FieldBuffer fields, int[] slots, out FieldSlice found)
    {
        foreach (var slot in slots)
        {
            found = fields[slot];
            if (found.Kind is FieldKind.Text or FieldKind.EscapedText) return line.Slice(found.Start, found.Length);
        }

        found = default;
        return default;
    }

    private static int[] Members(string name, string[] members, Func<string[], int> add) =>
        [.. members.Select(member => add([.. name.Split('.'), member]))];

    private static Parts Stack(Func<string[], int> add, params string[] path)
    {
        int[] Slots(string member) =>
            [add([.. path.Select(part => part.Replace("{0}", member, StringComparison.Ordinal))])];

        var stack = Slots("stack_trace");
        return new Parts(stack[0], Slots("type"), Slots("message"), stack);
    }

    private readonly record struct Parts(int Object, int[] Types, int[] Messages, int[] Stacks);
}
