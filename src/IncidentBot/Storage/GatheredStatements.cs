using System.Data.Common;

namespace IncidentBot.Storage;

/// <summary>Writes on their way to a server together: one journey for all of them, in order.</summary>
internal sealed class GatheredStatements(DbConnection connection, DbTransaction transaction)
{
    private readonly List<Pending?> _owners = [];
    private DbBatch? _batch;

    /// <summary>Whose statement the server refused; null where it was nobody's.</summary>
    public Pending? Culprit { get; private set; }

    public void Add(string sql, ReadOnlySpan<object?> values, Pending? owner)
    {
        if (_batch is null)
        {
            _batch = connection.CreateBatch();
            _batch.Transaction = transaction;
        }

        _batch.BatchCommands.Add(Command(_batch, sql, values));
        _owners.Add(owner);
    }

    /// <summary>Sends what has gathered, and the commit with it: one journey less. False where nothing has, so that nothing was committed.</summary>
    public async Task<bool> CommitAsync()
    {
        if (_batch is null)
        {
            return false;
        }

        Add("commit", [], null);
        await SendAsync();
        return true;
    }

    public async Task SendAsync()
    {
        if (_batch is not { } batch)
        {
            return;
        }

        await using (batch)
        {
            try
            {
                await batch.ExecuteNonQueryAsync();
            }
            catch (DbException exception)
            {
                var at = exception.BatchCommand is { } refused ? batch.BatchCommands.IndexOf(refused) : -1;
                Culprit = at < 0 ? null : _owners[at];
                throw;
            }
        }

        _batch = null;
        _owners.Clear();
    }

    /// <summary>A command of a batch with its values: @p0 is the first.</summary>
    public static DbBatchCommand Command(DbBatch batch, string sql, ReadOnlySpan<object?> values)
    {
        var command = batch.CreateBatchCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = "p" + i;
            parameter.Value = values[i] ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
