using BenchmarkDotNet.Attributes;
using IncidentBot.Chat;
using IncidentBot.Incidents;
using IncidentBot.People;
using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.Benchmarks;

/// <summary>Reading and deciding one command, without the database: the target is under 20 µs.</summary>
[MemoryDiagnoser]
public class CommandBenchmark
{
    private static readonly Instant Start = Instant.FromUtc(2024, 6, 5, 14, 30);
    private static readonly Asked Asked = new(
        new Person("web:amara", "Amara Diallo"),
        new Place("web", "inc-1"),
        Start + Duration.FromHours(1)
    );

    private Incident _incident = Incident.Blank(new IncidentId(1));
    private ReadingContext _context = null!;

    /// <summary>How many entries the incident has.</summary>
    [Params(10, 10_000)]
    public int Entries { get; set; }

    /// <summary>What is typed.</summary>
    [Params(
        "note Restarted the payment workers",
        "note at 15:10 Restarted the payment workers",
        "suspect Database overload from increased traffic for 20m",
        "task add Automate the rollback <@web:lee|Lee Novak> due in 2 weeks"
    )]
    public string Line { get; set; } = "";

    /// <summary>An incident with that many entries.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        var opened = Decider.Decide(new IncidentId(1), new Open("Web stack slow"), Asked with { Now = Start }, "UTC");
        var events = opened.Events.ToList();
        for (var i = events.Count; i < Entries; i++)
        {
            events.Add(
                new Recorded(i + 1, new Noted($"Entry {i}"), Moment.Exact(Start + Duration.FromSeconds(i % 3000), "UTC"), Start, Asked.By)
            );
        }

        _incident = Incident.From(new IncidentId(1), events);
        _context = new ReadingContext(new TimeContext(Asked.Now, DateTimeZone.Utc, Start), _incident, Asked.By);
    }

    /// <summary>From the words to events, effects and the answer.</summary>
    [Benchmark]
    public Decided ReadAndDecide() => Decider.Decide(_incident, (IncidentCommand)Vocabulary.Read(Line, _context).Command!, Asked);

    /// <summary>From the words to the command.</summary>
    [Benchmark]
    public Reading Read() => Vocabulary.Read(Line, _context);
}
