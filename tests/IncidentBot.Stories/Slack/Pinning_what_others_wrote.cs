using System.Text.Json.Nodes;
using IncidentBot.Incidents;
using IncidentBot.Testing.Slack;
using IncidentBot.Timeline;
using static IncidentBot.Stories.Slack.SlackHost;

namespace IncidentBot.Stories.Slack;

/// <summary>Alerts of other apps, images without a word, messages that are gone.</summary>
public sealed class Pinning_what_others_wrote
{
    [Fact]
    public async Task An_alert_says_it_in_its_attachment()
    {
        await using var host = await SlackHost.OverHttpAsync();
        var channel = await host.OpenAsync();
        var alert = await host
            .Slack.As(Marek)
            .LetPost(
                channel.Id,
                message =>
                    message with
                    {
                        BotId = "B7ALERTS",
                        Attachments = Parsed("""[{"title":"HighErrorRate","text":"5xx &gt; 20 %","fallback":"x"}]"""),
                    }
            );

        await host.Slack.As(Priya).React(alert, "pushpin");
        await host.SettleAsync();

        var entry = Noted(await host.IncidentAsync(1)).Single();
        Assert.Equal("HighErrorRate\n5xx > 20 %", entry.What.Words);
        Assert.Equal("slack:B7ALERTS", entry.By.Id);
    }

    [Fact]
    public async Task An_app_may_say_it_in_blocks()
    {
        await using var host = await SlackHost.OverHttpAsync();
        var channel = await host.OpenAsync();
        var built = await host
            .Slack.As(Marek)
            .LetPost(
                channel.Id,
                message =>
                    message with
                    {
                        BotId = "B7BUILDS",
                        Blocks = Parsed("""[{"type":"section","text":{"type":"mrkdwn","text":"Deployed 212"}},{"type":"divider"}]"""),
                    }
            );

        await host.Slack.As(Priya).React(built, "pushpin");
        await host.SettleAsync();

        Assert.Equal("Deployed 212", Noted(await host.IncidentAsync(1)).Single().What.Words);
    }

    [Fact]
    public async Task An_image_without_a_word_is_called_by_its_name_and_linked()
    {
        await using var host = await SlackHost.OverHttpAsync();
        var channel = await host.OpenAsync();
        var image = await host
            .Slack.As(Marek)
            .LetPost(
                channel.Id,
                message =>
                    message with
                    {
                        User = Marek,
                        Files = Parsed("""[{"id":"F1","name":"graph.png","permalink":"https://fake-team.slack.com/files/F1"}]"""),
                    }
            );

        await host.Slack.As(Priya).React(image, "pushpin");
        await host.SettleAsync();

        var noted = (Noted)Noted(await host.IncidentAsync(1)).Single().What;
        Assert.Equal("graph.png", noted.Text);
        Assert.Equal("https://fake-team.slack.com/files/F1", Assert.Single(noted.Source!.Files!).Url);
    }

    [Fact]
    public async Task An_alert_that_is_changed_changes_its_entry()
    {
        await using var host = await SlackHost.OverHttpAsync();
        var channel = await host.OpenAsync();
        var alert = await host.Slack.As(Marek).LetPost(channel.Id, message => message with { BotId = "B7ALERTS", Text = "firing" });
        await host.Slack.As(Priya).React(alert, "pushpin");
        await host.SettleAsync();

        await host.Slack.As(Marek).Edit(alert, "resolved");

        var incident = await host.IncidentAsync(1);
        Assert.Equal("resolved", Noted(incident).Single().What.Words);
        Assert.Equal("slack:B7ALERTS", incident.Entries[^1].By.Id);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_message_that_is_deleted_takes_its_entry_along(bool hasReplies)
    {
        await using var host = await SlackHost.OverHttpAsync();
        var channel = await host.OpenAsync();
        var said = await host.Slack.As(Marek).Say(channel.Id, "The password is hunter2");
        if (hasReplies)
        {
            await host.Slack.As(Ana).Say(channel.Id, "Take that away!", said.Ts);
        }

        await host.Slack.As(Priya).React(said, "pushpin");
        await host.SettleAsync();
        Assert.Single(Noted(await host.IncidentAsync(1)));

        await host.Slack.As(Marek).Delete(said);

        Assert.Empty(Noted(await host.IncidentAsync(1)));
    }

    [Fact]
    public async Task What_somebody_has_put_into_other_words_stays_when_the_message_goes()
    {
        await using var host = await SlackHost.OverHttpAsync();
        var channel = await host.OpenAsync();
        var said = await host.Slack.As(Marek).Say(channel.Id, "db restarted");
        await host.Slack.As(Priya).React(said, "pushpin");
        await host.SettleAsync();
        var number = Noted(await host.IncidentAsync(1)).Single().Number;

        await host.TypesAsync(Ana, $"correct #{number} The database was restarted", channel.Id);
        await host.Slack.As(Marek).Delete(said);

        Assert.Equal("The database was restarted", Noted(await host.IncidentAsync(1)).Single().What.Words);
    }

    [Fact]
    public async Task Whoever_pinned_what_cannot_be_read_is_told()
    {
        await using var host = await SlackHost.OverHttpAsync();
        var channel = await host.OpenAsync();
        var said = await host.Slack.As(Marek).Say(channel.Id, "Traffic is back");
        host.Slack.Faults.Next("conversations.replies", SlackFault.Refused("restricted_action"));

        await host.Slack.As(Priya).React(said, "pushpin");
        await host.SettleAsync();

        Assert.Contains(
            host.Slack.As(Priya).Sees(channel.Id),
            message => message.OnlyFor == Priya && message.Text.Contains("did not come on the timeline", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_reaction_told_before_a_restart_is_dealt_with_after_it_and_once()
    {
        await using var host = await SlackHost.OverHttpAsync();
        var channel = await host.OpenAsync();
        var said = await host.Slack.As(Marek).Say(channel.Id, "Traffic is back");
        host.Slack.Faults.EventsTwice = true;

        await host.Slack.As(Priya).React(said, "pushpin");
        await host.Slack.Deliveries[^1].Settled;
        await host.RestartAsync();
        await host.SettleAsync();

        Assert.Equal("Traffic is back", Noted(await host.IncidentAsync(1)).Single().What.Words);
    }

    private static JsonArray Parsed(string json) => (JsonArray)JsonNode.Parse(json)!;

    private static IEnumerable<TimelineEntry> Noted(Incident incident) =>
        incident.Entries.Where(entry => entry.Counts && entry.What is Noted);
}
