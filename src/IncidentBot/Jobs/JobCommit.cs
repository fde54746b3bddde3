using System.Data.Common;

namespace IncidentBot.Jobs;

/// <summary>The transaction in which something is scheduled or cancelled. Rolled back, it leaves nothing.</summary>
public sealed class JobCommit(DbTransaction transaction)
{
    private List<Action>? _afterwards;

    /// <summary>The transaction; an engine with tables in the same database writes them in it.</summary>
    public DbTransaction Transaction => transaction;

    /// <summary>What the engine does once everything is on the disk; never called after a rollback. Has to be quick, for the writer waits.</summary>
    public void OnCommitted(Action action) => (_afterwards ??= []).Add(action);

    /// <summary>It is on the disk.</summary>
    public void Committed() => _afterwards?.ForEach(action => action());
}
