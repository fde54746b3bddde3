using System.Data.Common;
using System.Globalization;
using Dapper;

namespace IncidentBot.Storage;

/// <summary>Brings a database to this version: numbered SQL files, embedded, each applied once and never edited afterwards.</summary>
internal static class Migrator
{
    private const string Folder = ".Storage.Migrations.";

    /// <summary>Applies what is missing, in one transaction under the writer's lock.</summary>
    /// <exception cref="StorageUnavailableException">The database was written by a newer version.</exception>
    public static async Task MigrateAsync(Dialect dialect, DbConnection connection, CancellationToken cancellation)
    {
        await using var transaction = await dialect.BeginAsync(connection, cancellation);
        await connection.ExecuteAsync(
            new CommandDefinition(
                "create table if not exists schema_versions (version integer not null primary key, name text not null)",
                transaction: transaction,
                cancellationToken: cancellation
            )
        );
        var applied = (
            await connection.QueryAsync<int>(
                new CommandDefinition("select version from schema_versions", transaction: transaction, cancellationToken: cancellation)
            )
        ).ToHashSet();
        var known = Known();
        if (applied.Count > 0 && applied.Max() > known[^1].Version)
        {
            throw new StorageUnavailableException(
                $"The database is of version {applied.Max()}, this bot knows versions up to {known[^1].Version}. Start the newer bot that wrote it, or give another file with --database."
            );
        }

        foreach (var migration in known.Where(migration => !applied.Contains(migration.Version)))
        {
            await connection.ExecuteAsync(
                new CommandDefinition(Text(migration.Resource), transaction: transaction, cancellationToken: cancellation)
            );
            await connection.ExecuteAsync(
                new CommandDefinition(
                    "insert into schema_versions (version, name) values (@Version, @Name)",
                    new { migration.Version, migration.Name },
                    transaction,
                    cancellationToken: cancellation
                )
            );
        }

        await transaction.CommitAsync(cancellation);
    }

    /// <summary>The newest version that this program knows.</summary>
    public static int Newest => Known()[^1].Version;

    private static List<(int Version, string Name, string Resource)> Known() =>
        [
            .. typeof(Migrator)
                .Assembly.GetManifestResourceNames()
                .Where(resource =>
                    resource.Contains(Folder, StringComparison.Ordinal) && resource.EndsWith(".sql", StringComparison.Ordinal)
                )
                .Select(resource =>
                    (Name: resource[(resource.IndexOf(Folder, StringComparison.Ordinal) + Folder.Length)..^4], Resource: resource)
                )
                .Select(found => (int.Parse(found.Name.AsSpan(0, 4), CultureInfo.InvariantCulture), found.Name, found.Resource))
                .OrderBy(migration => migration.Item1),
        ];

    private static string Text(string resource)
    {
        using var reader = new StreamReader(typeof(Migrator).Assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
