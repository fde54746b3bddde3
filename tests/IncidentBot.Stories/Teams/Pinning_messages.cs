using IncidentBot.Incidents;
using IncidentBot.Testing.Teams;
using IncidentBot.Timeline;

namespace IncidentBot.Stories.Teams;

/// <summary>The pin reaction, of which Teams tells on the bot's own messages.</summary>
public sealed class Pinning_messages
{
    private const string Pin = "1f4cc_pushpin";

    [Fact]
    public async Task A_pinned_message_of_the_bot_comes_on_the_timeline_once_with_its_own_time()
    {
        await using var host = await TeamsHost.StartAsync();
        var (channel, message) = await AnsweredAsync(host);
        host.Time.Advance(TimeSpan.FromMinutes(20));

        await host.Teams.As(host.Ana).Reacts(Pin, message, channel, inGraph: "📌");
        await host.Teams.As(host.Marek).Reacts(Pin, message, channel, inGraph: "📌");
        await host.SettleAsync();

        var entry = Pinned(await host.IncidentAsync(1));
        Assert.Contains("INC-1", entry!.What.Words, StringComparison.Ordinal);
        Assert.Equal(NodaTime.Instant.FromDateTimeOffset(message.At).ToUnixTimeSeconds(), entry.When.From!.Value.ToUnixTimeSeconds());
    }

    [Fact]
    public async Task It_goes_when_the_last_takes_the_reaction_away()
    {
        await using var host = await TeamsHost.StartAsync();
        var (channel, message) = await AnsweredAsync(host);
        await host.Teams.As(host.Ana).Reacts(Pin, message, channel, inGraph: "📌");
        await host.Teams.As(host.Marek).Reacts(Pin, message, channel, inGraph: "📌");
        await host.SettleAsync();

        await host.Teams.As(host.Ana).Unreacts(Pin, message, channel);
        await host.SettleAsync();
        Assert.True(Pinned(await host.IncidentAsync(1))!.Counts);
        await host.Teams.As(host.Marek).Unreacts(Pin, message, channel);
        await host.SettleAsync();

        Assert.False(Pinned(await host.IncidentAsync(1))?.Counts ?? false);
    }

    [Fact]
    public async Task Other_reactions_and_other_conversations_are_nobodys_business()
    {
        await using var host = await TeamsHost.StartAsync();
        var (channel, message) = await AnsweredAsync(host);
        await host.Teams.As(host.Ana).Says("list", host.Ops);
        await host.SettleAsync();

        await host.Teams.As(host.Ana).Reacts("like", message, channel);
        await host.Teams.As(host.Ana).Reacts(Pin, host.Ops.FromBot[^1], host.Ops);
        await host.SettleAsync();

        Assert.Null(Pinned(await host.IncidentAsync(1)));
    }

    [Fact]
    public async Task Where_the_bot_may_not_read_messages_nothing_is_recorded_and_nothing_breaks()
    {
        await using var host = await TeamsHost.StartAsync();
        var (channel, message) = await AnsweredAsync(host);
        host.Teams.Permissions.Remove("ChannelMessage.Read.Group");

        var reply = await host.Teams.As(host.Ana).Reacts(Pin, message, channel);
        await host.SettleAsync();

        Assert.Equal(200, reply.Status);
        Assert.Null(Pinned(await host.IncidentAsync(1)));
    }

    // The answer to a question stands on no timeline.
    private static async Task<(TeamsConversation Channel, TeamsMessage Message)> AnsweredAsync(TeamsHost host)
    {
        var channel = await host.OpenAsync();
        await host.Teams.As(host.Ana).Says("show", channel);
        await host.SettleAsync();
        return (channel, channel.FromBot[^1]);
    }

    private static TimelineEntry? Pinned(Incident incident) =>
        incident.Entries.SingleOrDefault(entry => entry.What is Noted { Source: not null });
}
