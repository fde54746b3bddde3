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
        await dialect.LockForMigrationAsync(transaction, cancellation);
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
                $"The database is of version {applied.Max()}, this bot knows versions up to {known[^1].Version}. Start the newer bot that wrote it, or give another database (--database FILE)."
            );
        }

        foreach (var migration in known.Where(migration => !applied.Contains(migration.Version)))
        {
            foreach (var text in migration.For(dialect))
            {
                await connection.ExecuteAsync(new CommandDefinition(text, transaction: transaction, cancellationToken: cancellation));
            }

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

    // A version is one file for every product, or one for each that needs it: 0042_search.sqlite.sql.
    private static List<Migration> Known() =>
        [
            .. typeof(Migrator)
                .Assembly.GetManifestResourceNames()
                .Where(resource =>
                    resource.Contains(Folder, StringComparison.Ordinal) && resource.EndsWith(".sql", StringComparison.Ordinal)
                )
                .GroupBy(resource => int.Parse(NameOf(resource).AsSpan(0, 4), CultureInfo.InvariantCulture))
                .Select(version => new Migration(version.Key, NameOf(version.First()).Split('.')[0], [.. version]))
                .OrderBy(migration => migration.Version),
        ];

    private static string NameOf(string resource) => resource[(resource.IndexOf(Folder, StringComparison.Ordinal) + Folder.Length)..^4];

    private sealed record Migration(int Version, string Name, IReadOnlyList<string> Resources)
    {
        public IEnumerable<string> For(Dialect dialect) =>
            Resources.Where(resource => NameOf(resource).Split('.').Skip(1).All(product => product == dialect.Name)).Select(Text);

        private static string Text(string resource)
        {
            using var reader = new StreamReader(typeof(Migrator).Assembly.GetManifestResourceStream(resource)!);
            return reader.ReadToEnd();
        }
    }
}
