using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace IncidentBot.Storage;

/// <summary>
/// A connection to SQLite for whoever else writes in this process: its transaction enters our writer's gate before it begins, and leaves it when
/// the connection is closed.
/// </summary>
/// <remarks>
/// Beginning takes the database's lock. Whoever begins first and asks for the gate afterwards would wait for whoever has the gate, who waits for
/// the database, until one of them gives up.
/// </remarks>
/// <param name="gate">The writer's gate; null where who begins has it already, or there is none.</param>
public sealed class TurnTakingConnection(WriterGate? gate = null) : SqliteConnection
{
    private int _entered;

    /// <inheritdoc />
    public override void Close()
    {
        base.Close();
        if (Interlocked.Exchange(ref _entered, 0) == 1)
        {
            gate!.Leave();
        }
    }

    /// <inheritdoc />
    protected override async ValueTask<DbTransaction> BeginDbTransactionAsync(
        IsolationLevel isolationLevel,
        CancellationToken cancellationToken
    )
    {
        if (gate is not null)
        {
            await gate.EnterAsync(cancellationToken);
            _entered = 1;
        }

        return BeginTransaction(isolationLevel, deferred: false);
    }
}
