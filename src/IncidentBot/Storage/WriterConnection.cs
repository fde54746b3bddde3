using System.Data.Common;

namespace IncidentBot.Storage;

/// <summary>A writer's own connection with its prepared statements, kept open from batch to batch.</summary>
internal sealed class WriterConnection : IAsyncDisposable
{
    private const int AfterARefusal = 50;

    private readonly Dictionary<string, PreparedStatement> _statements = new(StringComparer.Ordinal);

    private int _careful;
    private bool _waitsForTheDisk = true;

    private WriterConnection(DbConnection connection, Dialect dialect)
    {
        Connection = connection;
        Dialect = dialect;
    }

    public DbConnection Connection { get; }

    public Dialect Dialect { get; }

    /// <summary>Whether it was good once. One that breaks afterwards was cut while it waited.</summary>
    public bool HasCommitted { get; set; }

    /// <summary>Whether memory's word may be taken for what the database has, to be refused where it is not so. Not soon after a refusal: others write too.</summary>
    public bool MayPresume() => HasCommitted && (_careful == 0 || --_careful == 0);

    /// <summary>Memory was behind.</summary>
    public void PresumedWrongly() => _careful = AfterARefusal;

    public static async Task<WriterConnection> OpenAsync(Dialect dialect)
    {
        var connection = dialect.Connect();
        await connection.OpenAsync();
        await dialect.PrepareAsync(connection, CancellationToken.None);
        return new WriterConnection(connection, dialect);
    }

    /// <summary>Whether the commits that come now are to wait for the disk. To be called between transactions.</summary>
    public async Task WaitForTheDiskAsync(bool waits)
    {
        if (waits != _waitsForTheDisk && Dialect.Waiting(waits) is { } told)
        {
            await using var command = Connection.CreateCommand();
            command.CommandText = told;
            await command.ExecuteNonQueryAsync();
        }

        _waitsForTheDisk = waits;
    }

    /// <summary>The statement, prepared once. Parameters are named @p0, @p1 … in its text.</summary>
    public PreparedStatement Statement(string sql, DbTransaction transaction)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            _statements.Add(sql, statement = Dialect.Prepare(Connection, sql));
        }

        statement.Join(transaction);
        return statement;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var statement in _statements.Values)
        {
            await statement.DisposeAsync();
        }

        await Connection.DisposeAsync();
    }
}
