namespace LogPair.EndToEnd.Tests;

/// <summary>What a program left behind.</summary>
internal sealed record ToolResult(int ExitCode, string Output, string Error);
