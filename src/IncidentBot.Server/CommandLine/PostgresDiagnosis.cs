using IncidentBot.Outbox;
using IncidentBot.Reminders;
using IncidentBot.Server.Settings;
using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.Server.CommandLine;

/// <summary>Looks at the PostgreSQL server that the settings name. Changes nothing.</summary>
internal static class PostgresDiagnosis
{
    // Leases and due times go by each node's clock; the server's stands for the others'.
    private static readonly Duration MostApart = Duration.FromSeconds(10);

    public static async Task<IReadOnlyList<Finding>> OfAsync(
        DatabaseSettings settings,
        DigestOptions? digest,
        CancellationToken cancellation
    )
    {
        var found = await PostgresServer.ExamineAsync((PostgresDialect)settings.Dialect, cancellation);
        if (found.Problem is { } problem)
        {
            return [new Finding(false, "database", $"{settings.Place}: {problem}")];
        }

        var holds =
            found.Version == 0
                ? "is empty; the first start makes the tables"
                : $"holds {found.Incidents} incidents with {found.Events} events";
        var findings = new List<Finding>
        {
            new(true, "database", $"{settings.Place} (version {found.Server}) {holds}"),
            OfClocks(found.Now - SystemClock.Instance.GetCurrentInstant()),
        };
        if (found.Version > 0)
        {
            findings.Add(Diagnosis.OfVersion(found.Version));
        }

        if (found.Version == SchemaVersion.Newest)
        {
            await using var connection = settings.Dialect.Connect();
            await connection.OpenAsync(cancellation);
            findings.AddRange(await JobsDiagnosis.OfAsync(connection, digest));
            findings.Add(OutboxDiagnosis.Of(await GivenUp.ListAsync(connection)));
        }

        return findings;
    }

    private static Finding OfClocks(Duration apart) =>
        apart > MostApart || apart < -MostApart
            ? new Finding(
                false,
                "server's clock",
                $"it differs from this machine's by {Math.Abs(apart.TotalSeconds):0} seconds. Set both, best by NTP."
            )
            : new Finding(true, "server's clock", "it agrees with this machine's");
}
