namespace LogPair.Host.Terminal;

/// <summary>Keys that have no character of their own, as the control characters that move about in most programs.</summary>
internal static class ControlKey
{
    public const char Up = '\u0010';
    public const char Down = '\u000e';
    public const char PageUp = '\u0002';
    public const char PageDown = '\u0006';
    public const char Escape = '\e';
    public const char Tab = '\t';

    public static bool IsEnter(char key) => key is '\r' or '\n';

    public static bool IsBackspace(char key) => key is '\b' or '\u007f';
}
