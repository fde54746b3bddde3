using System.Text.Json;
using Dapper;
using IncidentBot.Stories.CommandLine;

namespace IncidentBot.Stories.Operations;

public sealed class Its_health
{
    [Fact]
    public async Task Names_every_part_and_says_503_only_where_no_command_can_be_taken()
    {
        await using var bot = await OnSlack.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(bot.Server.Address) };

        var (status, parts, text) = await ReadyAsync(client);
        Assert.Equal(200, status);
        Assert.Equal(["store", "migrations", "outbox", "jobs", "slack"], parts.Keys);
        Assert.All(parts.Values, part => Assert.Equal("healthy", part));
        Assert.DoesNotContain(bot.Slack.Options.BotToken, text, StringComparison.Ordinal);
        Assert.DoesNotContain(bot.Slack.Options.SigningSecret, text, StringComparison.Ordinal);

        await using (var database = bot.Server.Connect())
        {
            await database.ExecuteAsync(
                """
                insert into outbox (id, platform, conversation, incident, payload, created_at, due_at, attempts)
                values ('old', 'nowhere', 'x', 1, '{}', '2026-01-01 00:00:00+00:00', '2026-01-01 00:00:00+00:00', 0)
                """
            );
            (status, parts, _) = await ReadyAsync(client);
            Assert.Equal((200, "degraded"), (status, parts["outbox"]));

            await database.ExecuteAsync("delete from outbox; insert into schema_versions (version, name) values (9999, 'later')");
            (status, parts, _) = await ReadyAsync(client);
            Assert.Equal((503, "unhealthy"), (status, parts["migrations"]));
        }

        Assert.Equal("alive", await client.GetStringAsync("/health/live", TestContext.Current.CancellationToken));
    }

    private static async Task<(int Status, Dictionary<string, string> Parts, string Text)> ReadyAsync(HttpClient client)
    {
        using var response = await client.GetAsync("/health/ready", TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        using var json = JsonDocument.Parse(text);
        var parts = json
            .RootElement.GetProperty("parts")
            .EnumerateArray()
            .ToDictionary(part => part.GetProperty("name").GetString()!, part => part.GetProperty("status").GetString()!);
        return ((int)response.StatusCode, parts, text);
    }
}
