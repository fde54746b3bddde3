using Dapper;
using IncidentBot.People;
using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.Slack.People;

/// <summary>The names and zones of Slack's people in the database, so that a restart knows them.</summary>
internal sealed class SlackRoster(Database database)
{
    private const string Prefix = SlackPlatform.PlatformName + ":";

    public async Task<IReadOnlyList<(string Id, SlackPeople.Known Known)>> ListAsync(CancellationToken cancellation)
    {
        var rows = await database.ReadAsync(
            connection => connection.QueryAsync<Row>("select id, name, zone, seen_at as SeenAt from people where id like 'slack:%'"),
            cancellation
        );
        return [.. rows.Select(row => (row.Id[Prefix.Length..], new SlackPeople.Known(row.Name, row.Zone, row.SeenAt)))];
    }

    public Task KeepAsync(IReadOnlyList<(string Id, SlackPeople.Known Known)> found, CancellationToken cancellation) =>
        database.WriteAsync(
            async transaction =>
            {
                await PeopleRows.KeepAsync(
                    transaction,
                    found.Select(person => new Acquaintance(
                        new Person(Prefix + person.Id, person.Known.Name),
                        person.Known.Zone,
                        person.Known.AskedAt,
                        person.Known.HasLeft
                    )
                    {
                        IsGroup = person.Id.StartsWith('S'),
                    })
                );
                return true;
            },
            cancellation
        );

    private sealed record Row
    {
        public required string Id { get; init; }
        public required string Name { get; init; }
        public required string Zone { get; init; }
        public required Instant SeenAt { get; init; }
    }
}
