using System.Text;
using System.Text.Json;
using IncidentBot.Testing.Slack;

namespace IncidentBot.Stories.Operations;

public sealed class Its_log
{
    private static readonly string[] Categories = ["Default", "IncidentBot", "Microsoft", "Microsoft.AspNetCore", "System"];
    private static readonly string[] Words = ["Payroll", "salaries", "stranger", "Everything is broken"];

    [Theory]
    [InlineData("json")]
    [InlineData("text")]
    public async Task Holds_no_secret_and_no_word_of_an_incident_even_where_everything_is_logged(string format)
    {
        await using var bot = await OnSlack.StartAsync([
            ("Logging__Format", format),
            .. Categories.Select(category => ($"Logging__LogLevel__{category}", "Trace")),
        ]);
        var channel = await bot.OpenAsync("Payroll data seen by a stranger private");
        await bot.TypesAsync("note The salaries of March", channel.Id);
        await bot.TypesAsync("suspect A stranger has the salaries", channel.Id);
        await bot.TypesAsync("open Everything is broken sev1");
        bot.Slack.Faults.Next("chat.update", SlackFault.Refused("channel_not_found"));
        bot.Slack.Faults.Next("chat.postMessage", SlackFault.ServerError(), SlackFault.Garbage);
        await bot.TypesAsync("sev 1 The salaries are out", channel.Id);
        using var client = new HttpClient { BaseAddress = new Uri(bot.Server.Address) };
        using var forged = new HttpRequestMessage(HttpMethod.Post, "/slack/commands")
        {
            Content = new StringContent("text=note+salaries", Encoding.UTF8, "application/x-www-form-urlencoded"),
            Headers = { { "X-Slack-Signature", "v0=00" }, { "X-Slack-Request-Timestamp", "1" } },
        };
        Assert.Equal(401, (int)(await client.SendAsync(forged, TestContext.Current.CancellationToken)).StatusCode);
        await bot.Slack.Until(() => bot.Slack.Calls("chat.update").Count > 0);
        Assert.Equal(0, await bot.Server.StopAsync());

        var lines = (await bot.Server.LogAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Contains(lines, line => line.Contains("was refused (401)", StringComparison.Ordinal));
        string[] secrets = [bot.Slack.Options.BotToken, bot.Slack.Options.SigningSecret, .. Words];
        Assert.All(lines, line => Assert.All(secrets, secret => Assert.DoesNotContain(secret, line, StringComparison.OrdinalIgnoreCase)));
        if (format == "json")
        {
            Assert.All(lines, IsAnEntry);
        }
    }

    private static void IsAnEntry(string line)
    {
        using var json = JsonDocument.Parse(line);
        Assert.Equal(TimeSpan.Zero, json.RootElement.GetProperty("Timestamp").GetDateTimeOffset().Offset);
        Assert.NotEmpty(json.RootElement.GetProperty("LogLevel").GetString()!);
        Assert.NotEmpty(json.RootElement.GetProperty("Category").GetString()!);
    }
}
