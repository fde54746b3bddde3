using System.Diagnostics;
using Dapper;
using IncidentBot.Reminders;
using IncidentBot.Storage;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace IncidentBot.Benchmarks.Jobs;

/// <summary>
/// What reminders cost on SQLite. Targets: scheduling adds under 1 ms to a command's commit; with 1,000,000 pending the time to hand out what is
/// due is that of 1,000 within 20 %; 10,000 reminders of one minute are in the outbox within that minute; memory does not grow with what waits.
/// </summary>
/// <remarks>
/// All of it happens years ahead of the machine's clock: Quartz goes by that one, and must not fire in the background what is handed out here.
/// </remarks>
internal static class JobFigures
{
    private const int Rounds = 7;
    private const int Many = 1_000_000;
    private const int Few = 1_000;
    private const int Incidents = 10;
    private const int Tasks = 100;
    private static readonly LocalDate Today = new(2096, 3, 5);
    private static readonly Instant Start = Today.At(new LocalTime(10, 0)).InUtc().ToInstant();

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

    // Three commands: one that sets no due time, one that moves a task's date and with it the reminder in its row, and that one with Quartz
    // beside. Each date is another one, so that each command cancels a job and schedules a new one. The three take turns and each single one is
    // timed: what else the machine does meets all of them.
    private static async Task SchedulingAsync(string folder)
    {
        var clock = new BenchClock { Now = Start };
        await using var without = await BenchBot.StartAsync(Path.Combine(folder, "without.db"), clock, withQuartz: false);
        await using var with = await BenchBot.StartAsync(Path.Combine(folder, "with.db"), clock, withQuartz: true);
        for (var i = 1; i <= Waiting.AtOnce; i++)
        {
            foreach (var line in new[] { $"open Web stack slow {i}", $"INC-{i} lead", $"INC-{i} task add Write it down <@web:lee|Lee>" })
            {
                await without.SayAsync(line);
                await with.SayAsync(line);
            }
        }

        var (alone, together) = (new List<double[]>(), new List<double[]>());
        for (var round = 0; round < Rounds; round++)
        {
            var first = round * 10;
            for (var incident = 1; incident <= Waiting.AtOnce; incident++)
            {
                alone.Add([
                    await OneAsync(without, Note(incident, 0)),
                    await OneAsync(without, Move(first)(incident, 0)),
                    await OneAsync(with, Move(first)(incident, 0)),
                ]);
            }

            together.Add([
                await TogetherAsync(without, Note),
                await TogetherAsync(without, Move(first + 1)),
                await TogetherAsync(with, Move(first + 1)),
            ]);
        }

        Say("one by one", alone);
        Say($"{Waiting.AtOnce} people at once", together);
    }

    private static string Note(int incident, int time) => $"INC-{incident} note Rolling back, step {time}";

    private static Func<int, int, string> Move(int first) =>
        (incident, time) => $"INC-{incident} task due T1 {Today.PlusWeeks(10 + incident).PlusDays(first + time):uuuu-MM-dd}";

    private static async Task<double> OneAsync(BenchBot bench, string line)
    {
        var started = Stopwatch.GetTimestamp();
        await bench.SayAsync(line);
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static async Task<double> TogetherAsync(BenchBot bench, Func<int, int, string> line)
    {
        const int Times = 8;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(
            Enumerable
                .Range(1, Waiting.AtOnce)
                .Select(async i =>
                {
                    for (var time = 0; time < Times; time++)
                    {
                        await bench.SayAsync(line(i, time));
                    }
                })
        );
        return watch.Elapsed.TotalMilliseconds / (Waiting.AtOnce * Times);
    }

    private static void Say(string what, List<double[]> times)
    {
        var (note, row, quartz) = (Median(times.Select(t => t[0])), Median(times.Select(t => t[1])), Median(times.Select(t => t[2])));
        Console.WriteLine(
            $"a command, {what}: {note:0.000} ms without a due time, {row:0.000} ms with a reminder in its row, {quartz:0.000} ms with Quartz: +{quartz - note:0.000} ms in all, +{quartz - row:0.000} ms for Quartz"
        );
    }

    private static async Task PendingAsync(string folder)
    {
        var (fewFile, manyFile) = (Path.Combine(folder, "few.db"), Path.Combine(folder, "many.db"));
        await Waiting.FillAsync(fewFile, Start, Incidents, Tasks, pending: Few);
        await Waiting.FillAsync(manyFile, Start, Incidents, Tasks, pending: Many);
        var memory = new List<(double Few, double Many)>();
        for (var round = 0; round < Rounds; round++)
        {
            memory.Add((await MemoryAsync(fewFile), await MemoryAsync(manyFile)));
        }

        var (fewClock, manyClock) = (new BenchClock { Now = Start }, new BenchClock { Now = Start });
        await using var few = await BenchBot.StartAsync(fewFile, fewClock, withQuartz: true);
        await using var many = await BenchBot.StartAsync(manyFile, manyClock, withQuartz: true);
        var (find, handOut) = (new List<(double, double)>(), new List<(double, double)>());
        for (var round = 0; round < Rounds; round++)
        {
            // Neither is always the first, whose time the other's writes may delay.
            var isFewFirst = round % 2 == 0;
            var early = isFewFirst ? await NextMorningAsync(few, fewClock) : await NextMorningAsync(many, manyClock);
            var late = isFewFirst ? await NextMorningAsync(many, manyClock) : await NextMorningAsync(few, fewClock);
            var (first, second) = isFewFirst ? (early, late) : (late, early);
            find.Add((first.Find, second.Find));
            handOut.Add((first.All, second.All));
        }

        Compare("finding 500 that are due", "ms", find);
        Compare($"finding and handing out {Incidents * Tasks} reminders", "ms", handOut);
        Compare("managed memory with the bot awake", "MB", memory);
    }

    private static void Compare(string what, string unit, List<(double Few, double Many)> values)
    {
        var (few, many) = (Median(values.Select(value => value.Few)), Median(values.Select(value => value.Many)));
        Console.WriteLine(
            $"{what}: {few:0.00} {unit} with {Few:N0} pending, {many:0.00} {unit} with {Many:N0}: ratio {many / few:0.00}"
                + $" (the rounds' ratios: {string.Join(", ", values.Select(value => $"{value.Many / value.Few:0.00}"))})"
        );
    }

    private static async Task<double> MemoryAsync(string file)
    {
        await using var bench = await BenchBot.StartAsync(file, new BenchClock { Now = Start }, withQuartz: true);
        return GC.GetTotalMemory(forceFullCollection: true) / 1e6;
    }

    private static async Task<(double Find, double All)> NextMorningAsync(BenchBot bench, BenchClock clock)
    {
        const int Some = 500;
        var rows = new DueWakeups(bench.Bot.Database);
        clock.Now = (await bench.Bot.Wakeups.NextAsync(CancellationToken.None))!.Value;

        // The midnights at which cards are drawn anew lie between the mornings.
        while ((await rows.ListAsync(clock.Now, Some, CancellationToken.None)).Count < Some)
        {
            await bench.Bot.Wakeups.RunDueAsync(CancellationToken.None);
            clock.Now = (await bench.Bot.Wakeups.NextAsync(CancellationToken.None))!.Value;
        }

        var watch = Stopwatch.StartNew();
        await rows.ListAsync(clock.Now, Some, CancellationToken.None);
        var find = watch.Elapsed.TotalMilliseconds;
        watch.Restart();
        if (await bench.Bot.Wakeups.RunDueAsync(CancellationToken.None) is var handled && handled != Incidents * Tasks)
        {
            throw new InvalidOperationException($"{handled} were due.");
        }

        return (find, watch.Elapsed.TotalMilliseconds);
    }

    private static async Task MorningAsync(string folder)
    {
        var file = Path.Combine(folder, "morning.db");
        await Waiting.FillAsync(file, Start, incidents: 100, Tasks, pending: 0);
        var clock = new BenchClock { Now = Start };
        await using var bench = await BenchBot.StartAsync(file, clock, withQuartz: true);
        clock.Now = (await bench.Bot.Wakeups.NextAsync(CancellationToken.None))!.Value;
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

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
