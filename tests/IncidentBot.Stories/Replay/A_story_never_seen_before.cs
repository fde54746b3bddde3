using IncidentBot.CorrectiveTasks;
using IncidentBot.Incidents;
using IncidentBot.Postmortems;
using IncidentBot.Testing;
using IncidentBot.Timeline;
using IncidentBot.Times;
using IncidentBot.WebChat;
using NodaTime;

namespace IncidentBot.Stories.Replay;

/// <summary>A story with most of what people type: two incidents, three zones, pins, times that are vague or unknown, second thoughts.</summary>
public sealed class A_story_never_seen_before
{
    private const string Story = """
        @zone Europe/Lisbon
        @people rita=Rita Sousa, tom=Tom Berger
        @people zoe=Zoë O’Neil

        2025-01-14 21:55 rita: is anybody else logged out all the time?
        22:00 rita: /incident declare Customers are logged out at random sev-2 at 21:40
        +1m  rita: /incident detected around 21:45 Three customers wrote to support
        +1m  tom: /incident join
        23:05 CET tom: /incident note that is five minutes later, by the clock in Berlin
        22:10 tom: :pushpin: The session store was restarted at 21:38 by @zoe
        +2m  tom: nobody pins this
        +0m  tom: /incident HYPOTHESIS “The restart lost the sessions” for 30m
        +0m  tom: /incident note at ? Somebody says the store swaps
        22:30 rita: /incident ruled-out H1 at 22:25 Sessions from before the restart are alive
        22:31 rita: /incident suspect between 22:15 and 22:20 Two nodes disagree about the time
        22:40 zoe: /incident affected about 12.5 percent of the sessions
        22:41 zoe: /incident note This goes to the wrong place
        +0m  zoe: /incident undo
        22:45 zoe: /incident INC-1 escalate to @platform-team clocks are theirs
        2025-01-15T00:10:00Z tom: /incident confirm H2 Node 3 is four minutes ahead
        +5m  tom: /incident mitigated took node 3 out
        # The second incident: another place, other people, and nobody else may see it.
        @zone America/Sao_Paulo
        2025-01-15 09:00 -03:00 leo: /incident open Leaked token in a build log private sev1
        +1m  leo: /incident note 5m ago token revoked
        +1m  leo: /incident INC-1 resolved at 2025-01-15 01:00 UTC Time is in step on every node
        +1m  leo: /incident resolved It had been used by nobody
        +1m  leo: /incident close
        # Back to the first, by its number; its times are Lisbon's again.
        @zone Europe/Lisbon
        2025-01-15 13:00 rita: /incident INC-1 cause Node 3 lost its time source in December
        +0m  rita: /incident INC-1 fix Time source set again; sessions tolerate 10 seconds
        +0m  rita: /incident INC-1 improve Alert on clocks
        +0m  rita: /incident INC-1 action add Watch the clocks of all nodes @tom due 2025-02-01 every 3 months
        +0m  rita: /incident INC-1 task sub T1 Pick a limit
        +0m  rita: /incident INC-1 task done T2 10 seconds, see the runbook
        +0m  rita: /incident INC-1 close
        14:00 zoe: /incident INC-1 reopen Two customers again
        14:30 zoe: /incident INC-1 resolved Old cookies, gone by now
        14:31 zoe: /incident INC-1 close
        +1d  -: tick
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Is_understood_line_by_line()
    {
        await using var host = await StoryHost.PlayAsync(Story, Cancellation);
        Assert.Empty(host.Unread);
        Assert.Equal([], host.Result.Faults.Select(fault => $"{fault.Line}: {fault.Because}"));
        Assert.Equal([new IncidentId(1), new IncidentId(2)], host.Result.Incidents);
    }

    [Fact]
    public async Task Each_incident_is_in_the_zone_that_ruled_when_it_was_opened()
    {
        await using var host = await StoryHost.PlayAsync(Story, Cancellation);
        Assert.Equal("Europe/Lisbon", (await host.IncidentAsync(1, Cancellation)).ZoneId);
        var second = await host.IncidentAsync(2, Cancellation);
        Assert.Equal("America/Sao_Paulo", second.ZoneId);
        Assert.Contains("- **08:56** token revoked", await host.DraftAsync(2, Cancellation), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Customers are logged out at random", "21:40")]
    [InlineData("Three customers wrote to support", "about 21:45")]
    [InlineData("that is five minutes", "22:05")]
    [InlineData("The session store was restarted", "22:10")]
    [InlineData("Somebody says the store swaps", "time unknown")]
    [InlineData("Sessions from before the restart", "22:25")]
    [InlineData("Two nodes disagree", "between 22:15 and 22:20")]
    [InlineData("Node 3 is four minutes ahead", "00:10")]
    [InlineData("took node 3 out", "00:15")]
    [InlineData("Time is in step", "01:00")]
    public async Task Times_are_what_was_said(string words, string expected)
    {
        await using var host = await StoryHost.PlayAsync(Story, Cancellation);
        var incident = await host.IncidentAsync(1, Cancellation);
        var entry = incident.Entries.First(entry => entry.What.Words?.StartsWith(words, StringComparison.Ordinal) == true);
        Assert.Equal(expected, TimeText.Of(entry.When, incident.Zone));
    }

    [Fact]
    public async Task An_unknown_time_keeps_its_place_among_its_neighbours()
    {
        await using var host = await StoryHost.PlayAsync(Story, Cancellation);
        var shown = ChronologicalOrder.Of(await host.IncidentAsync(1, Cancellation)).Select(entry => entry.What.Words).ToList();
        var unknown = shown.IndexOf("Somebody says the store swaps");
        Assert.Equal("The restart lost the sessions", shown[unknown - 1]);
    }

    [Fact]
    public async Task A_pin_is_the_message_its_author_and_its_time_and_other_chat_stays_chat()
    {
        await using var host = await StoryHost.PlayAsync(Story, Cancellation);
        var incident = await host.IncidentAsync(1, Cancellation);
        var pinned = Assert.Single(incident.Entries, entry => entry.What is Noted { Source: not null });
        Assert.Equal("Tom Berger", pinned.By.Name);
        Assert.Equal("The session store was restarted at 21:38 by Zoë O’Neil", Chat.Cards.Mentions.InWords(pinned.What.Words!));
        Assert.DoesNotContain(incident.Entries, entry => entry.What.Words?.Contains("nobody pins this", StringComparison.Ordinal) == true);
        var chat = (await host.ChannelAsync(1, Cancellation)).Select(message => Chat.Cards.PlainTextCard.Render(message.Card));
        Assert.Contains("nobody pins this", chat);
        var general = await host.Bot.WebMessages.ListAsync(WebPlatform.General, Cancellation);
        Assert.StartsWith("is anybody else", Chat.Cards.PlainTextCard.Render(general[0].Card), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_taken_back_is_in_no_draft()
    {
        await using var host = await StoryHost.PlayAsync(Story, Cancellation);
        Assert.DoesNotContain("wrong place", await host.DraftAsync(1, Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_facts_are_the_last_ones_said()
    {
        await using var host = await StoryHost.PlayAsync(Story, Cancellation);
        var incident = await host.IncidentAsync(1, Cancellation);
        Assert.Equal(Severity.Sev2, incident.Severity);
        Assert.Equal(12.5m, ImpactPercent.Of(incident));
        Assert.Equal(Duration.FromMinutes((16 * 60) + 50), incident.Duration);
        Assert.Equal(IncidentStatus.Closed, incident.Status);
        Assert.Equal(new LocalDate(2025, 2, 1), incident.FindTask(1)!.Due);
        Assert.Equal(Period.FromMonths(3), incident.FindTask(1)!.Every);
        Assert.Equal("Tom Berger", incident.FindTask(1)!.Owner!.Name);
        Assert.Equal((1, TaskState.Done), (incident.FindTask(2)!.Parent, incident.FindTask(2)!.State));
    }

    [Fact]
    public async Task The_private_one_is_seen_by_nobody_outside()
    {
        await using var host = await StoryHost.PlayAsync(Story, Cancellation);
        await host.PlayOnAsync(
            "@people tom=Tom Berger\n2025-01-17 09:00 tom: /incident INC-1 list all\n+0m tom: /incident open Something else\n+0m tom: /incident INC-2 show\n",
            Cancellation
        );
        Assert.Equal("There is no INC-2. `list all` shows the incidents.", host.Result.Faults[^1].Because);
        Assert.DoesNotContain(
            host.Result.Answers.Where(answer => answer.Line.At > Instant.FromUtc(2025, 1, 17, 0, 0)),
            answer => Chat.Cards.PlainTextCard.Render(answer.Reply.Card).Contains("Leaked", StringComparison.Ordinal)
        );
        var announced = await host.Bot.WebMessages.ListAsync(WebPlatform.AnnouncementChannel, Cancellation);
        Assert.DoesNotContain(
            announced,
            message => Chat.Cards.PlainTextCard.Render(message.Card).Contains("Leaked", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("/incident retime #3 at 21:50", "- **21:50** **Detected:**")]
    [InlineData("/incident correct #3 Five customers wrote", "Five customers wrote")]
    [InlineData("/incident retract #3 That was last week", "Detection:** nobody said")]
    public async Task Second_thoughts_change_the_draft(string said, string expected)
    {
        await using var host = await StoryHost.PlayAsync(
            $"""
            2025-01-14 22:00 rita: /incident open Customers are logged out at 21:40
            +1m rita: /incident INC-1 detected 21:45 Three customers wrote to support
            +1m rita: {said}
            """,
            Cancellation
        );
        Assert.Empty(host.Result.Faults);
        Assert.Contains(expected, await host.DraftAsync(1, Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Played_twice_it_gives_the_same_bytes()
    {
        await using var first = await StoryHost.PlayAsync(Story, Cancellation);
        await using var second = await StoryHost.PlayAsync(Story, Cancellation);
        Assert.Equal(await Everything(first), await Everything(second));
    }

    private static async Task<string> Everything(StoryHost host) =>
        string.Concat(
            await host.DraftAsync(1, Cancellation),
            await host.DraftAsync(2, Cancellation),
            string.Join('\n', host.Result.Answers.Select(answer => Chat.Cards.PlainTextCard.Render(answer.Reply.Card))),
            string.Join('\n', (await host.ChannelAsync(1, Cancellation)).Select(post => Chat.Cards.PlainTextCard.Render(post.Card)))
        );
}
