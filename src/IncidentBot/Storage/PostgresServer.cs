using Dapper;
using NodaTime;
using Npgsql;

namespace IncidentBot.Storage;

/// <summary>What an examined server turned out to be. <paramref name="Problem"/> is a sentence, null where all is well.</summary>
/// <param name="Problem">What is wrong and what to do.</param>
/// <param name="Server">The server's version.</param>
/// <param name="Version">The version of the bot's tables; 0 where there are none.</param>
/// <param name="Incidents">How many incidents are in it.</param>
/// <param name="Events">How many events are in it.</param>
/// <param name="Now">The server's time.</param>
public sealed record PostgresFindings(
    string? Problem,
    string Server = "",
    int Version = 0,
    long Incidents = 0,
    long Events = 0,
    Instant Now = default
);

/// <summary>A PostgreSQL server, looked at from outside.</summary>
public static class PostgresServer
{
    /// <summary>Looks whether the bot can work there; changes nothing.</summary>
    public static async Task<PostgresFindings> ExamineAsync(PostgresDialect dialect, CancellationToken cancellation)
    {
        TypeHandlers.Register();
        try
        {
            await using var connection = (NpgsqlConnection)dialect.Connect();
            await connection.OpenAsync(cancellation);
            await dialect.PrepareAsync(connection, cancellation);
            return await ExamineAsync(connection);
        }
        catch (StorageUnavailableException unavailable)
        {
            return new PostgresFindings(unavailable.Message);
        }
        catch (Exception exception) when (dialect.Unavailable(exception) is { } sentence)
        {
            return new PostgresFindings(sentence);
        }
    }

    private static async Task<PostgresFindings> ExamineAsync(NpgsqlConnection connection)
    {
        var server = connection.PostgreSqlVersion.ToString();
        var now = await connection.ExecuteScalarAsync<Instant>("select clock_timestamp()");
        if (await connection.ExecuteScalarAsync<string>("show server_encoding") is var encoding && encoding != "UTF8")
        {
            return new PostgresFindings($"The database is encoded in {encoding}. Create it anew with encoding UTF8.", server, Now: now);
        }

        if (!await connection.ExecuteScalarAsync<bool>("select to_regclass('schema_versions') is not null"))
        {
            return await connection.ExecuteScalarAsync<bool>("select has_schema_privilege(current_schema(), 'create')")
                ? new PostgresFindings(null, server, Now: now)
                : new PostgresFindings(
                    "The bot's user may not create tables in the database. Make it the owner: alter database … owner to …",
                    server,
                    Now: now
                );
        }

        var version = await connection.ExecuteScalarAsync<int>("select coalesce(max(version), 0) from schema_versions");
        var (incidents, events) = await connection.QuerySingleAsync<(long, long)>(
            "select (select count(*) from incidents), (select count(*) from incident_events)"
        );
        return version > SchemaVersion.Newest
            ? new PostgresFindings(
                $"The database was written by a newer bot (version {version}; this one knows versions up to {SchemaVersion.Newest}). Use that newer bot.",
                server,
                version,
                incidents,
                events,
                now
            )
            : new PostgresFindings(null, server, version, incidents, events, now);
    }
}
