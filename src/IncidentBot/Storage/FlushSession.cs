using System.Data;
using System.Data.Common;

namespace IncidentBot.Storage;

/// <summary>What waits for the disk. It is there before the commits that it waits for; where it is lost, nobody knows what the disk has.</summary>
internal abstract class FlushSession : IAsyncDisposable
{
    /// <summary>Whether it can be waited on.</summary>
    public abstract bool IsOpen { get; }

    /// <summary>Done once everything is on the disk that was committed before, and whatever that went on from. One caller at a time.</summary>
    /// <exception cref="Exception">Nobody knows what the disk has.</exception>
    public abstract Task FlushAsync();

    /// <inheritdoc />
    public abstract ValueTask DisposeAsync();
}

/// <summary>A session on a server, which waits by a statement.</summary>
internal sealed class StatementFlush : FlushSession
{
    private readonly DbConnection _connection;
    private readonly DbCommand _command;

    private StatementFlush(DbConnection connection, string statement)
    {
        _connection = connection;
        _command = connection.CreateCommand();
        _command.CommandText = statement;
    }

    public override bool IsOpen => _connection.State == ConnectionState.Open;

    public static async Task<FlushSession> OpenAsync(DbConnection connection, string statement)
    {
        await connection.OpenAsync();
        return new StatementFlush(connection, statement);
    }

    public override Task FlushAsync() => _command.ExecuteNonQueryAsync();

    public override async ValueTask DisposeAsync()
    {
        await _command.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
