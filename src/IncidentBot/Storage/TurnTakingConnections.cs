using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace IncidentBot.Storage;

/// <summary>What connects a library that writes by itself where the database takes one writer: its transactions and ours take turns.</summary>
/// <remarks>
/// All of them, whatever lock of its own the library takes: Quartz begins some before it asks for its lock, and some never ask.
/// </remarks>
/// <param name="gate">The writer's gate.</param>
public sealed class TurnTakingConnections(WriterGate gate) : DbProviderFactory
{
    /// <inheritdoc />
    public override DbConnection CreateConnection() => new TurnTakingConnection(gate);

    /// <inheritdoc />
    public override DbCommand CreateCommand() => SqliteFactory.Instance.CreateCommand();

    /// <inheritdoc />
    public override DbParameter CreateParameter() => SqliteFactory.Instance.CreateParameter();

    /// <inheritdoc />
    public override DbConnectionStringBuilder CreateConnectionStringBuilder() => SqliteFactory.Instance.CreateConnectionStringBuilder();
}
