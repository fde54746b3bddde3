using Dapper;
using IncidentBot.People;
using NodaTime;

namespace IncidentBot.Teams.People;

/// <summary>What is known of a person of Teams.</summary>
/// <param name="Name">What Teams calls them.</param>
/// <param name="Zone">The zone of their client, a TZDB id; empty where it never said.</param>
/// <param name="Account">The directory's id of them; empty where it is not known.</param>
/// <param name="Chat">Their chat with the bot; empty where there is none.</param>
internal sealed record KnownPerson(string Name, string Zone = "", string Account = "", string Chat = "")
{
    /// <summary>They stood among the members of a team.</summary>
    public bool IsMember { get; init; }

    /// <summary>They were members, and are of no team any more.</summary>
    public bool HasLeft { get; init; }
}

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
                    select p.id, p.name, p.zone, coalesce(a.account, '') as Account, coalesce(a.chat, '') as Chat,
                           coalesce(a.is_member, @no) as IsMember, p.left_at as LeftAt
                    from people p left join teams_accounts a on a.person = p.id where p.id like 'teams:%'
                    """,
                    new { no = false }
                ),
            cancellation
        );
        return [.. rows.Select(row => (row.Id[Prefix.Length..], row.ToKnown()))];
    }

    public Task KeepAsync(IReadOnlyList<(string Id, KnownPerson Known)> found, CancellationToken cancellation)
    {
        var now = bot.Value.Clock.GetCurrentInstant();
        var rows = found
            .Select(person => new
            {
                id = Prefix + person.Id,
                person.Known.Account,
                person.Known.Chat,
                person.Known.IsMember,
            })
            .ToList();
        return bot.Value.Database.WriteAsync(
            async transaction =>
            {
                await PeopleRows.KeepAsync(
                    transaction,
                    found.Select(one => new Acquaintance(
                        TeamsPlatform.PersonOf(one.Id, one.Known.Name),
                        one.Known.Zone,
                        now,
                        one.Known.HasLeft
                    ))
                );
                return await transaction.Connection!.ExecuteAsync(
                    """
                    insert into teams_accounts (person, account, chat, is_member) values (@id, @Account, @Chat, @IsMember)
                    on conflict (person) do update set
                        account = excluded.account, chat = excluded.chat, is_member = excluded.is_member
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
        public required bool IsMember { get; init; }
        public Instant? LeftAt { get; init; }

        public KnownPerson ToKnown() => new(Name, Zone, Account, Chat) { IsMember = IsMember, HasLeft = LeftAt is not null };
    }
}
