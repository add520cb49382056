namespace LogPair.Processor.Parsing.Wrapping;

/// <summary>What a container runtime puts around each line of its container.</summary>
internal enum LineWrapper
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary><c>2016-10-06T00:17:09.669794202Z stdout F text</c>, as the kubelet has it written.</summary>
    Cri,

    /// <summary><c>{"log":"text\n","stream":"stdout","time":"…"}</c>, Docker's json-file.</summary>
    Docker,

    /// <summary>Whatever the first lines of the file look like.</summary>
    Auto,
}
