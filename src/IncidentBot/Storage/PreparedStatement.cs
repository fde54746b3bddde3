using System.Data.Common;

namespace IncidentBot.Storage;

/// <summary>One statement of the hot path, prepared once; its parameters are set by position, so that nothing is parsed or looked up twice.</summary>
internal abstract class PreparedStatement : IAsyncDisposable
{
    /// <summary>Takes part in a transaction of its connection.</summary>
    public abstract void Join(DbTransaction transaction);

    /// <summary>Writes, and gives back how many rows changed.</summary>
    public abstract Task<int> ExecuteAsync(ReadOnlySpan<object?> values);

    /// <summary>The first column of the first row; null where there is none.</summary>
    public abstract Task<object?> ScalarAsync(ReadOnlySpan<object?> values);

    /// <inheritdoc />
    public abstract ValueTask DisposeAsync();
}

/// <summary>By way of ADO.NET.</summary>
internal sealed class PreparedCommand : PreparedStatement
{
    private readonly DbCommand _command;

    public PreparedCommand(DbConnection connection, string sql)
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

    public override void Join(DbTransaction transaction) => _command.Transaction = transaction;

    public override Task<int> ExecuteAsync(ReadOnlySpan<object?> values)
    {
        Set(values);
        return _command.ExecuteNonQueryAsync();
    }

    public override Task<object?> ScalarAsync(ReadOnlySpan<object?> values)
    {
        Set(values);
        return _command.ExecuteScalarAsync();
    }

    public override ValueTask DisposeAsync() => _command.DisposeAsync();

    private void Set(ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            _command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }
    }
}
