using System.Diagnostics;
using Dapper;
using IncidentBot.Reminders;
using IncidentBot.Storage;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace IncidentBot.Benchmarks.Jobs;

/// <summary>
/// What due times cost on SQLite. Targets: scheduling adds under 1 ms to a command's commit; with 1,000,000 pending the time to hand out what is
/// due is that of 1,000 within 20 %; 10,000 reminders of one minute are in the outbox within that minute; memory does not grow with what waits.
/// </summary>
internal static class JobFigures
{
    private const int Rounds = 7;
    private const int Due = 1_000;
    private static readonly Instant Start = Instant.FromUtc(2026, 3, 3, 10, 0);

    public static async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("incidentbot-jobs-").FullName;
        try
        {
            await SchedulingAsync(folder);
            await PendingAsync(folder);
            await MorningAsync(folder);
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    // The same command on two bots: one keeps its due time in a row alone, the other gives it to Quartz too. Each time is another one, so
    // that each command cancels a job and schedules a new one.
    private static async Task SchedulingAsync(string folder)
    {
        const int People = 64;
        await using var without = await BenchBot.StartAsync(Path.Combine(folder, "without.db"), SystemClock.Instance, withQuartz: false);
        await using var with = await BenchBot.StartAsync(Path.Combine(folder, "with.db"), SystemClock.Instance, withQuartz: true);
        for (var i = 1; i <= People; i++)
        {
            foreach (var line in new[] { $"open Web stack slow {i}", $"INC-{i} lead" })
            {
                await without.SayAsync(line);
                await with.SayAsync(line);
            }
        }

        var (alone, together) = (new List<(double, double)>(), new List<(double, double)>());
        for (var round = 0; round < Rounds; round++)
        {
            var minutes = 100 + (round * 100);
            alone.Add((await OneByOneAsync(without, minutes), await OneByOneAsync(with, minutes)));
            together.Add((await TogetherAsync(without, People, minutes), await TogetherAsync(with, People, minutes)));
        }

        Say("scheduling, one by one", alone);
        Say($"scheduling, {People} people at once", together);
    }

    private static async Task<double> OneByOneAsync(BenchBot bench, int minutes)
    {
        var clock = Stopwatch.StartNew();
        for (var i = 1; i <= 64; i++)
        {
            await bench.SayAsync($"INC-{i} update Rolling back next {minutes + i}m");
        }

        return clock.Elapsed.TotalMilliseconds / 64;
    }

    private static async Task<double> TogetherAsync(BenchBot bench, int people, int minutes)
    {
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(
            Enumerable
                .Range(1, people)
                .Select(async i =>
                {
                    for (var time = 0; time < 8; time++)
                    {
                        await bench.SayAsync($"INC-{i} update Rolling back next {minutes + i + (time * 7)}m");
                    }
                })
        );
        return clock.Elapsed.TotalMilliseconds / (people * 8);
    }

    private static void Say(string what, List<(double Without, double With)> times)
    {
        var (without, with) = (Median(times.Select(time => time.Without)), Median(times.Select(time => time.With)));
        Console.WriteLine(
            $"{what}: {without:0.000} ms a command with the row alone, {with:0.000} ms with Quartz: +{with - without:0.000} ms"
        );
    }

    private static async Task PendingAsync(string folder)
    {
        var clock = new BenchClock { Now = Start };
        var (few, fewMemory) = await WaitingAsync(folder, 1_000, clock);
        var (many, manyMemory) = await WaitingAsync(folder, 1_000_000, clock);
        await using (few)
        await using (many)
        {
            var (find, handOut) = (new List<(double, double)>(), new List<(double, double)>());
            for (var round = 0; round < Rounds; round++)
            {
                var (first, second) = (await HandOutAsync(few, clock), await HandOutAsync(many, clock));
                find.Add((first.Find, second.Find));
                handOut.Add((first.All, second.All));
            }

            Compare("finding 500 that are due", find);
            Compare($"finding and handing out {Due}", handOut);
            Console.WriteLine($"managed memory: {fewMemory / 1e6:0.0} MB with 1,000 pending, {manyMemory / 1e6:0.0} MB with 1,000,000");
        }
    }

    private static void Compare(string what, List<(double Few, double Many)> times)
    {
        var (few, many) = (Median(times.Select(time => time.Few)), Median(times.Select(time => time.Many)));
        Console.WriteLine($"{what}: {few:0.00} ms with 1,000 pending, {many:0.00} ms with 1,000,000: ratio {many / few:0.00}");
    }

    // Half a year of mornings in all the zones.
    private static async Task<(BenchBot, long)> WaitingAsync(string folder, int pending, BenchClock clock)
    {
        var file = Path.Combine(folder, $"pending-{pending}.db");
        await using (var bench = await BenchBot.StartAsync(file, clock, withQuartz: false))
        {
            for (var i = 1; i <= 10; i++)
            {
                await bench.SayAsync($"open Web stack slow {i}");
            }

            await InsertAsync(
                bench.Bot.Database,
                pending,
                number => Start + Duration.FromHours(24 + (number % 4_320)),
                kind: (int)WakeupKind.TaskReminder
            );
        }

        var awake = await BenchBot.StartAsync(file, clock, withQuartz: true);
        return (awake, GC.GetTotalMemory(forceFullCollection: true));
    }

    private static async Task<(double Find, double All)> HandOutAsync(BenchBot bench, BenchClock clock)
    {
        await InsertAsync(bench.Bot.Database, Due, _ => clock.Now, kind: (int)WakeupKind.StatusUpdate);
        var rows = new DueWakeups(bench.Bot.Database);
        var watch = Stopwatch.StartNew();
        await rows.ListAsync(clock.Now, 500, CancellationToken.None);
        var find = watch.Elapsed.TotalMilliseconds;
        watch.Restart();
        if (await bench.Bot.Wakeups.RunDueAsync(CancellationToken.None) != Due)
        {
            throw new InvalidOperationException("Something else was due.");
        }

        clock.Now += Duration.FromSeconds(1);
        return (find, watch.Elapsed.TotalMilliseconds);
    }

    private static Task InsertAsync(Database database, int count, Func<int, Instant> at, int kind) =>
        database.WriteAsync(
            transaction =>
                transaction.Connection!.ExecuteAsync(
                    "insert into wakeups (incident, kind, number, due_at) values (@incident, @kind, @number, @at)",
                    Enumerable
                        .Range(0, count)
                        .Select(number => new
                        {
                            incident = 1 + (number % 10),
                            kind,
                            number,
                            at = at(number),
                        }),
                    transaction
                ),
            CancellationToken.None
        );

    private static async Task MorningAsync(string folder)
    {
        const int Incidents = 100;
        const int Tasks = 100;
        var clock = new BenchClock { Now = Start };
        await using var bench = await BenchBot.StartAsync(Path.Combine(folder, "morning.db"), clock, withQuartz: true);
        for (var i = 1; i <= Incidents; i++)
        {
            await bench.SayAsync($"open Web stack slow {i}");
        }

        await Task.WhenAll(
            Enumerable
                .Range(1, Incidents)
                .Select(async i =>
                {
                    for (var task = 0; task < Tasks; task++)
                    {
                        await bench.SayAsync($"INC-{i} task add Write it down <@web:p{task}|Person {task}> due 2026-03-10");
                    }
                })
        );
        clock.Now = Instant.FromUtc(2026, 3, 6, 9, 0);
        var watch = Stopwatch.StartNew();
        var handled = await bench.Bot.Wakeups.RunDueAsync(CancellationToken.None);
        var seconds = watch.Elapsed.TotalSeconds;
        var told = await CountAsync(bench, "select count(*) from pending_reminders");
        var messages = await CountAsync(bench, "select count(*) from outbox where payload like '%tell_reminders%'");
        Console.WriteLine(
            $"{handled} reminders due at one instant: {told} for {messages} messages are in the outbox after {seconds:0.0} s"
        );
    }

    private static Task<long> CountAsync(BenchBot bench, string sql) =>
        bench.Bot.Database.ReadAsync(connection => connection.ExecuteScalarAsync<long>(sql), CancellationToken.None);

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Rounds / 2);

    private sealed class BenchClock : IClock
    {
        public Instant Now { get; set; }

        public Instant GetCurrentInstant() => Now;
    }
}
