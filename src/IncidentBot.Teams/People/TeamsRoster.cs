using Dapper;

namespace IncidentBot.Teams.People;

/// <summary>What is known of a person of Teams.</summary>
/// <param name="Name">What Teams calls them.</param>
/// <param name="Zone">The zone of their client, a TZDB id; empty where it never said.</param>
/// <param name="Account">The directory's id of them; empty where it is not known.</param>
/// <param name="Chat">Their chat with the bot; empty where there is none.</param>
internal sealed record KnownPerson(string Name, string Zone = "", string Account = "", string Chat = "");

/// <summary>The people of Teams in the database, so that a restart knows them.</summary>
internal sealed class TeamsRoster(Lazy<Bot> bot)
{
    private const string Prefix = TeamsPlatform.PlatformName + ":";

    public async Task<IReadOnlyList<(string Id, KnownPerson Known)>> ListAsync(CancellationToken cancellation)
    {
        var rows = await bot.Value.Database.ReadAsync(
            connection =>
                connection.QueryAsync<Row>(
                    """
                    select p.id, p.name, p.zone, coalesce(a.account, '') as Account, coalesce(a.chat, '') as Chat
                    from people p left join teams_accounts a on a.person = p.id where p.id like 'teams:%'
                    """
                ),
            cancellation
        );
        return [.. rows.Select(row => (row.Id[Prefix.Length..], new KnownPerson(row.Name, row.Zone, row.Account, row.Chat)))];
    }

    public Task KeepAsync(IReadOnlyList<(string Id, KnownPerson Known)> found, CancellationToken cancellation)
    {
        var now = bot.Value.Clock.GetCurrentInstant();
        var rows = found
            .Select(person => new
            {
                id = Prefix + person.Id,
                person.Known.Name,
                person.Known.Zone,
                person.Known.Account,
                person.Known.Chat,
                now,
            })
            .ToList();
        return bot.Value.Database.WriteAsync(
            async transaction =>
            {
                await transaction.Connection!.ExecuteAsync(
                    """
                    insert into people (id, name, zone, seen_at) values (@id, @Name, @Zone, @now)
                    on conflict (id) do update set name = excluded.name, zone = excluded.zone, seen_at = excluded.seen_at
                    """,
                    rows,
                    transaction
                );
                return await transaction.Connection!.ExecuteAsync(
                    """
                    insert into teams_accounts (person, account, chat) values (@id, @Account, @Chat)
                    on conflict (person) do update set account = excluded.account, chat = excluded.chat
                    """,
                    rows,
                    transaction
                );
            },
            cancellation
        );
    }

    private sealed record Row
    {
        public required string Id { get; init; }
        public required string Name { get; init; }
        public required string Zone { get; init; }
        public required string Account { get; init; }
        public required string Chat { get; init; }
    }
}
