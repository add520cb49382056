namespace LogPair.Processor.Discovery;

/// <summary>Who can change what a name leads to.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Owner">User id.</param>
/// <param name="IsWritableByOthers">Whether the group or everybody may write: into a directory, new names.</param>
/// <param name="IsSticky">Of a directory: whether names in it can be changed by their own owners only.</param>
internal readonly record struct Ownership(FileKind Kind, uint Owner, bool IsWritableByOthers, bool IsSticky)
{
    /// <summary>
    /// Whether nobody but root and a user can change what a name in this directory leads to.
    /// </summary>
    public bool Guards(Ownership entry, uint user) =>
        IsOf(user) && (!IsWritableByOthers || (IsSticky && entry.IsOf(user)));

    private bool IsOf(uint user) => Owner == 0 || Owner == user;
}
