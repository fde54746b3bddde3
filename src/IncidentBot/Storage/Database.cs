using System.Data.Common;
using IncidentBot.Memory.Words;

namespace IncidentBot.Storage;

/// <summary>The database: reads on connections of their own, writes one behind the other through the group-commit queue.</summary>
public sealed class Database : IAsyncDisposable
{
    private readonly CommitQueue _queue;

    private Database(Dialect dialect)
    {
        Dialect = dialect;
        News = new NodeNews(dialect);
        Gate = dialect.Writers == 1 ? new WriterGate() : null;
        _queue = new CommitQueue(dialect, News, Gate);
    }

    /// <summary>Which product it is.</summary>
    public Dialect Dialect { get; }

    /// <summary>What other nodes on it have changed.</summary>
    public NodeNews News { get; }

    /// <summary>What whoever else writes in this process goes through; null where many may write at once.</summary>
    public WriterGate? Gate { get; }

    internal CommitQueue Queue => _queue;

    /// <summary>Which words of what is remembered mean the same.</summary>
    internal Synonyms Words => _queue.Words;

    /// <summary>Opens a database, creates or migrates it.</summary>
    /// <exception cref="StorageUnavailableException">It cannot be opened or is of a newer version; the message says what to do.</exception>
    public static async Task<Database> OpenAsync(Dialect dialect, CancellationToken cancellation)
    {
        TypeHandlers.Register();
        try
        {
            await using var connection = dialect.Connect();
            await connection.OpenAsync(cancellation);
            await dialect.PrepareAsync(connection, cancellation);
            await Migrator.MigrateAsync(dialect, connection, cancellation);
        }
        catch (Exception exception) when (dialect.Unavailable(exception) is { } sentence)
        {
            throw new StorageUnavailableException(sentence, exception);
        }

        var database = new Database(dialect);
        await database.News.BeginAsync();
        return database;
    }

    /// <summary>Reads on a connection of its own. Sees everything that was acknowledged before.</summary>
    public async Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken cancellation)
    {
        try
        {
            try
            {
                return await ReadOnceAsync(read, cancellation);
            }
            catch (Exception exception) when (Dialect.IsLost(exception))
            {
                // Cut while it waited for its next use, as are others then.
                Dialect.LetGo();
                return await ReadOnceAsync(read, cancellation);
            }
        }
        catch (Exception exception) when (Dialect.Unavailable(exception) is { } sentence)
        {
            throw new StorageUnavailableException(sentence, exception);
        }
    }

    private async Task<T> ReadOnceAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken cancellation)
    {
        await using var connection = Dialect.Connect();
        await connection.OpenAsync(cancellation);
        return await read(connection);
    }

    /// <summary>Writes in a transaction that others may share; returns once it is on the disk. An exception takes back only this write.</summary>
    /// <param name="write">The write; may be called again in another transaction, and where a server was lost also after it was committed.</param>
    /// <param name="cancellation">Ends the waiting for a place in the queue, not the commit.</param>
    /// <param name="news">What other nodes should hear of it, as kind and which; null for nothing.</param>
    public Task<T> WriteAsync<T>(
        Func<DbTransaction, Task<T>> write,
        CancellationToken cancellation,
        (string Kind, string What)? news = null
    ) => _queue.EnqueueAsync(new PendingWrite<T>(write, news), cancellation);

    /// <summary>Writes, and gives back how many rows changed.</summary>
    public Task<int> WriteAsync(string sql, object parameters, CancellationToken cancellation, (string Kind, string What)? news = null) =>
        WriteAsync(transaction => Dapper.SqlMapper.ExecuteAsync(transaction.Connection!, sql, parameters, transaction), cancellation, news);

    /// <summary>The same, for what keeps due times.</summary>
    internal Task<T> WriteInUnitAsync<T>(Func<CommitUnit, Task<T>> write, CancellationToken cancellation) =>
        _queue.EnqueueAsync(new PendingUnitWrite<T>(write), cancellation);

    /// <summary>Frees what connections keep at hand for the next work.</summary>
    /// <exception cref="StorageUnavailableException">The writer cannot be told now.</exception>
    public async Task RestAsync(CancellationToken cancellation)
    {
        Dialect.LetGo();
        if (Dialect.Shrink is { } shrink)
        {
            await WriteAsync(shrink, new { }, cancellation);
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _queue.DisposeAsync();
        await News.DisposeAsync();
        Dialect.LetGo();
        Gate?.Dispose();
    }
}
