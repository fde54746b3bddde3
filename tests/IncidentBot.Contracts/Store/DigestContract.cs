using IncidentBot.Chat;
using IncidentBot.Testing;
using NodaTime;

namespace IncidentBot.Contracts.Store;

/// <summary>The weekly digest from the due time to the announcement channel. It is Tuesday 2026-03-03, 10:00; digests come on Mondays at 9:00.</summary>
public abstract class DigestContract(TestDatabase database) : StoreContract(database)
{
    private const string Lee = "<@fake:lee|Lee Novak>";
    private static readonly Instant Monday = Instant.FromUtc(2026, 3, 9, 9, 0);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await RecordAsync("open Web stack slow sev2", $"INC-1 task add Rotate the keys {Lee} due 2026-03-06", "INC-1 task add Alert on it");
    }

    [Fact]
    public async Task It_comes_on_its_day_and_once_a_week_however_often_the_bot_looks_or_starts()
    {
        await PassUntilAsync(Monday - Duration.FromMinutes(1));
        Assert.Empty(Digests());

        await PassUntilAsync(Monday);
        await RestartAsync();
        await PassUntilAsync(Monday + Duration.FromDays(6));
        Assert.Single(Digests());

        await PassUntilAsync(Monday + Duration.FromDays(7));
        Assert.Equal(2, Digests().Count);
        Assert.Contains("INC-1/T1 Rotate the keys — Lee Novak, 10 d overdue", Digests()[1], StringComparison.Ordinal);
        Assert.Contains("Overdue for more than a week", Digests()[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_that_run_at_once_send_it_once()
    {
        await using var other = await StartAsync();
        Clock.Advance(Monday - Clock.Now);
        var sent = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(i => Task.Run(() => (i % 2 == 0 ? Bot : other).Digests.RunDueAsync(Cancellation)))
        );
        await Bot.Relay.DrainAsync(Cancellation);

        Assert.Single(sent, isOurs => isOurs);
        Assert.Single(Digests());
    }

    [Fact]
    public async Task After_weeks_of_downtime_there_is_one()
    {
        Clock.Advance(Duration.FromDays(30));
        await RestartAsync();

        await PassUntilAsync(Clock.Now + Duration.FromHours(1));

        Assert.Single(Digests());
    }

    [Fact]
    public async Task A_clock_that_is_set_back_sends_none_again()
    {
        await PassUntilAsync(Monday);
        Clock.Advance(-Duration.FromDays(20));

        await PassUntilAsync(Monday + Duration.FromDays(1));

        Assert.Single(Digests());
    }

    [Fact]
    public async Task Private_incidents_and_drills_are_never_in_it()
    {
        await RecordAsync(
            "open Secret private",
            $"INC-2 task add Hidden {Lee} due 2026-03-06",
            "open Practice drill",
            "INC-3 task add Trained"
        );

        await PassUntilAsync(Monday);

        var digest = Assert.Single(Digests());
        Assert.DoesNotContain("Hidden", digest, StringComparison.Ordinal);
        Assert.DoesNotContain("Trained", digest, StringComparison.Ordinal);
        Assert.Contains("2 open in all", digest, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_done_in_the_week_is_in_it_and_what_was_done_before_is_not()
    {
        await RecordAsync("INC-1 task done T1 https://wiki.example/keys", "open Mail lost", "INC-2 task add Watch the queue");
        await PassUntilAsync(Monday + Duration.FromDays(1));
        await RecordAsync("INC-2 task done T1 https://wiki.example/queue");

        await PassUntilAsync(Monday + Duration.FromDays(7));

        Assert.Contains("0 overdue, 0 due, 1 done", Digests()[0], StringComparison.Ordinal);
        Assert.Contains("INC-1/T1 Rotate the keys", Digests()[0], StringComparison.Ordinal);
        Assert.DoesNotContain("Rotate the keys", Digests()[1], StringComparison.Ordinal);
        Assert.Contains("INC-2 Mail lost", Digests()[1].Split("All tasks done")[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_week_with_nothing_to_say_is_silent_and_the_next_one_speaks()
    {
        await RecordAsync("INC-1 task drop T1 X", "INC-1 task drop T2 X");
        await PassUntilAsync(Monday);
        Assert.Empty(Digests());

        await RecordAsync("INC-1 task add Alert on it again");
        await PassUntilAsync(Monday + Duration.FromDays(7));

        Assert.Single(Digests());
    }

    [Fact]
    public async Task One_that_the_platform_refuses_for_good_keeps_nothing_waiting()
    {
        await PassUntilAsync(Monday - Duration.FromMinutes(1));
        Chat.Fails("post", DeliveryFailure.ConversationGone, isPermanent: true);
        await PassUntilAsync(Monday);
        Assert.Empty(Digests());

        await PassUntilAsync(Monday + Duration.FromDays(7));

        Assert.Single(Digests());
    }

    [Fact]
    public async Task When_it_comes_next_how_late_it_was_and_why_it_failed_is_known()
    {
        await RecordAsync("INC-1 task done T1 https://wiki.example/keys");
        var first = await Bot.Digests.ReportAsync(Cancellation);
        Assert.Equal((Monday, null, 0), (first.Next, first.Last, first.Failures.Count));

        await Bot.Database.WriteAsync("update incident_events set data = '?' || data where kind = 'task_completed'", new { }, Cancellation);
        Clock.Advance(Monday + Duration.FromMinutes(3) - Clock.Now);
        for (var i = 0; i < 2; i++)
        {
            await Assert.ThrowsAnyAsync<Exception>(() => Bot.Digests.RunDueAsync(Cancellation));
        }

        var failed = await Bot.Digests.ReportAsync(Cancellation);
        Assert.Equal((Monday, null, Clock.Now), (failed.Next, failed.Last, Assert.Single(failed.Failures).At));
        Assert.Equal(
            ("the digest of 2026-03-09", 2, null),
            (failed.Failures[0].What, failed.Failures[0].Attempts, failed.Failures[0].SolvedAt)
        );

        Clock.Advance(Duration.FromMinutes(1));
        await Bot.Database.WriteAsync(
            "update incident_events set data = substr(data, 2) where kind = 'task_completed'",
            new { },
            Cancellation
        );
        Assert.True(await Bot.Digests.RunDueAsync(Cancellation));

        var written = await Bot.Digests.ReportAsync(Cancellation);
        Assert.Equal((Monday + Duration.FromDays(7), new LocalDate(2026, 3, 9)), (written.Next, written.Last));
        Assert.Equal(Duration.FromMinutes(4), written.Late);
        Assert.Equal(Clock.Now, Assert.Single(written.Failures).SolvedAt);
    }

    [Fact]
    public async Task One_that_was_not_delivered_is_a_failure()
    {
        await PassUntilAsync(Monday - Duration.FromMinutes(1));
        Chat.Fails("post", DeliveryFailure.ConversationGone, isPermanent: true);

        await PassUntilAsync(Monday);

        var failure = Assert.Single((await Bot.Digests.ReportAsync(Cancellation)).Failures);
        Assert.Equal(("the delivery of digest 2026-03-09 to fake", null), (failure.What, failure.SolvedAt));
    }

    [Fact]
    public async Task Whoever_asks_sees_it_at_any_time() =>
        Assert.Contains("0 overdue, 1 due, 0 done; 2 open in all", Text(await SayAsync("digest")), StringComparison.Ordinal);

    private List<string> Digests() =>
        [.. Chat.Posted("incidents").Where(text => text.StartsWith("Corrective tasks this week", StringComparison.Ordinal))];

    // As the loops do, now and then.
    private async Task PassUntilAsync(Instant until)
    {
        await Bot.Relay.DrainAsync(Cancellation);
        while (Clock.Now < until)
        {
            Clock.Advance(Duration.Min(until - Clock.Now, Duration.FromHours(5)));
            await Bot.Digests.RunDueAsync(Cancellation);
            await Bot.Relay.DrainAsync(Cancellation);
        }

        await Bot.Digests.RunDueAsync(Cancellation);
        await Bot.Relay.DrainAsync(Cancellation);
    }
}
