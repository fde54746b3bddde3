using IncidentBot.Chat;
using IncidentBot.Slack;
using IncidentBot.Slack.Incoming;
using IncidentBot.Slack.People;

namespace IncidentBot.Contracts.SlackAdapter;

/// <summary>Our own fake, and on it also what no other Slack has.</summary>
public class On_the_fake : SlackAdapterContract
{
    private TheFakeSlack Fake => (TheFakeSlack)Slack;

    [Fact]
    [Trait(Method, "usergroups.list")]
    public async Task A_group_is_called_by_its_handle()
    {
        var people = Part<SlackPeople>();
        Assert.Equal("S1", people.HandleOf("S1", ""));
        await people.LookUpAsync("S1", Now);
        Assert.Equal("sre", people.HandleOf("S1", ""));
    }

    [Fact]
    [Trait(Method, "conversations.canvases.create")]
    [Trait(Method, "canvases.edit")]
    public async Task A_document_is_the_channels_canvas_and_a_new_one_takes_its_place()
    {
        var channel = (await OpenAsync()).Place;
        await Platform.PostDocumentAsync(channel, new Document("a.md", "A", "# One\n\n#### Deep\n", Words("The draft")), First("1"), Now);
        await Platform.PostDocumentAsync(channel, new Document("a.md", "A", "# Two\n", Words("The draft again")), First("2"), Now);

        Assert.Equal("# Two\n", Assert.Single(Fake.Slack.Workspace.Canvases).Markdown);
        Assert.DoesNotContain("files.completeUploadExternal", Recorder.Methods);
    }

    [Fact]
    [Trait(Method, "apps.connections.open")]
    public async Task Socket_Mode_says_where_to_connect()
    {
        var answer = await Part<SlackApi>().ConnectAsync(Now);
        Assert.StartsWith("ws", answer.Json.Text("url"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_was_sent_that_Slack_takes_only_in_silence()
    {
        var channel = (await OpenAsync()).Place;
        await Platform.PostAsync(channel, Words("Hello"), First(), Now);
        await Platform.InviteAsync(channel, await PersonAsync("priya"), Now);
        Assert.Empty(Fake.Slack.Violations.All);
    }

    private protected override async Task<AnotherSlack> StartAsync() => await TheFakeSlack.StartAsync();
}

/// <summary>The same with SlackNet in the place of the bot's own client.</summary>
public sealed class On_the_fake_by_SlackNet : On_the_fake
{
    private protected override string Client => SlackOptions.SlackNet;
}
