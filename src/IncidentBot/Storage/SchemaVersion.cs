using Dapper;

namespace IncidentBot.Storage;

/// <summary>The version of a database's tables: the number of the last migration that was applied.</summary>
public static class SchemaVersion
{
    /// <summary>The one that this program writes; it refuses newer ones and brings older ones up to it.</summary>
    public static int Newest => Migrator.Newest;

    /// <summary>The version of an open database.</summary>
    /// <exception cref="StorageUnavailableException">The database cannot be read.</exception>
    public static async Task<int> ReadAsync(Database database, CancellationToken cancellation) =>
        await database.ReadAsync(
            connection => connection.ExecuteScalarAsync<int>("select coalesce(max(version), 0) from schema_versions"),
            cancellation
        );
}
