using System.Text;
using IncidentBot.Testing.Slack;
using static IncidentBot.Stories.Slack.SlackHost;

namespace IncidentBot.Stories.Slack;

public sealed class Closing_an_incident
{
    [Fact]
    public async Task The_draft_is_the_canvas_of_the_channel()
    {
        await using var host = await SlackHost.OverHttpAsync();
        var channel = await host.OpenAsync();

        await CloseAsync(host, channel);

        Assert.Contains("Rolled back to 211", host.Slack.Workspace.Canvas(channel.CanvasId!)!.Markdown, StringComparison.Ordinal);
        var summary = channel.Messages.Last(message => message.ReadableText.Contains("Missing", StringComparison.Ordinal));
        Assert.Contains("the canvas of this channel", summary.ReadableText, StringComparison.Ordinal);
        Assert.Contains("The root cause", summary.ReadableText, StringComparison.Ordinal);
        Assert.Contains("Root cause", summary.Actions);
        Assert.False(channel.IsArchived);
    }

    [Fact]
    public async Task Without_canvases_the_draft_is_a_file()
    {
        await using var host = await SlackHost.OverHttpAsync();
        var channel = await host.OpenAsync();
        host.Slack.Faults.Always("conversations.canvases.create", SlackFault.Refused("team_tier_cannot_create_channel_canvases"));

        await CloseAsync(host, channel);

        var file = Assert.Single(host.Slack.Workspace.Files);
        Assert.Equal("postmortem-INC-1.md", file.Name);
        Assert.Equal(channel.Id, file.Channel);
        Assert.Contains("Rolled back to 211", Encoding.UTF8.GetString(file.Content!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_canvas_that_people_wrote_is_not_touched()
    {
        await using var host = await SlackHost.OverHttpAsync();
        var channel = await host.OpenAsync();
        var notes = host.Slack.As(Ana).WriteCanvas(channel.Id, "Our own notes");

        await CloseAsync(host, channel);

        Assert.Equal("Our own notes", host.Slack.Workspace.Canvas(notes.Id)!.Markdown);
        Assert.Equal("postmortem-INC-1.md", Assert.Single(host.Slack.Workspace.Files).Name);
        Assert.Contains(
            channel.Messages,
            message => message.ReadableText.Contains("is the file postmortem-INC-1.md", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_file_whose_announcement_got_no_answer_is_not_sent_twice_but_a_new_draft_is()
    {
        await using var host = await SlackHost.OverHttpAsync();
        var channel = await host.OpenAsync();
        host.Slack.Faults.Always("conversations.canvases.create", SlackFault.Refused("canvas_disabled_user_team"));
        host.Slack.Faults.Next("files.completeUploadExternal", SlackFault.ResetAfter);
        await CloseAsync(host, channel);
        Assert.Single(channel.Messages, message => message.Files is not null);

        await host.TypesAsync(Priya, "reopen It is back", channel.Id);
        await host.TypesAsync(Priya, "resolved The certificate was renewed", channel.Id);
        host.Slack.Faults.Next("files.getUploadURLExternal", SlackFault.ServerError());
        await host.TypesAsync(Priya, "close", channel.Id);
        await host.SettleAsync();

        Assert.Equal(2, channel.Messages.Count(message => message.Files is not null));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_canvas_whose_making_got_no_answer_is_the_only_place_of_the_draft(bool restarted)
    {
        await using var host = await SlackHost.OverHttpAsync();
        var channel = await host.OpenAsync();
        host.Slack.Faults.Next("conversations.canvases.create", SlackFault.ResetAfter);
        await host.TypesAsync(Priya, "resolved Rolled back to 211", channel.Id);
        await host.TypesAsync(Priya, "close", channel.Id);
        if (restarted)
        {
            await host.DeliverAsync();
            await host.RestartAsync();
        }

        await host.SettleAsync();

        Assert.Contains("Rolled back to 211", Assert.Single(host.Slack.Workspace.Canvases).Markdown, StringComparison.Ordinal);
        Assert.Empty(host.Slack.Workspace.Files);
        Assert.Single(channel.Messages, message => message.ReadableText.Contains("the canvas of this channel", StringComparison.Ordinal));
    }

    [Fact]
    public async Task After_a_restart_the_bot_knows_its_canvas_again()
    {
        await using var host = await SlackHost.OverHttpAsync();
        var channel = await host.OpenAsync();
        await CloseAsync(host, channel);
        await host.RestartAsync();

        await host.TypesAsync(Priya, "reopen It is back", channel.Id);
        await host.TypesAsync(Priya, "resolved The certificate was renewed", channel.Id);
        await host.TypesAsync(Priya, "close", channel.Id);
        await host.SettleAsync();

        Assert.Contains("The certificate was renewed", Assert.Single(host.Slack.Workspace.Canvases).Markdown, StringComparison.Ordinal);
        Assert.Empty(host.Slack.Workspace.Files);
    }

    [Fact]
    public async Task What_is_missing_is_filled_by_a_button()
    {
        await using var host = await SlackHost.OverHttpAsync();
        var channel = await host.OpenAsync();
        await CloseAsync(host, channel);

        await host.Slack.As(Ana).Press("Root cause", channel.Id);
        await host.SettleAsync();
        await host.Slack.As(Ana).Submit(("text", "The certificate of the card processor had expired"));

        Assert.Contains((await host.IncidentAsync(1)).Entries, entry => entry.What is IncidentBot.Incidents.CauseStated);
    }

    [Fact]
    public async Task Taken_up_and_closed_again_the_canvas_is_written_anew()
    {
        await using var host = await SlackHost.OverHttpAsync();
        var channel = await host.OpenAsync();
        await CloseAsync(host, channel);

        await host.TypesAsync(Priya, "reopen It is back", channel.Id);
        await host.TypesAsync(Priya, "resolved The certificate was renewed", channel.Id);
        await host.TypesAsync(Priya, "close", channel.Id);
        await host.SettleAsync();

        Assert.Contains("The certificate was renewed", Assert.Single(host.Slack.Workspace.Canvases).Markdown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_channel_is_archived_only_where_that_is_wanted_and_last()
    {
        await using var host = await SlackHost.OverHttpAsync(settings => settings["Slack:ArchiveOnClose"] = "true");
        var channel = await host.OpenAsync();

        await CloseAsync(host, channel);

        Assert.True(channel.IsArchived);
        Assert.Contains("closed", channel.Find(channel.PinnedTs[0])!.ReadableText, StringComparison.Ordinal);
        Assert.NotNull(channel.CanvasId);
    }

    private static async Task CloseAsync(SlackHost host, SlackChannel channel)
    {
        await host.TypesAsync(Priya, "resolved Rolled back to 211", channel.Id);
        await host.TypesAsync(Priya, "close", channel.Id);
        await host.SettleAsync();
    }
}
