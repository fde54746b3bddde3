using IncidentBot.Incidents;
using IncidentBot.Testing.Slack;
using static IncidentBot.Stories.Slack.SlackHost;

namespace IncidentBot.Stories.Slack;

public sealed class Speaking_to_the_bot
{
    [Fact]
    public async Task What_slack_escapes_is_recorded_as_it_was_typed()
    {
        await using var host = await SlackHost.OverHttpAsync();
        await host.MeetAsync();
        var channel = await host.OpenAsync();

        await host.TypesAsync(
            Priya,
            "note @marek of @sre says in #ops: 5xx > 20 % & rising, see <https://grafana.example.com/d/1?a=1&amp;b=2|the graph>",
            channel.Id
        );

        Assert.Equal(
            $"<@slack:{Marek}|Marek Kowal> of @sre says in #ops: 5xx > 20 % & rising, see the graph (https://grafana.example.com/d/1?a=1&b=2)",
            (await host.IncidentAsync(1)).Entries[^1].What.Words
        );
    }

    [Fact]
    public async Task A_call_to_everybody_that_somebody_typed_calls_nobody()
    {
        await using var host = await SlackHost.OverHttpAsync();
        var channel = await host.OpenAsync();

        await host.TypesAsync(Priya, "INC-1 note Do not write <!channel> or &lt;!here&gt; now");
        await host.SettleAsync();

        Assert.DoesNotContain(
            channel.Messages,
            message =>
                message.ReadableText.Contains("<!channel", StringComparison.Ordinal)
                || message.ReadableText.Contains("<!here", StringComparison.Ordinal)
        );
        Assert.Contains(channel.Messages, message => message.Text.Contains("@channel", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_command_has_the_name_that_the_app_gave_it()
    {
        await using var host = await SlackHost.OverHttpAsync(settings => settings["Slack:Command"] = "outage");

        var reply = await host.Slack.As(Priya).Command("/outage", "open Checkout down", Ops);
        Assert.Contains("INC-1", reply.ReadableText, StringComparison.Ordinal);

        host.Slack.Faults.Next("views.open", SlackFault.Refused("trigger_expired"));
        await host.Slack.As(Priya).Command("/outage", "open", Ops);
        await host.SettleAsync();
        Assert.Contains(host.Slack.As(Priya).Sees(Ops), message => message.Text.Contains("/outage open", StringComparison.Ordinal));
    }

    [Fact]
    public async Task In_the_incidents_channel_the_incident_need_not_be_named_and_elsewhere_it_may_be()
    {
        await using var host = await SlackHost.OverHttpAsync();
        var first = await host.OpenAsync("Checkout down");
        var second = await host.OpenAsync("Mail late");

        await host.TypesAsync(Priya, "note Of the mail", second.Id);
        await host.TypesAsync(Priya, "INC-2 note Of the mail, said elsewhere", first.Id);

        Assert.Equal(
            ["Of the mail", "Of the mail, said elsewhere"],
            (await host.IncidentAsync(2)).Entries.Where(entry => entry.What is Noted).Select(entry => entry.What.Words)
        );
        Assert.DoesNotContain((await host.IncidentAsync(1)).Entries, entry => entry.What is Noted);
    }

    [Fact]
    public async Task A_name_that_changed_is_known_the_day_after()
    {
        await using var host = await SlackHost.OverHttpAsync();
        await host.MeetAsync();
        var channel = await host.OpenAsync();
        host.Slack.Workspace.AddUser(new SlackUser(Marek, "marek") { RealName = "Marek Nowak", TimeZone = "Asia/Tokyo" });

        await host.TypesAsync(Marek, "note Before", channel.Id);
        await host.LookUpAsync();
        Assert.Empty(host.Slack.Calls("users.info"));

        host.Time.Advance(TimeSpan.FromHours(25));
        await host.TypesAsync(Marek, "note A day later", channel.Id);
        await host.LookUpAsync();
        await host.TypesAsync(Marek, "note After", channel.Id);

        Assert.Equal(
            ["Marek Kowal", "Marek Kowal", "Marek Nowak"],
            (await host.IncidentAsync(1)).Entries.Where(entry => entry.What is Noted).Select(entry => entry.By.Name)
        );
        Assert.Single(host.Slack.Calls("users.info"));
    }

    [Fact]
    public async Task Known_people_are_known_after_a_restart()
    {
        await using var host = await SlackHost.OverHttpAsync();
        await host.MeetAsync();
        await host.RestartAsync();
        await host.RememberAsync();

        await host.TypesAsync(Priya, "open Checkout down");

        Assert.Equal(
            ("Priya Raman", "Europe/Berlin"),
            ((await host.IncidentAsync(1)).Entries[0].By.Name, (await host.IncidentAsync(1)).ZoneId)
        );
    }

    [Fact]
    public async Task Somebody_of_another_organisation_whom_slack_does_not_show_is_their_id()
    {
        await using var host = await SlackHost.OverHttpAsync(prepare: slack =>
            slack.Workspace.AddUser(new SlackUser("W9OTHER", "priya") { RealName = "Priya Raman" })
        );
        var channel = await host.OpenAsync();
        host.Slack.Faults.Always("users.info", SlackFault.Refused("user_not_visible"));
        await host.TypesAsync(Priya, "role lead <@W9OTHER>", channel.Id);
        await host.LookUpAsync();
        await host.SettleAsync();

        Assert.Equal("slack:W9OTHER", (await host.IncidentAsync(1)).Commander?.Person?.Id);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Who_is_gone_or_a_bot_is_no_reason_to_stop(bool isDeleted, bool isBot)
    {
        await using var host = await SlackHost.OverHttpAsync(prepare: slack =>
            slack.Workspace.AddUser(new SlackUser("U9OTHER", "other") { IsDeleted = isDeleted, IsBot = isBot })
        );
        await host.MeetAsync();
        var channel = await host.OpenAsync();

        await host.TypesAsync(Priya, "page <@U9OTHER> Please look", channel.Id);
        await host.TypesAsync(Priya, $"page <@{Ana}> Please look", channel.Id);
        await host.SettleAsync();

        Assert.Contains(Ana, channel.Members);
        Assert.Contains(
            host.Slack.Workspace.DirectWith(Ana).Messages,
            message => message.ReadableText.Contains("You are paged", StringComparison.Ordinal)
        );
    }
}
