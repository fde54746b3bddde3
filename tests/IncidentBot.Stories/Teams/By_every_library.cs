using IncidentBot.Slack;
using IncidentBot.Stories.Operations;
using IncidentBot.Stories.Slack;
using IncidentBot.Teams;
using IncidentBot.Testing.Slack;

namespace IncidentBot.Stories.Teams;

/// <summary>The five outages in Teams by the Bot Framework SDK, and one in Slack by SlackNet beside them, all woken by Hangfire.</summary>
public sealed class The_five_outages_by_every_library : The_five_outages_in_Teams, IAsyncDisposable
{
    private const string News = "C1NEWS";

    private FakeSlack? _slack;

    public The_five_outages_by_every_library()
    {
        TeamsWorld.Adapter = TeamsOptions.BotBuilder;
        SlackHost.Client = SlackOptions.SlackNet;
        StoryEngine.Name = "hangfire";
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_slack is not null)
        {
            await _slack.DisposeAsync();
        }
    }

    private protected override async Task<TeamsHost> StartAsync()
    {
        if (SlackClients.Missing(SlackHost.Client) is { } missing)
        {
            Assert.Skip(missing);
        }

        var world = await TeamsWorld.StartAsync();
        _slack = await FakeSlack.StartAsync(new FakeSlackOptions { EchoEvents = false, Time = world.Time });
        _slack.Workspace.AddUser(new SlackUser("U1LEE", "lee") { RealName = "Lee Novak" });
        _slack.Workspace.AddChannel(News, "news", members: ["U1LEE", "U0BOT"]);
        return await TeamsHost.StartAsync(
            world,
            settings =>
            {
                settings["Slack:Client"] = SlackHost.Client;
                settings["Slack:BotToken"] = _slack.Options.BotToken;
                settings["Slack:SigningSecret"] = _slack.Options.SigningSecret;
                settings["Slack:ApiUrl"] = _slack.ApiUrl.ToString();
                settings["Slack:AnnouncementChannel"] = News;
            },
            prepare: builder => builder.Services.AddSlackBy(builder.Configuration),
            map: app => app.MapSlack()
        );
    }

    // In the same process the next incident is opened from Slack.
    private protected override async Task ToldElsewhereAsync(TeamsHost host)
    {
        var slack = _slack!;
        slack.RequestUrls = new SlackRequestUrls(
            new Uri(host.Address, "slack/commands"),
            new Uri(host.Address, "slack/interactions"),
            new Uri(host.Address, "slack/events")
        );
        Assert.Equal(200, (await slack.As("U1LEE").Command("/incident", "open Mail is slow sev3", News)).Status);
        for (var i = 0; i < 100 && !Announced(slack); i++)
        {
            host.Time.Advance(TimeSpan.FromSeconds(2));
            await host.SettleAsync();
        }

        Assert.True(Announced(slack), string.Join('\n', slack.Calls()));
        Assert.NotEmpty(slack.Calls("conversations.create"));
    }

    private static bool Announced(FakeSlack slack) =>
        slack.Calls("chat.postMessage").Any(call => call.ToString().Contains("Mail is slow", StringComparison.Ordinal));
}
