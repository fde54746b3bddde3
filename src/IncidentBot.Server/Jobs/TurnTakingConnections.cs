using System.Data.Common;
using IncidentBot.Storage;
using Microsoft.Data.Sqlite;

namespace IncidentBot.Server.Jobs;

/// <summary>The connections of Quartz's own where the database takes one writer: its transactions and ours take turns.</summary>
/// <remarks>
/// All of them, not only those for which Quartz takes its lock: some begin before they ask for it, and some never ask.
/// </remarks>
internal sealed class TurnTakingConnections(WriterGate gate) : DbProviderFactory
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
