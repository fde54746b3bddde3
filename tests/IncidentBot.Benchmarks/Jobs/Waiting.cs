using Dapper;
using IncidentBot.Reminders;
using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.Benchmarks.Jobs;

/// <summary>Fills a database with closed incidents and what was promised in them.</summary>
internal static class Waiting
{
    /// <summary>So many people speak side by side.</summary>
    public const int AtOnce = 64;

    // Half a year of mornings in all the zones, long after the measurement.
    private const int Hours = 4_320;
    private const int FirstOfOthers = 1_000;
    private static readonly Duration UntilOthers = Duration.FromDays(400);

    /// <param name="file">Where.</param>
    /// <param name="now">When they were opened; the tasks are due a week later.</param>
    /// <param name="incidents">So many that are told through the front door.</param>
    /// <param name="tasks">In each of them.</param>
    /// <param name="pending">So many tasks more, of other incidents, each with a reminder that waits.</param>
    public static async Task FillAsync(string file, Instant now, int incidents, int tasks, int pending)
    {
        var due = now.InUtc().Date.PlusWeeks(1);
        await using var bench = await BenchBot.StartAsync(file, new BenchClock { Now = now }, withQuartz: false);
        for (var i = 1; i <= incidents; i++)
        {
            await bench.SayAsync($"open Web stack slow {i}");
        }

        foreach (var together in Enumerable.Range(1, incidents).Chunk(AtOnce))
        {
            await Task.WhenAll(together.Select(i => TellAsync(bench, i, tasks, due)));
        }

        await InsertAsync(bench.Bot.Database, pending, now);
    }

    private static async Task TellAsync(BenchBot bench, int incident, int tasks, LocalDate due)
    {
        for (var task = 1; task <= tasks; task++)
        {
            await bench.SayAsync($"INC-{incident} task add Write it down <@web:p{task}|Person {task}> due {due:uuuu-MM-dd}");
        }

        await bench.SayAsync($"INC-{incident} close It was a false alarm");
    }

    private static Task InsertAsync(Database database, int count, Instant now) =>
        database.WriteAsync(
            async transaction =>
            {
                var rows = Enumerable
                    .Range(0, count)
                    .Select(number => new
                    {
                        incident = FirstOfOthers + (number / 100),
                        kind = (int)WakeupKind.TaskReminder,
                        number = 1 + (number % 100),
                        owner = $"web:p{number % 100}",
                        at = now + UntilOthers + Duration.FromHours(number % Hours),
                        due = now.InUtc().Date.PlusDays(402 + (number % Hours / 24)),
                    });
                return await transaction.Connection!.ExecuteAsync(
                    """
                    insert into wakeups (incident, kind, number, due_at) values (@incident, @kind, @number, @at);
                    insert into corrective_tasks (incident, number, text, owner_id, owner_name, due, state, verified)
                    values (@incident, @number, 'Write it down', @owner, 'Person', @due, 'open', 0);
                    """,
                    rows,
                    transaction
                );
            },
            CancellationToken.None
        );
}
