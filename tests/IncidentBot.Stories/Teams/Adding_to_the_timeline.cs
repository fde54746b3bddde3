using System.Text.Json.Nodes;
using IncidentBot.Incidents;
using IncidentBot.Testing.Teams;

namespace IncidentBot.Stories.Teams;

public sealed class Adding_to_the_timeline
{
    [Fact]
    public async Task A_message_keeps_its_words_author_and_time()
    {
        await using var host = await TeamsHost.StartAsync();
        var channel = await host.OpenAsync();
        var message = host.Teams.As(host.Ana).Chats("Phones ring & ring in <support>", channel);
        host.Time.Advance(TimeSpan.FromMinutes(20));

        var reply = await Add(host, message, channel);

        var entry = Entry(await host.IncidentAsync(1));
        Assert.Equal(("Phones ring & ring in <support>", "Ana Lima"), (entry.What.Words, ((Noted)entry.What).Source!.Author.Name));
        Assert.Equal(NodaTime.Instant.FromDateTimeOffset(message.At), entry.When.From);
        Assert.Contains("Phones ring", reply.DialogMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Twice_is_once()
    {
        await using var host = await TeamsHost.StartAsync();
        var channel = await host.OpenAsync();
        var message = host.Teams.As(host.Ana).Chats("Phones ring", channel);

        await Add(host, message, channel);
        var again = await Add(host, message, channel);

        Assert.Contains("already", again.ReadableText, StringComparison.Ordinal);
        Assert.Single((await host.IncidentAsync(1)).Entries, entry => entry.What is Noted);
    }

    [Fact]
    public async Task Elsewhere_the_incident_is_asked_for()
    {
        await using var host = await TeamsHost.StartAsync();
        await host.OpenAsync();
        var message = host.Teams.As(host.Ana).Chats("Phones ring", host.News);

        var reply = await Add(host, message, host.News, new JsonObject { ["incident"] = "1" });

        Assert.Equal(200, reply.Status);
        Assert.Equal("Phones ring", Entry(await host.IncidentAsync(1)).What.Words);
    }

    [Fact]
    public async Task Where_none_is_open_it_says_so()
    {
        await using var host = await TeamsHost.StartAsync();

        var opened = await host
            .Teams.As(host.Marek)
            .Chooses("addToTimeline", host.Teams.As(host.Ana).Chats("Phones ring", host.News), host.News);

        Assert.Contains("nothing was recorded", opened.DialogMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_time_that_is_none_keeps_the_dialog_open()
    {
        await using var host = await TeamsHost.StartAsync();
        var channel = await host.OpenAsync();
        var message = host.Teams.As(host.Ana).Chats("Phones ring", channel);

        var again = await Add(host, message, channel, new JsonObject { ["time"] = "soonish" });

        Assert.Contains("That is no time", again.ReadableText, StringComparison.Ordinal);
        Assert.DoesNotContain((await host.IncidentAsync(1)).Entries, entry => entry.What is Noted);
    }

    [Fact]
    public async Task A_message_that_its_author_changes_takes_the_entry_along()
    {
        await using var host = await TeamsHost.StartAsync();
        var channel = await host.OpenAsync();
        var message = host.Teams.As(host.Ana).Chats("Phones rang at 9", channel);
        await Add(host, message, channel);

        await host.Teams.As(host.Ana).Edits(message, "Phones rang at 8", channel);
        host.Time.Advance(TimeSpan.FromMinutes(1));
        await host.Teams.As(host.Ana).Edits(message, "Phones rang at 7", channel);

        Assert.Equal("Phones rang at 7", Entry(await host.IncidentAsync(1)).What.Words);
    }

    [Fact]
    public async Task What_somebody_has_corrected_since_stays()
    {
        await using var host = await TeamsHost.StartAsync();
        var channel = await host.OpenAsync();
        var message = host.Teams.As(host.Ana).Chats("Phones rang at 9", channel);
        await Add(host, message, channel);
        var number = Entry(await host.IncidentAsync(1)).Number;

        await host.Teams.As(host.Marek).Says($"correct #{number} Phones rang at 8:30", channel);
        await host.Teams.As(host.Ana).Edits(message, "Phones rang at 7", channel);

        Assert.Equal("Phones rang at 8:30", Entry(await host.IncidentAsync(1)).What.Words);
    }

    [Fact]
    public async Task A_message_that_is_deleted_stays_on_the_timeline()
    {
        await using var host = await TeamsHost.StartAsync();
        var channel = await host.OpenAsync();
        var message = host.Teams.As(host.Ana).Chats("Phones ring", channel);
        await Add(host, message, channel);

        Assert.Equal(200, (await host.Teams.As(host.Ana).Deletes(message, channel)).Status);

        Assert.Equal("Phones ring", Entry(await host.IncidentAsync(1)).What.Words);
    }

    private static Timeline.TimelineEntry Entry(Incident incident) => incident.Entries.Single(entry => entry.What is Noted);

    private static async Task<TeamsReply> Add(TeamsHost host, TeamsMessage message, TeamsConversation where, JsonObject? answers = null)
    {
        var opened = await host.Teams.As(host.Marek).Chooses("addToTimeline", message, where);
        return await host.Teams.As(host.Marek).Submits(opened, answers ?? [], where);
    }
}
