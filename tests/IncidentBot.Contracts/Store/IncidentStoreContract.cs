using IncidentBot.Chat;
using IncidentBot.Incidents;
using IncidentBot.Testing;
using NodaTime;

namespace IncidentBot.Contracts.Store;

public abstract class IncidentStoreContract(TestDatabase database) : StoreContract(database)
{
    [Fact]
    public async Task Fifty_writers_at_once_get_numbers_without_a_gap()
    {
        await RecordAsync("open Web stack slow");

        var replies = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() => SayAsync($"INC-1 note {i}"))));

        Assert.All(replies, reply => Assert.Equal(Outcome.Recorded, reply.Outcome));
        var incident = await ReplayedAsync();
        Assert.Equal(Enumerable.Range(1, 51), incident.Entries.Select(entry => entry.Number));
        Assert.Equal(51, incident.Entries.Select(entry => entry.What.Words).Distinct().Count());
    }

    [Fact]
    public async Task Incidents_opened_at_once_get_numbers_of_their_own()
    {
        var replies = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => SayAsync($"open Number {i}"))));

        Assert.Equal(Enumerable.Range(1, 20), replies.Select(reply => reply.Incident!.Value).Order());
    }

    [Fact]
    public async Task A_refused_opening_uses_up_no_number()
    {
        await SayAsync("open " + new string('a', 400));

        Assert.Equal(1, (await SayAsync("open Web stack slow")).Incident);
    }

    [Fact]
    public async Task The_same_message_later_is_answered_as_the_first_and_records_nothing()
    {
        var first = await SayAsync("open Web stack slow", "m1");
        await RecordAsync("INC-1 note Something else");
        var note = await SayAsync("INC-1 note Restarted", "m2");

        Assert.Equal(Text(first), Text(await SayAsync("open Web stack slow", "m1")));
        Assert.Equal(Text(note), Text(await SayAsync("INC-1 note Restarted", "m2")));
        Assert.Equal(3, (await ReplayedAsync()).Sequence);
        Assert.Equal(1, await QueryAsync<long>("select count(*) from incidents"));
    }

    [Fact]
    public async Task The_same_message_at_once_is_recorded_once()
    {
        await RecordAsync("open Web stack slow");

        var replies = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => SayAsync("INC-1 note Restarted", "m1"))));

        Assert.Single(replies.Select(Text).Distinct());
        Assert.Equal(2, (await ReplayedAsync()).Sequence);
    }

    [Fact]
    public async Task The_same_message_after_a_restart_is_recorded_once()
    {
        var first = await SayAsync("open Web stack slow", "m1");
        await RestartAsync();

        Assert.Equal(Text(first), Text(await SayAsync("open Web stack slow", "m1")));
        Assert.Equal(1, await QueryAsync<long>("select count(*) from incidents"));
    }

    [Fact]
    public async Task A_message_that_was_refused_stays_refused_when_it_comes_again()
    {
        await RecordAsync("open Web stack slow");
        var refused = await SayAsync("INC-1 ruledout H1 Load is normal", "m1");
        await RecordAsync("INC-1 suspect The database");

        var again = await SayAsync("INC-1 ruledout H1 Load is normal", "m1");

        Assert.Equal((Outcome.Refused, Text(refused)), (again.Outcome, Text(again)));
        Assert.Equal(2, (await ReplayedAsync()).Sequence);
    }

    [Fact]
    public async Task What_memory_holds_is_what_the_events_in_the_database_make()
    {
        await RecordAsync([.. Story]);

        AssertSame(await IncidentAsync(), await ReplayedAsync());
    }

    [Fact]
    public async Task A_restart_loses_nothing()
    {
        await RecordAsync([.. Story]);
        var before = await IncidentAsync();

        await RestartAsync();

        AssertSame(before, await IncidentAsync());
    }

    [Fact]
    public async Task The_row_is_the_sum_of_the_events()
    {
        await RecordAsync([.. Story]);
        var incident = await IncidentAsync();

        Assert.Equal(
            $"{incident.Title}|{incident.Sequence}|{incident.Status.Spoken()}|{(int)incident.Severity}|{incident.Commander}|{incident.Duration!.Value.TotalSeconds}|{incident.TimeLost.Total.TotalSeconds}|{incident.TimeToCause!.Value.TotalSeconds}",
            await QueryAsync<string>(
                "select title || '|' || sequence || '|' || status || '|' || severity || '|' || commander || '|' || duration_seconds || '|' || seconds_misled || '|' || seconds_to_cause from incidents"
            )
        );
    }

    [Fact]
    public async Task The_tasks_rows_are_the_incidents_tasks()
    {
        await RecordAsync("open X", "INC-1 task add A <@fake:lee|Lee Novak> due 2026-03-20", "INC-1 task add B", "INC-1 task sub T2 C");
        await RecordAsync("INC-1 task done T1 https://x.example", "INC-1 retract #3");

        Assert.Equal(
            "1:done:fake:lee:2026-03-20",
            await QueryAsync<string>("select number || ':' || state || ':' || owner_id || ':' || due from corrective_tasks")
        );
        Assert.Equal(1, await QueryAsync<long>("select count(*) from corrective_tasks"));
    }

    [Fact]
    public async Task A_time_keeps_what_is_known_of_it()
    {
        await RecordAsync(
            "open X at 08:00",
            "INC-1 note between 08:10 and 08:30 A",
            "INC-1 note around 08:40 B",
            "INC-1 note at ? C",
            "INC-1 note at 09:00 Europe/Berlin D"
        );

        AssertSame(await IncidentAsync(), await ReplayedAsync());
        Assert.Equal("Europe/Berlin", (await ReplayedAsync()).FindEntry(5)!.When.ZoneId);
    }

    [Fact]
    public async Task A_speaker_from_a_zone_that_nobody_knows_is_understood_in_UTC()
    {
        var reply = await Bot.Desk.HandleAsync(new Inbound(Cast.Amara, "Mars/Olympus", General, "open X"), Cancellation);

        Assert.Equal(Outcome.Recorded, reply.Outcome);
        Assert.Equal("UTC", (await IncidentAsync()).ZoneId);
    }

    [Fact]
    public async Task A_reader_that_was_late_does_not_spoil_what_memory_holds()
    {
        await RecordAsync("open X");
        var late = await IncidentAsync();
        await RecordAsync("INC-1 note A");

        Bot.Store.Remember(late);

        Assert.Equal(2, (await IncidentAsync()).Sequence);
    }

    [Fact]
    public async Task A_long_note_with_every_kind_of_character_comes_back()
    {
        var text = string.Concat(Enumerable.Repeat("“ä” 🔥 <b> שלום \n", 2_500)).Trim();
        await RecordAsync("open X", "INC-1 note " + text);

        Assert.Equal(text, (await ReplayedAsync()).FindEntry(2)!.What.Words);
    }

    private static readonly string[] Story =
    [
        "open Web stack slow sev2 at 08:00",
        "INC-1 lead",
        "INC-1 detected at 08:05 Monitoring",
        "INC-1 suspect at 08:10 The database for 20m",
        "INC-1 ruledout H1 at 08:35 Load is normal",
        "INC-1 suspect at 08:40 The load balancer",
        "INC-1 confirm H2 at 09:00 Seen in its log",
        "INC-1 impact 30% of users",
        "INC-1 task add Alert on it <@fake:lee|Lee Novak> due 2026-03-20 every 3 months",
        "INC-1 update Rolling back next 30m",
        "INC-1 correct #1 Web stack down",
        "INC-1 retime #1 at 07:55",
        "INC-1 mitigated at 09:10 Half is back",
        "INC-1 resolved at 09:30 All is back",
        "INC-1 close",
    ];

    private static void AssertSame(Incident expected, Incident actual)
    {
        Assert.Equal(
            expected.Entries.Select(entry => entry with { Retraction = null }),
            actual.Entries.Select(entry => entry with { Retraction = null })
        );
        Assert.Equal(expected.Hypotheses, actual.Hypotheses);
        Assert.Equal(expected.Tasks, actual.Tasks);
        Assert.Equal(expected.Responders, actual.Responders);
        Assert.Equal(expected.Roles, actual.Roles);
        Assert.Equal(
            (
                expected.Title,
                expected.Severity,
                expected.Status,
                expected.ZoneId,
                expected.StartedAt,
                expected.ResolvedAt,
                expected.ClosedAt
            ),
            (actual.Title, actual.Severity, actual.Status, actual.ZoneId, actual.StartedAt, actual.ResolvedAt, actual.ClosedAt)
        );
        Assert.Equal(
            (expected.NextHypothesis, expected.NextTask, expected.NextUpdateDue, expected.CauseFoundAt, expected.StatusSince),
            (actual.NextHypothesis, actual.NextTask, actual.NextUpdateDue, actual.CauseFoundAt, actual.StatusSince)
        );
        Assert.Equal(expected.TimeLost.Total, actual.TimeLost.Total);
    }
}
