using IncidentBot.Testing.Slack;

namespace IncidentBot.Stories.CommandLine;

public sealed class The_doctor_on_Slack : AFolder
{
    [Fact]
    public async Task Says_how_to_begin_where_Slack_is_off()
    {
        var ended = await Executable.RunAsync(Folder, ["doctor"], Nothing);
        Assert.Equal(0, ended.Status);
        Assert.Contains("ok      Slack: is off. incidentbot manifest slack --help", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Finds_nothing_to_do_where_all_is_well()
    {
        await using var slack = await StartAsync(sockets: true);
        var ended = await ExamineAsync(slack, ("Slack__AppToken", slack.Options.AppToken), ("Slack__AnnouncementChannel", "C1NEWS"));

        Assert.Equal((0, ""), (ended.Status, ended.Error));
        Assert.Contains("Slack accepts the bot token, in the workspace fake-team.", ended.Output, StringComparison.Ordinal);
        Assert.Contains("Socket Mode is on", ended.Output, StringComparison.Ordinal);
        Assert.Contains("every scope that it needs", ended.Output, StringComparison.Ordinal);
        Assert.Contains("The clock agrees with Slack's.", ended.Output, StringComparison.Ordinal);
        Assert.Contains("Incidents are announced in #incidents.", ended.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("xoxb-", ended.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("xapp-", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_every_thing_that_is_wrong_and_what_to_click()
    {
        await using var slack = await StartAsync(sockets: false);
        slack.Scopes.Remove("pins:write");
        slack.Workspace.AddUser("U1", "priya");
        slack.Workspace.AddChannel("C2OLD", "old");
        await slack.As("U1").Archive("C2OLD");
        var ended = await ExamineAsync(slack, ("Slack__AppToken", "xapp-another"), ("Slack__AnnouncementChannel", "C2OLD"));

        Assert.Equal(1, ended.Status);
        Assert.Contains("PROBLEM Slack: Slack lacks pins:write (for the pinned header)", ended.Output, StringComparison.Ordinal);
        Assert.Contains("Reinstall to Workspace", ended.Output, StringComparison.Ordinal);
        Assert.Contains("PROBLEM Slack: Slack refuses Socket Mode (invalid_auth)", ended.Output, StringComparison.Ordinal);
        Assert.Contains("PROBLEM Slack: The channel #old for announcements", ended.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("xapp-another", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_a_channel_that_the_bot_cannot_see()
    {
        await using var slack = await StartAsync(sockets: false);
        var ended = await ExamineAsync(
            slack,
            ("Slack__SigningSecret", slack.Options.SigningSecret),
            ("Slack__AnnouncementChannel", "C9NONE")
        );

        Assert.Equal(1, ended.Status);
        Assert.Contains("no channel C9NONE (Slack__AnnouncementChannel)", ended.Output, StringComparison.Ordinal);
        Assert.Contains("ok      Slack: The signing secret is set.", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_half_a_set_without_asking_Slack()
    {
        await using var slack = await StartAsync(sockets: false);
        var ended = await ExamineAsync(slack);

        Assert.Equal(1, ended.Status);
        Assert.Contains(
            "PROBLEM Slack: Slack__BotToken is set, but nothing by which Slack can reach the bot.",
            ended.Output,
            StringComparison.Ordinal
        );
        Assert.Empty(slack.Calls());
    }

    [Fact]
    public async Task Names_a_setting_that_cannot_be_read()
    {
        await using var slack = await StartAsync(sockets: false);
        var ended = await ExamineAsync(slack, ("Slack__SocketConnections", "many"));

        Assert.Equal((1, ""), (ended.Status, ended.Error));
        Assert.Contains("PROBLEM Slack: Slack__SocketConnections is “many”", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_where_Slack_cannot_be_reached()
    {
        var ended = await Executable.RunAsync(
            Folder,
            ["doctor"],
            [.. Nothing, ("Slack__BotToken", "xoxb-1"), ("Slack__SigningSecret", "s"), ("Slack__ApiUrl", "http://127.0.0.1:9/api")]
        );
        Assert.Equal(1, ended.Status);
        Assert.Contains("PROBLEM Slack: Slack, the bot token: Slack could not be reached", ended.Output, StringComparison.Ordinal);
    }

    // The doctor also looks at the address, which another test's server may have at this moment.
    private static readonly (string, string)[] Nothing = [("Urls", "http://127.0.0.1:0")];

    private static async Task<FakeSlack> StartAsync(bool sockets)
    {
        var slack = await FakeSlack.StartAsync(new FakeSlackOptions { SocketMode = sockets });
        slack.Workspace.AddChannel("C1NEWS", "incidents");
        return slack;
    }

    private Task<Ended> ExamineAsync(FakeSlack slack, params (string, string)[] more) =>
        Executable.RunAsync(
            Folder,
            ["doctor"],
            [.. Nothing, ("Slack__BotToken", slack.Options.BotToken), ("Slack__ApiUrl", slack.ApiUrl.ToString()), .. more]
        );
}
