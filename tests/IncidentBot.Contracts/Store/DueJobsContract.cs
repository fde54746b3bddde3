using System.Diagnostics.Metrics;
using IncidentBot.Contracts.Jobs;
using IncidentBot.Incidents;
using IncidentBot.Jobs;
using IncidentBot.Reminders;
using IncidentBot.Storage;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace IncidentBot.Contracts.Store;

/// <summary>Due times, their jobs, and what becomes of both when something goes wrong.</summary>
public abstract class DueJobsContract(TestDatabase database) : StoreContract(database)
{
    private readonly EngineOfTheTest _engine = new();

    protected override Func<Database, IJobEngine> Jobs => _ => _engine;

    [Fact]
    public async Task Each_second_in_which_something_is_due_has_one_job()
    {
        await RecordAsync(
            "open X",
            "INC-1 lead",
            "INC-1 suspect The database for 20m",
            "INC-1 suspect The network for 20m",
            "INC-1 suspect The disk for 30m",
            "INC-1 update Rolling back next 40m"
        );
        Assert.Equal(["2026-03-03T10:20:00Z", "2026-03-03T10:30:00Z", "2026-03-03T10:40:00Z"], _engine.Keys);

        await RecordAsync("INC-1 ruledout H1 Load is normal", "INC-1 ruledout H3 It is empty", "INC-1 update Still at it next 50m");

        Assert.Equal(["2026-03-03T10:20:00Z", "2026-03-03T10:50:00Z"], _engine.Keys);
    }

    [Fact]
    public async Task A_due_time_within_a_second_wakes_at_its_end()
    {
        Clock.Advance(Duration.FromMilliseconds(1));
        await SuspectAsync();

        Assert.Equal(["2026-03-03T10:20:01Z", "2026-03-03T12:00:01Z"], _engine.Keys);
    }

    [Fact]
    public async Task An_engine_that_fails_stops_no_command_and_the_sweeper_delivers()
    {
        _engine.Fails = true;
        await SuspectAsync();
        Clock.Advance(Duration.FromMinutes(20));
        Assert.Equal(0, await Bot.Wakeups.SweepAsync(Cancellation));
        Clock.Advance(Duration.FromSeconds(10));

        Assert.Equal(1, await Bot.Wakeups.SweepAsync(Cancellation));

        Assert.Single((await ReplayedAsync()).Entries, entry => entry.What is TimeBoxEnded);
        var report = await ReportAsync();
        Assert.Equal((1, 1, 0), (report.Swept, report.Pending, report.Overdue));
        Assert.Equal(new WakeupRun(Clock.Now, WokenBy.Sweeper, 1, 0, Duration.FromSeconds(10)), Assert.Single(report.Runs));
    }

    [Fact]
    public async Task What_the_sweeper_finds_is_said_in_the_log_and_counted()
    {
        var log = new KeptLines();
        var counted = 0L;
        using var meters = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument is { Meter.Name: "IncidentBot", Name: "incidentbot.wakeups.swept" })
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        meters.SetMeasurementEventCallback<long>((_, count, _, _) => Interlocked.Add(ref counted, count));
        meters.Start();
        using var wakeups = new WakeupCall(Bot.Database, Bot.Store, Bot.Desk, Clock, log);
        _engine.Fails = true;
        await SuspectAsync();
        Clock.Advance(Duration.FromMinutes(21));

        await wakeups.SweepAsync(Cancellation);

        Assert.Contains("No job woke the bot for 1 due times; the sweeper found them and they are handled now.", log.Lines);
        Assert.True(Interlocked.Read(ref counted) >= 1, "nothing was counted");
    }

    [Fact]
    public async Task Engine_and_sweeper_at_once_record_it_once()
    {
        await SuspectAsync();
        Clock.Advance(Duration.FromMinutes(30));
        await Task.WhenAll(
            Enumerable
                .Range(0, 16)
                .Select(i => Task.Run(() => i % 2 == 0 ? Bot.Wakeups.RunDueAsync(Cancellation) : Bot.Wakeups.SweepAsync(Cancellation)))
        );

        Assert.Single((await ReplayedAsync()).Entries, entry => entry.What is TimeBoxEnded);
        Assert.Single((await ReportAsync()).Runs);
    }

    [Fact]
    public async Task What_an_engine_forgot_it_is_given_anew()
    {
        await RecordAsync("open X", "INC-1 lead", "INC-1 suspect The database for 20m", "INC-1 update Rolling back next 40m");
        _engine.Lose();

        await Bot.Wakeups.ScheduleAnewAsync(Cancellation);

        Assert.Equal(["2026-03-03T10:20:00Z", "2026-03-03T10:40:00Z"], _engine.Keys);
    }

    [Fact]
    public async Task What_fails_is_tried_again_later_and_later_and_recorded_once_it_works()
    {
        // There is no incident yet that it could be about.
        await Bot.Database.WriteAsync(
            "insert into wakeups (incident, kind, number, due_at) values (1, 0, 1, @at)",
            new { at = Clock.Now },
            Cancellation
        );
        var pauses = new List<Duration>();
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(1, await Bot.Wakeups.RunDueAsync(Cancellation));
            var next = (await Bot.Wakeups.NextAsync(Cancellation))!.Value;
            Assert.Contains(DueJobKey(next), _engine.Keys);
            pauses.Add(next - Clock.Now);
            Clock.Advance(next - Clock.Now);
        }

        Assert.Equal(["0:15", "0:30", "1:00", "2:00"], pauses.Select(pause => pause.ToString("m:ss", null)));
        var failed = Assert.Single((await ReportAsync()).Unsolved);
        Assert.Equal(("the time box of H1", null, 4), (failed.What, failed.Incident, failed.Attempts));

        await RecordAsync("open X");
        await Bot.Wakeups.RunDueAsync(Cancellation);

        Assert.Empty((await ReportAsync()).Unsolved);
        Assert.Single((await ReportAsync()).Failures);
        Assert.Equal(0, await QueryAsync<long>("select count(*) from wakeups where kind = 0"));
    }

    [Fact]
    public async Task The_report_says_what_is_next_and_names_no_private_incident()
    {
        await SuspectAsync();
        await RecordAsync("open Secret private", "INC-2 lead", "INC-2 update Rolling back next 30m");

        var report = await ReportAsync();

        Assert.Equal(
            [("the time box of H1", "INC-1"), ("a nudge", null), ("a nudge", "INC-1")],
            report.Next.Select(next => (next.What, next.Incident))
        );
        Assert.Equal((3, 0, (Instant?)null), (report.Pending, report.Overdue, report.Oldest));
        Clock.Advance(Duration.FromMinutes(25));
        report = await ReportAsync();
        Assert.Equal((1, TestClockStart + Duration.FromMinutes(20)), (report.Overdue, report.Oldest));
    }

    // Somebody leads and an update is promised, so that nothing else has to be said before.
    private Task SuspectAsync() =>
        RecordAsync("open X", "INC-1 lead", "INC-1 update Looking next 2h", "INC-1 suspect The database for 20m");

    private static Instant TestClockStart => Testing.TestClock.Tuesday;

    private static string DueJobKey(Instant at) => NodaTime.Text.InstantPattern.General.Format(at);

    private Task<JobsReport> ReportAsync() =>
        Bot.Database.ReadAsync(connection => JobsReading.ReadAsync(connection, Clock.Now), Cancellation);

    private sealed class KeptLines : ILogger<WakeupCall>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => Lines.Add(formatter(state, exception));
    }
}
