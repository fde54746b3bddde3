using Dapper;
using IncidentBot.Incidents;
using IncidentBot.People;
using IncidentBot.Testing;
using NodaTime;

namespace IncidentBot.Contracts.Store;

/// <summary>Reminders from the task to the direct message. It is Tuesday 2026-03-03, 10:00; Lee is in UTC as the incident is.</summary>
public abstract class ReminderContract(TestDatabase database) : StoreContract(database)
{
    private const string Lee = "<@fake:lee|Lee Novak>";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await RecordAsync("open Web stack slow sev2", $"INC-1 task add Rotate the keys {Lee} due 2026-03-10");
    }

    [Fact]
    public async Task A_task_is_said_before_its_day_on_its_day_and_while_it_is_overdue()
    {
        await PassUntilAsync(2026, 3, 29);

        Assert.Equal(
            [
                "2026-03-06 due 2026-03-10",
                "2026-03-10 due today",
                "2026-03-11 due 2026-03-10, a day overdue",
                "2026-03-12 due 2026-03-10, 2 days overdue",
                "2026-03-13 due 2026-03-10, 3 days overdue",
                "2026-03-20 due 2026-03-10, 10 days overdue",
                "2026-03-27 due 2026-03-10, 17 days overdue",
            ],
            Told("lee", "INC-1/T1")
        );
        Assert.Equal(
            [
                "2026-03-16 Lee Novak owes it, due 2026-03-10, 6 days overdue",
                "2026-03-23 Lee Novak owes it, due 2026-03-10, 13 days overdue",
            ],
            Told("amara", "INC-1/T1")
        );
    }

    [Fact]
    public async Task A_morning_is_one_message_however_many_incidents_it_concerns()
    {
        await RecordAsync("open Mail lost sev1", $"INC-2 task add Watch the queue {Lee} due 2026-03-10");
        await RecordAsync($"INC-1 task add Write it down {Lee} due 2026-03-09");

        await PassUntilAsync(2026, 3, 10, 12);

        var message = Chat.Posted("dm-fake:lee")[^1];
        Assert.StartsWith("3 tasks wait for you\nINC-1/T2 ", message, StringComparison.Ordinal);
        Assert.Contains("INC-2/T1 Watch the queue — due today. It came of INC-2 Mail lost (sev1, p1).", message, StringComparison.Ordinal);
        Assert.Equal(4, Chat.Posted("dm-fake:lee").Count);
    }

    [Theory]
    [InlineData("INC-1 task done T1 https://wiki.example/keys")]
    [InlineData("INC-1 task drop T1 Not needed any more")]
    [InlineData("INC-1 task assign T1 team devops")]
    [InlineData("INC-1 task due T1 2027-01-04")]
    [InlineData("INC-1 task snooze T1 30d")]
    public async Task After_that_nothing_more_is_said(string line)
    {
        await PassUntilAsync(2026, 3, 10, 8);
        await RecordAsync(line);

        await PassUntilAsync(2026, 3, 14);

        Assert.Equal(["2026-03-06 due 2026-03-10"], Told("lee", "INC-1/T1"));
    }

    [Fact]
    public async Task What_is_settled_while_the_message_waits_is_left_out_of_it()
    {
        await RecordAsync($"INC-1 task add Write it down {Lee} due 2026-03-10");
        Clock.Advance(Instant.FromUtc(2026, 3, 6, 9, 0) - Clock.Now);
        await Bot.Wakeups.RunDueAsync(Cancellation);
        await RecordAsync("INC-1 task done T1 https://wiki.example/keys");
        Clock.Advance(Duration.FromMinutes(2));
        await Bot.Relay.DrainAsync(Cancellation);

        Assert.StartsWith("A task waits for you\nINC-1/T2 ", Assert.Single(Chat.Posted("dm-fake:lee")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_week_of_downtime_is_one_message_in_the_morning()
    {
        await RestartAsync();
        Clock.Advance(Instant.FromUtc(2026, 3, 14, 23, 0) - Clock.Now);
        await PassUntilAsync(2026, 3, 17);

        Assert.Equal(["2026-03-16 due 2026-03-10, 6 days overdue"], Told("lee", "INC-1/T1"));
    }

    [Fact]
    public async Task A_clock_that_is_set_back_says_nothing_twice()
    {
        await PassUntilAsync(2026, 3, 10, 12);
        Clock.Advance(Duration.FromDays(-5));

        await PassUntilAsync(2026, 3, 10, 12);

        Assert.Equal(["2026-03-06 due 2026-03-10", "2026-03-10 due today"], Told("lee", "INC-1/T1"));
    }

    [Fact]
    public async Task Eight_that_look_at_once_remind_once()
    {
        Clock.Advance(Instant.FromUtc(2026, 3, 6, 9, 0) - Clock.Now);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Bot.Wakeups.RunDueAsync(Cancellation))));

        Assert.Single((await ReplayedAsync()).Entries, entry => entry.What is TaskReminded);
    }

    [Fact]
    public async Task A_lost_answer_neither_repeats_the_message_nor_loses_what_came_meanwhile()
    {
        Chat.LosesTheAnswerOf("post");
        await PassUntilAsync(2026, 3, 6, 12);
        await RecordAsync($"INC-1 task add Write it down {Lee} due 2026-03-11");

        await PassUntilAsync(2026, 3, 9, 12);

        Assert.Equal(["2026-03-06 due 2026-03-10"], Told("lee", "INC-1/T1"));
        Assert.Equal(["2026-03-09 due 2026-03-11"], Told("lee", "INC-1/T2"));
    }

    [Fact]
    public async Task Whoever_has_left_is_told_nothing_and_the_commander_is_told_instead()
    {
        await KnowAsync("UTC");
        await KnowAsync("UTC", hasLeft: true);
        await PassUntilAsync(2026, 3, 10, 12);

        Assert.Empty(Chat.Posted("dm-fake:lee"));
        Assert.Equal(2, Chat.Posted("dm-fake:amara").Count);
    }

    [Fact]
    public async Task Whoever_moves_is_reminded_in_the_morning_of_the_new_zone()
    {
        await KnowAsync("UTC");
        await KnowAsync("Asia/Tokyo");
        await Bot.Wakeups.RunDueAsync(Cancellation);

        Assert.Equal(
            Instant.FromUtc(2026, 3, 6, 0, 0),
            await Bot.Database.ReadAsync(
                connection => connection.QuerySingleAsync<Instant>("select due_at from wakeups where kind = 2"),
                Cancellation
            )
        );
    }

    private Task KnowAsync(string zone, bool hasLeft = false) =>
        Bot.Database.WriteAsync(
            async transaction =>
            {
                await PeopleRows.KeepAsync(transaction, [new Acquaintance(Cast.Lee, zone, Clock.Now, hasLeft)]);
                return true;
            },
            Cancellation
        );

    // Each message with its day: what stands between the dash and the full stop, of one task.
    private List<string> Told(string who, string task) =>
        [
            .. _told
                .Where(told => told.Who == who)
                .SelectMany(told =>
                    told.Text.Split('\n')
                        .Where(line => line.StartsWith(task + " ", StringComparison.Ordinal))
                        .Select(line => (told.Day, line))
                )
                .Select(told => $"{told.Day:uuuu-MM-dd} {told.line.Split(" — ")[1].Split(". It came of")[0]}"),
        ];

    private readonly List<(string Who, LocalDate Day, string Text)> _told = [];

    private Task PassUntilAsync(int year, int month, int day, int hour = 0) => PassUntilAsync(Instant.FromUtc(year, month, day, hour, 0));

    // As the loops do: what is due is called, and a minute later the message goes out.
    private async Task PassUntilAsync(Instant until)
    {
        while (await Bot.Wakeups.NextAsync(Cancellation) is { } due && due <= until)
        {
            Clock.Advance(Duration.Max(due - Clock.Now, Duration.Zero));
            await Bot.Wakeups.RunDueAsync(Cancellation);
            await DeliverAsync(Clock.Now + Duration.FromMinutes(5));
        }

        await DeliverAsync(until);
    }

    private async Task DeliverAsync(Instant at)
    {
        Clock.Advance(Duration.Max(at - Clock.Now, Duration.Zero));
        var before = Chat.Done.Count;
        await Bot.Relay.DrainAsync(Cancellation);
        foreach (var call in Chat.Done.Skip(before).Where(call => call.Where.StartsWith("dm-fake:", StringComparison.Ordinal)))
        {
            _told.Add((call.Where["dm-fake:".Length..], Clock.Now.InUtc().Date, call.Text));
        }
    }
}
