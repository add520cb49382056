namespace LogPair.Host.Web.Access;

/// <summary>What came of the check of a password.</summary>
internal enum PasswordVerdict
{
    Right,
    Wrong,

    /// <summary>Not checked: too many are waiting to be.</summary>
    Busy,
}
