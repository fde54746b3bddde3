using System.Data;
using System.Data.Common;
using IncidentBot.Server.Jobs;
using IncidentBot.Storage;
using Microsoft.Data.Sqlite;

namespace IncidentBot.Contracts.Jobs;

public sealed class Turns_with_Quartz_on_SQLite : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("incidentbot-turns-").FullName;
    private readonly WriterGate _gate = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Its_transaction_does_not_hold_the_database_while_it_waits_for_its_turn()
    {
        await _gate.EnterAsync(Cancellation);
        await using var quartz = await QuartzConnectionAsync();
        var waiting = quartz.BeginTransactionAsync(IsolationLevel.ReadCommitted, Cancellation).AsTask();

        // Whoever has the turn has the database at once.
        await using (var ours = new SqliteConnection(Text))
        {
            await ours.OpenAsync(Cancellation);
            await using var transaction = ours.BeginTransaction(deferred: false);
        }

        Assert.False(waiting.IsCompleted);
        _gate.Leave();
        await (await waiting).DisposeAsync();
    }

    [Fact]
    public async Task It_has_the_turn_until_its_connection_is_closed()
    {
        var quartz = await QuartzConnectionAsync();
        var transaction = await quartz.BeginTransactionAsync(Cancellation);
        var ours = _gate.EnterAsync(Cancellation);
        await transaction.CommitAsync(Cancellation);
        Assert.False(ours.IsCompleted);

        await quartz.CloseAsync();
        await ours;

        // Closed again it gives nothing away that is another's.
        await quartz.DisposeAsync();
        Assert.False(_gate.EnterAsync(Cancellation).IsCompleted);
    }

    [Fact]
    public async Task A_transaction_that_cannot_begin_gives_its_turn_back_when_its_connection_is_closed()
    {
        var quartz = new TurnTakingConnections(_gate).CreateConnection();
        await Assert.ThrowsAnyAsync<InvalidOperationException>(() => quartz.BeginTransactionAsync(Cancellation).AsTask());
        await quartz.CloseAsync();

        await _gate.EnterAsync(Cancellation);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _gate.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private string Text =>
        new SqliteConnectionStringBuilder { DataSource = Path.Combine(_folder, "turns.db"), DefaultTimeout = 1 }.ToString();

    private async Task<DbConnection> QuartzConnectionAsync()
    {
        var connection = new TurnTakingConnections(_gate).CreateConnection();
        connection.ConnectionString = Text;
        await connection.OpenAsync(Cancellation);
        return connection;
    }
}
