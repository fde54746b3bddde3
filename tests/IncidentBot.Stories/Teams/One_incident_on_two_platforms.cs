using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;
using IncidentBot.People;
using IncidentBot.Slack;
using IncidentBot.Testing.Slack;
using IncidentBot.Testing.Teams;
using IncidentBot.WebChat;

namespace IncidentBot.Stories.Teams;

public sealed class One_incident_on_two_platforms
{
    private static readonly Speaker Lee = new(new Person("web:lee", "Lee Novak"), "UTC");

    [Fact]
    public async Task Opened_in_Teams_it_is_seen_recorded_to_and_closed_from_the_web_chat()
    {
        await using var host = await TeamsHost.StartAsync();
        var channel = await host.OpenAsync("Checkout declines cards");

        var seen = await Web(host, "INC-1 show");
        await Web(host, "INC-1 note Seen from the web");
        await host.Teams.As(host.Marek).Says("resolved Rolled back", channel);
        await Web(host, "INC-1 close");
        await host.SettleAsync();

        Assert.Contains("Checkout declines cards", seen, StringComparison.Ordinal);
        Assert.Contains(channel.FromBot, message => message.ReadableText.Contains("Seen from the web", StringComparison.Ordinal));
        Assert.Equal(IncidentStatus.Closed, (await host.IncidentAsync(1)).Status);
        Assert.Contains(channel.FromBot, message => message.ReadableText.Contains("/incidents/INC-1/postmortem", StringComparison.Ordinal));
        Assert.Contains("Closed", Header(channel).ReadableText, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Opened_in_Teams_it_is_seen_recorded_to_and_closed_from_Slack()
    {
        // Signatures tell the time, so both sides go by the same clock.
        var world = await TeamsWorld.StartAsync();
        await using var slack = await FakeSlack.StartAsync(new FakeSlackOptions { EchoEvents = false, Time = world.Time });
        slack.Workspace.AddUser(new SlackUser("U1LEE", "lee") { RealName = "Lee Novak" });
        slack.Workspace.AddChannel("C1OPS", "ops", members: ["U1LEE", "U0BOT"]);
        await using var host = await TeamsHost.StartAsync(
            world,
            settings =>
            {
                settings["Slack:BotToken"] = slack.Options.BotToken;
                settings["Slack:SigningSecret"] = slack.Options.SigningSecret;
                settings["Slack:ApiUrl"] = slack.ApiUrl.ToString();
            },
            prepare: builder => builder.Services.AddSlack(builder.Configuration),
            map: app => app.MapSlack()
        );
        slack.RequestUrls = new SlackRequestUrls(
            new Uri(host.Address, "slack/commands"),
            new Uri(host.Address, "slack/interactions"),
            new Uri(host.Address, "slack/events")
        );
        var channel = await host.OpenAsync("Checkout declines cards");
        var lee = slack.As("U1LEE");

        var seen = await lee.Command("/incident", "INC-1 show", "C1OPS");
        await lee.Command("/incident", "INC-1 note Seen from Slack", "C1OPS");
        await host.Teams.As(host.Marek).Says("resolved Rolled back", channel);
        var closed = await lee.Command("/incident", "INC-1 close", "C1OPS");
        await host.SettleAsync();

        Assert.Contains("Checkout declines cards", seen.ReadableText, StringComparison.Ordinal);
        Assert.Equal(200, closed.Status);
        Assert.Contains(channel.FromBot, message => message.ReadableText.Contains("Seen from Slack", StringComparison.Ordinal));
        Assert.Equal(IncidentStatus.Closed, (await host.IncidentAsync(1)).Status);
        Assert.Contains("Closed", Header(channel).ReadableText, StringComparison.OrdinalIgnoreCase);
    }

    private static TeamsMessage Header(TeamsConversation channel) =>
        channel.FromBot.Single(message => message.Card?["refresh"] is not null);

    private static async Task<string> Web(TeamsHost host, string words)
    {
        var reply = await host.Bot.WebDoor.CommandAsync(Lee, WebPlatform.General, words, null, TestContext.Current.CancellationToken);
        return PlainTextCard.Render(reply.Card);
    }
}
