using IncidentBot.Incidents;
using IncidentBot.Testing.Teams;

namespace IncidentBot.Stories.Teams;

public class When_Teams_fails
{
    [Fact]
    public async Task A_post_whose_answer_was_lost_is_not_posted_twice()
    {
        await using var host = await TeamsHost.StartAsync();
        var channel = await host.OpenAsync();
        host.Teams.Faults.Next(TeamsOperations.Create, TeamsFault.ResetAfter);

        await host.Teams.As(host.Ana).Says("INC-1 note Phones ring in support", host.Ops);
        await host.SettleAsync();

        Assert.Single(channel.FromBot, message => message.ReadableText.Contains("Phones ring", StringComparison.Ordinal));
        Assert.NotEmpty(host.Teams.Calls(TeamsOperations.GraphMessages));
    }

    [Fact]
    public async Task An_answer_that_was_lost_is_not_given_twice()
    {
        await using var host = await TeamsHost.StartAsync();
        var channel = await host.OpenAsync();
        host.Teams.Faults.Next(TeamsOperations.Send, TeamsFault.ResetAfter);

        await host.Teams.As(host.Ana).Says("note Phones ring in support", channel);
        await host.SettleAsync();

        Assert.Single(channel.FromBot, message => message.ReadableText.Contains("Phones ring", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_channel_whose_answer_was_lost_is_not_made_twice()
    {
        await using var host = await TeamsHost.StartAsync();
        host.Teams.Faults.Next(TeamsOperations.GraphCreate, TeamsFault.ResetAfter);

        await host.OpenAsync();

        Assert.Single(host.Teams.Organisation.Conversations, channel => channel.Name.StartsWith("inc-1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_came_too_fast_comes_later_without_a_look()
    {
        await using var host = await TeamsHost.StartAsync();
        var channel = await host.OpenAsync();
        host.Teams.Faults.Next(TeamsOperations.Create, TeamsFault.Throttled(7));
        var at = host.Time.GetUtcNow();

        await host.Teams.As(host.Ana).Says("INC-1 note Phones ring in support", host.Ops);
        await host.SettleAsync();

        Assert.Single(channel.FromBot, message => message.ReadableText.Contains("Phones ring", StringComparison.Ordinal));
        Assert.True(host.Teams.Calls(TeamsOperations.Create)[^1].At - at >= TimeSpan.FromSeconds(7));
        Assert.Empty(host.Teams.Calls(TeamsOperations.GraphMessages));
    }

    [Fact]
    public async Task Many_notes_never_come_faster_than_Teams_takes_them()
    {
        await using var host = await TeamsHost.StartAsync();
        var channel = await host.OpenAsync();

        for (var i = 1; i <= 30; i++)
        {
            await host.Teams.As(host.Ana).Says($"note Thing {i}.", channel);
        }

        await host.SettleAsync();

        Assert.DoesNotContain(host.Teams.Calls(), call => call.Status == 429);
        for (var i = 1; i <= 30; i++)
        {
            Assert.Single(channel.FromBot, message => message.ReadableText.Contains($"Thing {i}.", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task After_an_outage_there_is_a_digest_and_no_flood()
    {
        await using var host = await TeamsHost.StartAsync();
        var channel = await host.OpenAsync();
        var before = channel.FromBot.Count;
        host.Teams.Faults.Next(TeamsOperations.Create, TeamsFault.ServerError());

        for (var i = 1; i <= 20; i++)
        {
            await host.Teams.As(host.Ana).Says($"INC-1 note Thing {i}.", host.News);
        }

        await host.SettleAsync();
        var posted = channel.FromBot.Skip(before).ToList();
        Assert.InRange(posted.Count, 1, 3);
        for (var i = 1; i <= 20; i++)
        {
            Assert.Single(posted, message => message.ReadableText.Contains($"Thing {i}.", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_token_that_is_worth_nothing_any_more_is_got_anew()
    {
        await using var host = await TeamsHost.StartAsync();
        var channel = await host.OpenAsync();
        host.Teams.RevokeTokens();

        await host.Teams.As(host.Ana).Says("note Phones ring", channel);
        await host.SettleAsync();

        Assert.Contains(channel.FromBot, message => message.ReadableText.Contains("Phones ring", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_password_that_is_wrong_for_a_while_loses_nothing()
    {
        await using var host = await TeamsHost.StartAsync();
        host.Teams.Faults.Next(TeamsOperations.Token, TeamsFault.Refused(401, "invalid_client"), TeamsFault.Refused(401, "invalid_client"));

        Assert.StartsWith("inc-1", (await host.OpenAsync()).Name, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_card_that_is_not_taken_comes_as_words()
    {
        await using var host = await TeamsHost.StartAsync();
        var channel = await host.OpenAsync();
        host.Teams.Faults.Next(TeamsOperations.Create, TeamsFault.Refused(413, "MessageSizeTooBig"));

        await host.Teams.As(host.Ana).Says("INC-1 note Phones ring in support", host.Ops);
        await host.SettleAsync();

        var posted = channel.FromBot.Single(message => message.ReadableText.Contains("Phones ring", StringComparison.Ordinal));
        Assert.Null(posted.Card);
    }

    [Fact]
    public async Task After_an_outage_of_the_connector_people_are_answered_once()
    {
        await using var host = await TeamsHost.StartAsync();
        var chat = host.Teams.Organisation.Personal(host.Ana);
        // Half an hour of it, with one try a minute.
        host.Teams.Faults.Next(TeamsOperations.Send, [.. Enumerable.Repeat(TeamsFault.ServerError(), 30)]);
        var asked = host.Time.GetUtcNow();

        await host.Teams.As(host.Ana).Says("list", chat);
        await host.Teams.As(host.Ana).Says("help note", chat);
        await host.SettleAsync();

        Assert.Equal(2, chat.FromBot.Count);
        Assert.StartsWith("note", chat.FromBot[^1].ReadableText.Trim(), StringComparison.Ordinal);
        Assert.InRange(host.Time.GetUtcNow() - asked, TimeSpan.FromMinutes(10), TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task When_it_does_not_come_back_within_an_hour_nobody_waits_any_more()
    {
        await using var host = await TeamsHost.StartAsync();
        var chat = host.Teams.Organisation.Personal(host.Ana);
        host.Teams.Faults.Always(TeamsOperations.Send, TeamsFault.ServerError());

        await host.Teams.As(host.Ana).Says("list", chat);
        await host.SettleAsync();
        host.Teams.Faults.Clear();
        await host.Teams.As(host.Ana).Says("help note", chat);
        await host.SettleAsync();

        Assert.StartsWith("note", Assert.Single(chat.FromBot).ReadableText.Trim(), StringComparison.Ordinal);
        Assert.InRange(host.Teams.Calls(TeamsOperations.Send).Count, 50, 90);
    }

    [Fact]
    public async Task An_answer_without_a_body_is_an_answer()
    {
        await using var host = await TeamsHost.StartAsync(options: new FakeTeamsOptions { EmptyBodies = true });
        var channel = await host.OpenAsync();

        await host.Teams.As(host.Ana).Says("sev 1", channel);
        await host.SettleAsync();

        var header = Assert.Single(channel.FromBot, message => message.Card?["refresh"] is not null);
        Assert.Contains("sev1", header.ReadableText, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_header_that_somebody_deleted_comes_again()
    {
        await using var host = await TeamsHost.StartAsync();
        var channel = await host.OpenAsync();
        await host.Teams.As(host.Ana).Deletes(channel.FromBot.Single(message => message.Card?["refresh"] is not null), channel);

        await host.Teams.As(host.Ana).Says("sev 1", channel);
        await host.SettleAsync();

        Assert.Single(channel.FromBot, message => message.Card?["refresh"] is not null);
    }

    [Fact]
    public async Task When_its_channel_is_deleted_the_incident_goes_on_and_the_commander_is_told_elsewhere()
    {
        await using var host = await TeamsHost.StartAsync();
        var chat = host.Teams.Organisation.Personal(host.Marek);
        await host.Teams.As(host.Marek).Says("open Checkout declines cards", chat);
        await host.SettleAsync();
        var (channel, _) = await host.PlaceAsync(1);
        await host.Teams.As(host.Marek).Says("lead", channel);
        await host.SettleAsync();
        var before = chat.FromBot.Count;

        await host.Teams.As(host.Ana).DeletesChannel(channel);
        await host.Teams.As(host.Ana).Says("INC-1 note Still working on it", host.Ops);
        await RecordedAndToldAsync(host, chat, before, "ConversationNotFound");
    }

    [Fact]
    public async Task When_the_channel_of_its_thread_is_deleted_the_commander_is_told_elsewhere_too()
    {
        var world = await TeamsWorld.StartAsync();
        await using var host = await TeamsHost.StartAsync(
            world,
            settings =>
            {
                settings["Teams:IncidentTeam"] = "";
                settings["Teams:IncidentChannel"] = world.Ops.Id;
            },
            _ => { },
            _ => { }
        );
        var chat = await LedFromItsOwnChatAsync(host);
        var before = chat.FromBot.Count;

        await host.Teams.As(host.Ana).DeletesChannel(host.Ops);
        await host.Teams.As(host.Ana).Says("INC-1 note Still working on it", host.News);
        await RecordedAndToldAsync(host, chat, before, "ConversationNotFound");
    }

    [Fact]
    public async Task When_the_bot_is_removed_the_commander_is_told_elsewhere_what_to_do()
    {
        await using var host = await TeamsHost.StartAsync();
        var chat = await LedFromItsOwnChatAsync(host);
        var before = chat.FromBot.Count;

        await host.Teams.As(host.Ana).Installs(host.World.Team, removes: true);
        await host.Teams.As(host.Marek).Says("INC-1 note Still working on it", chat);
        await RecordedAndToldAsync(host, chat, before, "Install the app there again");
    }

    [Fact]
    public async Task A_bot_that_was_removed_goes_on_recording_and_comes_back()
    {
        await using var host = await TeamsHost.StartAsync();
        var channel = await host.OpenAsync();
        await host.Teams.As(host.Ana).Installs(host.World.Team, removes: true);
        var chat = host.Teams.Organisation.Personal(host.Ana);

        await host.Teams.As(host.Ana).Says("INC-1 note Said while it was out", chat);
        await host.SettleAsync();
        await host.Teams.As(host.Ana).Installs(host.World.Team);
        await host.Teams.As(host.Ana).Says("note Said when it was back", channel);
        await host.SettleAsync();

        var words = (await host.IncidentAsync(1)).Entries.Select(entry => entry.What.Words).ToList();
        Assert.Contains("Said while it was out", words);
        Assert.Contains("Said when it was back", words);
        Assert.Contains(channel.FromBot, message => message.ReadableText.Contains("when it was back", StringComparison.Ordinal));
    }

    [Fact]
    public async Task After_a_restart_it_speaks_first_where_it_spoke_before()
    {
        var before = await TeamsHost.StartAsync();
        var channel = await before.OpenAsync("Checkout declines cards");
        await before.Teams.As(before.Priya).Says("update Cards are declined in Europe next 30m", channel);
        await before.SettleAsync();
        await using var host = await before.RestartAsync();
        var posts = channel.FromBot.Count;

        host.Time.Advance(TimeSpan.FromMinutes(31));
        await host.Bot.Wakeups.RunDueAsync(TestContext.Current.CancellationToken);
        await host.SettleAsync();

        Assert.True(channel.FromBot.Count > posts);
        Assert.Contains(host.Teams.Calls(TeamsOperations.Create), call => call.Path.StartsWith("/connector/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task People_among_themselves_give_no_commands()
    {
        await using var host = await TeamsHost.StartAsync();
        var channel = await host.OpenAsync();
        var activity = host.Teams.As(host.Ana).Draft("x", channel);
        activity["text"] = "close the window please";
        activity["entities"] = new System.Text.Json.Nodes.JsonArray();
        var posts = channel.FromBot.Count;

        Assert.Equal(200, (await host.Teams.As(host.Ana).Sends(activity)).Status);
        await host.SettleAsync();

        Assert.Equal(posts, channel.FromBot.Count);
        Assert.NotEqual(IncidentStatus.Closed, (await host.IncidentAsync(1)).Status);
    }

    private static async Task RecordedAndToldAsync(TeamsHost host, TeamsConversation chat, int before, string words)
    {
        await host.SettleAsync();

        Assert.Contains((await host.IncidentAsync(1)).Entries, entry => entry.What.Words == "Still working on it");
        Assert.Contains(chat.FromBot.Skip(before), message => message.ReadableText.Contains(words, StringComparison.Ordinal));
    }

    // The commander can be reached where the incident is not.
    private static async Task<TeamsConversation> LedFromItsOwnChatAsync(TeamsHost host)
    {
        var chat = host.Teams.Organisation.Personal(host.Marek);
        await host.Teams.As(host.Marek).Says("open Checkout declines cards", chat);
        await host.SettleAsync();
        await host.Teams.As(host.Marek).Says("INC-1 lead", chat);
        await host.SettleAsync();
        return chat;
    }
}
