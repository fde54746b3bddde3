using IncidentBot.Slack;
using IncidentBot.Slack.Incoming;
using IncidentBot.Slack.Install;
using IncidentBot.Slack.Pins;
using Microsoft.Extensions.Configuration;
using YamlDotNet.RepresentationModel;

namespace IncidentBot.Tests.Slack;

public sealed class SettingSlackUp
{
    [Fact]
    public void Nothing_set_is_off_and_well() => Assert.Equal((false, 0), (Options().IsOn, Options().Problems().Count()));

    [Theory]
    [InlineData("Slack__BotToken", "SigningSecret=s")]
    [InlineData("Slack__BotToken", "AppToken=xapp-1")]
    [InlineData("Slack__AppToken", "BotToken=xoxb-1")]
    [InlineData("Slack__BotToken", "BotToken=xoxp-1", "SigningSecret=s")]
    [InlineData("Slack__AppToken", "BotToken=xoxb-1", "AppToken=xoxb-1")]
    [InlineData("Slack__PreviousSigningSecret", "BotToken=xoxb-1", "AppToken=xapp-1", "PreviousSigningSecret=s")]
    [InlineData("Slack__AnnouncementChannel", "BotToken=xoxb-1", "SigningSecret=s", "AnnouncementChannel=#incidents")]
    [InlineData("Slack__SocketConnections", "BotToken=xoxb-1", "AppToken=xapp-1", "SocketConnections=11")]
    [InlineData("Slack__Client", "BotToken=xoxb-1", "SigningSecret=s", "Client=bolt")]
    [InlineData("Slack__DefaultZone", "BotToken=xoxb-1", "SigningSecret=s", "DefaultZone=Mars")]
    [InlineData("Slack__DashboardUrl", "BotToken=xoxb-1", "SigningSecret=s", "DashboardUrl=incidents")]
    public void A_wrong_setting_is_named(string key, params string[] settings) =>
        Assert.Contains(key, Assert.Single(Options(settings).Problems()), StringComparison.Ordinal);

    [Theory]
    [InlineData("BotToken=xoxb-1", "SigningSecret=s")]
    [InlineData("BotToken=xoxb-1", "AppToken=xapp-1", "Command=outage", "PinReaction=:memo:")]
    public void A_whole_set_is_well(params string[] settings) => Assert.Empty(Options(settings).Problems());

    [Fact]
    public void Small_slips_are_mended()
    {
        var options = Options("BotToken=xoxb-1", "SigningSecret=s", "Command=outage", "PinReaction=:memo:", "ApiUrl=http://127.0.0.1/api");
        Assert.Equal(("/outage", "memo", "http://127.0.0.1/api/"), (options.Command, options.PinReaction, options.ApiUrl));
    }

    [Fact]
    public void Both_manifests_ask_for_exactly_the_scopes_that_the_doctor_looks_for()
    {
        foreach (var manifest in new[] { SlackManifest.ForSocketMode(), SlackManifest.ForHttp("https://bot.example") })
        {
            var scopes = (YamlSequenceNode)Root(manifest)["oauth_config"]["scopes"]["bot"];
            Assert.Equal(SlackScopes.Needed.Keys.Order(), scopes.Select(scope => scope.ToString()).Order());
        }
    }

    [Fact]
    public void Both_manifests_have_exactly_the_shortcuts_that_the_bot_answers()
    {
        foreach (var manifest in new[] { SlackManifest.ForSocketMode(), SlackManifest.ForHttp("https://bot.example") })
        {
            var shortcuts = (YamlSequenceNode)Root(manifest)["features"]["shortcuts"];
            Assert.Equal(
                [("global", InteractionDoor.OpenShortcut), ("message", TimelineShortcut.Callback), ("message", TaskShortcut.Callback)],
                shortcuts.Select(shortcut => ($"{shortcut["type"]}", $"{shortcut["callback_id"]}"))
            );
        }
    }

    [Fact]
    public void Host_and_command_are_filled_in()
    {
        var http = SlackManifest.ForHttp("https://bot.example/", "outage");
        Assert.DoesNotContain("incidentbot.example.com/slack", http, StringComparison.Ordinal);
        var command = Root(http)["features"]["slash_commands"][0];
        Assert.Equal(("/outage", "https://bot.example/slack/commands"), (command["command"].ToString(), command["url"].ToString()));
        Assert.Equal("https://bot.example/slack/events", Root(http)["settings"]["event_subscriptions"]["request_url"].ToString());
        Assert.Equal("https://bot.example/slack/interactions", Root(http)["settings"]["interactivity"]["request_url"].ToString());
        Assert.Equal("/outage", Root(SlackManifest.ForSocketMode("/outage"))["features"]["slash_commands"][0]["command"].ToString());
        Assert.DoesNotContain("url:", SlackManifest.ForSocketMode(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://bot.example")]
    [InlineData("bot.example")]
    [InlineData("https://localhost:5080")]
    [InlineData("https://bot.example/?a=b")]
    [InlineData("https://me:secret@bot.example")]
    public void A_host_that_slack_cannot_call_is_refused(string host) =>
        Assert.Contains(host, Assert.Throws<FormatException>(() => SlackManifest.ForHttp(host)).Message, StringComparison.Ordinal);

    private static YamlNode Root(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return stream.Documents[0].RootNode;
    }

    private static SlackOptions Options(params string[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
                settings.Select(setting => setting.Split('=', 2)).Select(pair => KeyValuePair.Create("Slack:" + pair[0], (string?)pair[1]))
            )
            .Build();
        var options = new SlackOptions();
        SlackOptions.Read(options, configuration);
        return options;
    }
}
