using Dapper;

namespace IncidentBot.Teams.Conversations;

/// <summary>Conversations in the database, so that the bot can speak first after a restart.</summary>
internal sealed class ConversationRows(Lazy<Bot> bot)
{
    public async Task<IReadOnlyList<Reference>> ListAsync(CancellationToken cancellation)
    {
        var rows = await bot.Value.Database.ReadAsync(
            connection =>
                connection.QueryAsync<(string, string, string, string, string)>(
                    "select id, service_url, kind, team, team_group from teams_conversations"
                ),
            cancellation
        );
        return [.. rows.Select(row => new Reference(row.Item1, row.Item2, row.Item3, row.Item4, row.Item5))];
    }

    public Task KeepAsync(Reference reference, CancellationToken cancellation) =>
        bot.Value.Database.WriteAsync(
            """
            insert into teams_conversations (id, service_url, kind, team, team_group, seen_at)
            values (@Id, @ServiceUrl, @Kind, @Team, @TeamGroup, @now)
            on conflict (id) do update set service_url = excluded.service_url, kind = excluded.kind, team = excluded.team,
                team_group = excluded.team_group, seen_at = excluded.seen_at
            """,
            new
            {
                reference.Id,
                reference.ServiceUrl,
                reference.Kind,
                reference.Team,
                reference.TeamGroup,
                now = bot.Value.Clock.GetCurrentInstant(),
            },
            cancellation
        );

    /// <summary>Whether somebody need not be called into a conversation any more.</summary>
    public async Task<bool> IsPresentAsync(string conversation, string person, CancellationToken cancellation) =>
        await bot.Value.Database.ReadAsync(
            connection =>
                connection.ExecuteScalarAsync<int>(
                    "select count(*) from teams_present where conversation = @conversation and person = @person",
                    new { conversation, person }
                ),
            cancellation
        ) > 0;

    /// <summary>Somebody has written in a conversation, or was called there.</summary>
    public Task MarkPresentAsync(string conversation, string person, CancellationToken cancellation) =>
        bot.Value.Database.WriteAsync(
            "insert into teams_present (conversation, person) values (@conversation, @person) on conflict (conversation, person) do nothing",
            new { conversation, person },
            cancellation
        );
}
