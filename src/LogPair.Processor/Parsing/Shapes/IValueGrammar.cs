namespace LogPair.Processor.Parsing.Shapes;

/// <summary>How the values of a format are written.</summary>
internal interface IValueGrammar
{
    /// <summary>Goes past a value whose end can be seen at once, as that of most values.</summary>
    /// <returns>The place past it, as of <see cref="Pass"/>; 0 if only that can tell.</returns>
    /// <inheritdoc cref="Pass"/>
    static abstract int PassShort(ReadOnlySpan<byte> text, int at, out FieldSlice value);

    /// <summary>Goes past a longer value that has nothing in it that must be checked.</summary>
    /// <inheritdoc cref="PassShort"/>
    static abstract int PassPlain(ReadOnlySpan<byte> text, int at, out FieldSlice value);

    /// <summary>Goes past any value that the format allows, if <see cref="PassPlain"/> has not.</summary>
    /// <param name="text">More than the line; a value does not go beyond a line feed.</param>
    /// <param name="at">Where the value begins.</param>
    /// <param name="depth">Of the object that it is in, the outermost being 1.</param>
    /// <param name="value">As the format's parser has it, or not looked at yet; <see cref="Finish"/> follows.</param>
    /// <returns>
    /// The place past it; negative if there is no value that is certain to be right. It depends on the bytes of the value,
    /// and on the one behind it.
    /// </returns>
    static abstract int Pass(ReadOnlySpan<byte> text, int at, int depth, out FieldSlice value);

    /// <summary>Makes of a value that is wanted what the format's parser makes of it.</summary>
    static abstract FieldSlice Finish(ReadOnlySpan<byte> text, FieldSlice value, FieldBuffer fields);

    /// <summary>Finds the values of a line.</summary>
    /// <param name="line">That the format's parser accepts.</param>
    /// <param name="values">Gets them in their order, each with its quotes or brackets.</param>
    static abstract void FindValues(ReadOnlySpan<byte> line, List<ShapeValue> values);
}
