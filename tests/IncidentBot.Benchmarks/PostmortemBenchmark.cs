using BenchmarkDotNet.Attributes;
using IncidentBot.Chat;
using IncidentBot.Incidents;
using IncidentBot.People;
using IncidentBot.Postmortems;
using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.Benchmarks;

/// <summary>Writing the draft of an incident of 10,000 entries: the target is under 50 ms for the Markdown.</summary>
[MemoryDiagnoser]
public class PostmortemBenchmark
{
    private const int Entries = 10_000;

    private Incident _incident = Incident.Blank(new IncidentId(1));

    /// <summary>Three days of notes.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        var start = Instant.FromUtc(2024, 6, 5, 14, 30);
        var amara = new Person("web:amara", "Amara Diallo");
        var opened = new IncidentOpened("Web stack slow", Severity.Sev2, "Europe/Berlin", false, false, new Place("web", "general"));
        _incident = Incident.From(
            new IncidentId(1),
            Enumerable
                .Range(1, Entries)
                .Select(number => new Recorded(
                    number,
                    number == 1 ? opened : new Noted($"Entry {number}: restarted *all* workers of payment_queue <see the log>"),
                    Moment.Exact(start + Duration.FromSeconds(number * 26), "Europe/Berlin"),
                    start,
                    amara
                ))
        );
    }

    /// <summary>As Markdown.</summary>
    [Benchmark]
    public string Markdown() => PostmortemDraft.Markdown(_incident);

    /// <summary>As a page.</summary>
    [Benchmark]
    public string Html() => PostmortemDraft.Html(_incident);

    /// <summary>For programs.</summary>
    [Benchmark]
    public string Json() => PostmortemDraft.Json(_incident);
}
