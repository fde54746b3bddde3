using System.Data.Common;
using IncidentBot.Incidents;

namespace IncidentBot.Storage;

/// <summary>One transaction of the queue: the writes of a batch, and what the incidents are inside it.</summary>
/// <remarks>
/// Decisions of a batch see each other through <see cref="Incidents"/>. Rows that are the sum of events (an incident's row) are
/// written once a batch, in <see cref="FlushAsync"/>, however many commands changed them.
/// </remarks>
internal sealed class CommitUnit(WriterConnection writer, DbTransaction transaction) : IAsyncDisposable
{
    private readonly Dictionary<int, Incident> _changed = [];

    public DbTransaction Transaction => transaction;

    /// <summary>The incidents as the writes of this batch have left them so far, by number.</summary>
    public Dictionary<int, Incident> Incidents { get; } = [];

    public PreparedStatement Statement(string sql) => writer.Statement(sql, transaction);

    /// <summary>Whether an exception concerns one write only; what concerns the database fails the whole batch.</summary>
    public bool IsOwnMistake(Exception exception) => writer.Dialect.Unavailable(exception) is null && !writer.Dialect.IsConflict(exception);

    /// <summary>The incident's row, its tasks' rows and the like have to be written before the commit.</summary>
    public void Changed(Incident incident)
    {
        Incidents[incident.Id.Number] = incident;
        _changed[incident.Id.Number] = incident;
    }

    /// <summary>Writes the rows that are sums.</summary>
    public async Task FlushAsync()
    {
        foreach (var incident in _changed.Values)
        {
            await IncidentRow.WriteAsync(this, incident);
        }

        _changed.Clear();
    }

    public async Task CommitAsync()
    {
        await FlushAsync();
        await transaction.CommitAsync();
    }

    public ValueTask DisposeAsync() => transaction.DisposeAsync();
}
