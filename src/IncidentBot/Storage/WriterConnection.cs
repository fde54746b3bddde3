using System.Data.Common;

namespace IncidentBot.Storage;

/// <summary>A writer's own connection with its prepared statements, kept open from batch to batch.</summary>
internal sealed class WriterConnection : IAsyncDisposable
{
    private const int AfterARefusal = 50;

    private readonly Dictionary<string, PreparedStatement> _statements = new(StringComparer.Ordinal);

    private int _careful;

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

    /// <summary>The statement, prepared once. Parameters are named @p0, @p1 … in its text.</summary>
    public PreparedStatement Statement(string sql, DbTransaction transaction)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            _statements.Add(sql, statement = new PreparedStatement(Connection, sql));
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

/// <summary>One statement of the hot path; its parameters are set by position, so that nothing is parsed or looked up twice.</summary>
internal sealed class PreparedStatement : IAsyncDisposable
{
    private readonly DbCommand _command;

    public PreparedStatement(DbConnection connection, string sql)
    {
        _command = connection.CreateCommand();
        _command.CommandText = sql;
        for (var i = 0; sql.Contains("@p" + i, StringComparison.Ordinal); i++)
        {
            var parameter = _command.CreateParameter();
            parameter.ParameterName = "@p" + i;
            _command.Parameters.Add(parameter);
        }
    }

    public void Join(DbTransaction transaction) => _command.Transaction = transaction;

    public Task<int> ExecuteAsync(ReadOnlySpan<object?> values)
    {
        Set(values);
        return _command.ExecuteNonQueryAsync();
    }

    public Task<object?> ScalarAsync(object?[] values)
    {
        Set(values);
        return _command.ExecuteScalarAsync();
    }

    public ValueTask DisposeAsync() => _command.DisposeAsync();

    private void Set(ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            _command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }
    }
}
