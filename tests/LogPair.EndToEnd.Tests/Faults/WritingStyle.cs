using LogPair.FaultWriters;

namespace LogPair.EndToEnd.Tests.Faults;

/// <summary>A way in which programs write, roll and delete log files.</summary>
internal abstract class WritingStyle
{
    /// <summary>For the test's name and the history.</summary>
    public abstract string Name { get; }

    /// <summary>The <c>--logs</c> of the processor.</summary>
    public abstract string Input(string logs);

    /// <summary>Which program writes; see <see cref="WriterOptions.Style"/>.</summary>
    public abstract string Program { get; }

    /// <summary>What it writes to.</summary>
    public abstract string Target(string logs);

    /// <summary>Whether a file of this name holds lines that nothing else holds.</summary>
    public abstract bool IsSegment(string name);

    public virtual EvidenceRelease Release => EvidenceRelease.WhenDeleted;

    public virtual Tearing Tearing => Tearing.Never;

    /// <summary>The environment of the writer.</summary>
    public virtual IReadOnlyDictionary<string, string> Variables(string state) => new Dictionary<string, string>();

    /// <summary>Whether somebody else rolls the writer's file.</summary>
    public virtual bool IsRotated => false;

    /// <summary>Begins a new file, in whatever way. Nothing for writers that roll themselves.</summary>
    public virtual Task RollAsync(Scenario scenario) => Task.CompletedTask;

    /// <summary>Whether <see cref="RollAsync"/> may be called while no processor runs.</summary>
    public virtual bool RollsUnseen => false;

    /// <summary>Deletes what the style's owner may delete. Called between two faults.</summary>
    public virtual void Prune(Scenario scenario)
    {
    }

    public override string ToString() => Name;
}
