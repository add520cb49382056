using Serilog.Events;
using Serilog.Formatting.Json;

namespace LogPair.Generator.Formatting;

/// <summary>A property's value as JSON, to the byte as Serilog's <c>JsonValueFormatter</c> writes it.</summary>
internal static class JsonValue
{
    /// <summary>Decides what becomes of kinds of values that are not Serilog's own: it refuses them.</summary>
    private static readonly JsonValueFormatter Package = new("$type");

    /// <exception cref="NotSupportedException">A kind of value that Serilog does not know either.</exception>
    public static void Write(LineBuffer line, LogEventPropertyValue value)
    {
        switch (value)
        {
            case ScalarValue scalar: JsonScalar.Write(line, scalar.Value); break;
            case SequenceValue sequence: Write(line, sequence); break;
            case StructureValue structure: Write(line, structure); break;
            case DictionaryValue dictionary: Write(line, dictionary); break;
            default: WriteByPackage(line, value); break;
        }
    }

    private static void Write(LineBuffer line, SequenceValue sequence)
    {
        line.Append((byte)'[');
        for (var i = 0; i < sequence.Elements.Count; i++)
        {
            if (i > 0) line.Append((byte)',');
            Write(line, sequence.Elements[i]);
        }

        line.Append((byte)']');
    }

    private static void Write(LineBuffer line, StructureValue structure)
    {
        line.Append((byte)'{');
        for (var i = 0; i < structure.Properties.Count; i++)
        {
            if (i > 0) line.Append((byte)',');
            var property = structure.Properties[i];
            WriteName(line, property.Name);
            Write(line, property.Value);
        }

        if (structure.TypeTag is { } tag) WriteTypeTag(line, tag, isFirst: structure.Properties.Count == 0);
        line.Append((byte)'}');
    }

    private static void WriteTypeTag(LineBuffer line, string tag, bool isFirst)
    {
        line.Append(isFirst ? "\"$type\":"u8 : ",\"$type\":"u8);
        JsonText.WriteQuoted(line, tag);
    }

    private static void Write(LineBuffer line, DictionaryValue dictionary)
    {
        line.Append((byte)'{');
        var isFirst = true;
        foreach (var (key, value) in dictionary.Elements)
        {
            if (!isFirst) line.Append((byte)',');
            isFirst = false;
            WriteName(line, key.Value is { } name ? name.ToString() : "null");
            Write(line, value);
        }

        line.Append((byte)'}');
    }

    private static void WriteName(LineBuffer line, string? name)
    {
        JsonText.WriteQuoted(line, name);
        line.Append((byte)':');
    }

    private static void WriteByPackage(LineBuffer line, LogEventPropertyValue value)
    {
        var text = line.EmptyScratch;
        Package.Format(value, text);
        line.Append(text.Text);
    }
}
