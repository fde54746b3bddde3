using IncidentBot.Testing.Teams;

namespace IncidentBot.Stories.Teams;

/// <summary>Where the postmortem is read once the incident is closed.</summary>
public sealed class The_whole_document
{
    private const string Name = "postmortem-INC-1.md";

    [Fact]
    public async Task Is_among_the_files_of_the_channel_where_Graph_allows_that()
    {
        await using var host = await TeamsHost.StartAsync();
        host.Teams.Permissions.Add("Files.ReadWrite.All");

        var (channel, card) = await CloseAsync(host);

        Assert.Equal(await DraftAsync(host), channel.Files[Name]);
        Assert.Contains("sharepoint.com", card.Card!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_on_the_dashboard_where_it_does_not()
    {
        await using var host = await TeamsHost.StartAsync();

        var (channel, card) = await CloseAsync(host);

        Assert.Empty(channel.Files);
        Assert.Contains("https://incidents.example.com/incidents/INC-1/postmortem", card.Card!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Comes_as_messages_where_there_is_no_dashboard_either()
    {
        await using var host = await TeamsHost.StartAsync(settings => settings["Teams:DashboardUrl"] = "");

        var (channel, card) = await CloseAsync(host);

        Assert.Contains("The whole document follows", card.ReadableText, StringComparison.Ordinal);
        var parts = channel.FromBot.SkipWhile(message => message != card).Skip(1).Select(message => message.ReadableText).ToList();
        Assert.Contains(parts, part => part.Contains("Issue summary", StringComparison.OrdinalIgnoreCase));
        foreach (var i in new[] { 1, 60 })
        {
            Assert.Single(parts, part => part.Contains($"Thing number {i} of many", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    public async Task A_Graph_that_fails_holds_the_draft_up_once_at_most(int times)
    {
        await using var host = await TeamsHost.StartAsync();
        host.Teams.Permissions.Add("Files.ReadWrite.All");
        host.Teams.Faults.Next(TeamsOperations.GraphFiles, [.. Enumerable.Repeat(TeamsFault.ServerError(), times)]);

        var (channel, _) = await CloseAsync(host);

        Assert.Equal(times == 1, channel.Files.ContainsKey(Name));
        Assert.InRange(host.Teams.Calls(TeamsOperations.GraphFiles).Count, 2, 3);
    }

    private static async Task<string> DraftAsync(TeamsHost host) =>
        IncidentBot.Postmortems.PostmortemDraft.Markdown(await host.IncidentAsync(1));

    private static async Task<(TeamsConversation Channel, TeamsMessage Card)> CloseAsync(TeamsHost host)
    {
        var channel = await host.OpenAsync();
        for (var i = 1; i <= 60; i++)
        {
            await host.Teams.As(host.Ana).Says($"note Thing number {i} of many, and what was thought of it at the time", channel);
        }

        await host.Teams.As(host.Ana).Says("resolved Rolled back", channel);
        await host.SettleAsync();
        await host.Teams.As(host.Ana).Says("close", channel);
        await host.SettleAsync();
        return (
            channel,
            Assert.Single(channel.FromBot, message => message.ReadableText.Contains("The whole document", StringComparison.Ordinal))
        );
    }
}
