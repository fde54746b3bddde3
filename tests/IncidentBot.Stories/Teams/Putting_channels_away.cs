using IncidentBot.Incidents;
using IncidentBot.Testing.Teams;

namespace IncidentBot.Stories.Teams;

/// <summary>The channel of a closed incident, where the operator wants it archived.</summary>
public sealed class Putting_channels_away
{
    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    public async Task It_is_archived_once_all_is_said_where_that_is_wanted(string setting, bool isArchived)
    {
        await using var host = await TeamsHost.StartAsync(settings => settings["Teams:ArchiveOnClose"] = setting);

        var channel = await CloseAsync(host);

        Assert.Equal(isArchived, channel.IsArchived);
        Assert.Contains(channel.FromBot, message => message.ReadableText.Contains("Postmortem INC-1", StringComparison.Ordinal));
        Assert.Contains("closed", Header(channel).ReadableText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_Graph_does_not_allow_it_the_incident_is_closed_all_the_same()
    {
        await using var host = await TeamsHost.StartAsync(settings => settings["Teams:ArchiveOnClose"] = "true");
        host.Teams.Permissions.Remove("ChannelSettings.ReadWrite.Group");

        var channel = await CloseAsync(host);

        Assert.False(channel.IsArchived);
        Assert.Equal(IncidentStatus.Closed, (await host.IncidentAsync(1)).Status);
        Assert.Contains("closed", Header(channel).ReadableText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_thread_in_a_channel_of_others_stays()
    {
        var world = await TeamsWorld.StartAsync();
        await using var host = await TeamsHost.StartAsync(
            world,
            settings =>
            {
                settings["Teams:ArchiveOnClose"] = "true";
                settings["Teams:IncidentTeam"] = "";
                settings["Teams:IncidentChannel"] = world.Ops.Id;
            },
            _ => { },
            _ => { }
        );

        await CloseAsync(host);

        Assert.False(host.Ops.IsArchived);
        Assert.Empty(host.Teams.Calls(TeamsOperations.GraphArchive));
    }

    private static TeamsMessage Header(TeamsConversation channel) =>
        Assert.Single(channel.FromBot, message => message.Card?["refresh"] is not null);

    private static async Task<TeamsConversation> CloseAsync(TeamsHost host)
    {
        var channel = await host.OpenAsync();
        await host.Teams.As(host.Priya).Says("INC-1 resolved Rolled back", host.News);
        await host.Teams.As(host.Priya).Says("INC-1 close", host.News);
        await host.SettleAsync();
        return channel;
    }
}
