using System.Collections.Immutable;
using IncidentBot.Hypotheses;
using IncidentBot.Incidents;
using IncidentBot.Postmortems.Wording;
using IncidentBot.Timeline;
using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.Postmortems.Writing;

/// <summary>A postmortem in words for a template. Every value is Markdown already, with people's words escaped.</summary>
internal sealed class PostmortemText(Postmortem facts)
{
    private readonly Incident _incident = facts.Incident;
    private readonly MomentText _moments = new(facts.Incident, facts.Timeline);

    public string Title => MarkdownText.Line(_incident.Title);

    public string Incident => _incident.Id.ToString();

    public string Marks =>
        string.Join(
            ", ",
            new[]
            {
                facts.State == PostmortemState.Published ? null : facts.State.Spoken(),
                _incident.IsDrill ? "drill" : null,
                _incident.IsPrivate ? "private" : null,
                _incident.Import is { } import ? $"imported from {MarkdownText.Line(import.Source)}" : null,
            }.OfType<string>()
        );

    public string Severity =>
        facts.SeverityChanges.IsEmpty
            ? _incident.Severity.Spoken()
            : $"{_incident.Severity.Spoken()} ({string.Join("; ", facts.SeverityChanges.Select(entry => $"{_moments.Of(entry.When)} {MarkdownText.Of(EventSentence.Of(entry.What))}"))})";

    public string Status => _incident.Status.Spoken();

    public string Duration => DurationText.Of(_incident);

    public string? Impact => Joined(facts.Impacts);

    public string? Percent => facts.ImpactPercent is { } percent ? $"{percent:0.###} %" : null;

    public string? Cause => Joined(facts.Causes);

    public string? Fix => Joined(facts.Fixes);

    public string? Detection => facts.Detections.IsEmpty ? null : string.Join("; ", facts.Detections.Select(Told));

    public string? Roles =>
        _incident.Roles.IsEmpty
            ? null
            : string.Join("; ", facts.Roles.Select(role => $"{MarkdownText.Line(role.Key)} {MarkdownText.Line(role.Value.Name)}"));

    public string? Responders =>
        facts.Responders.Any() ? string.Join(", ", facts.Responders.Select(who => MarkdownText.Line(who.Name))) : null;

    public string TimelineLines => TimelineText.Of(facts, _moments);

    /// <summary>The outage as a diagram; null where there is nothing to draw.</summary>
    public string? Diagram => Chart.Of(_incident) is { } chart ? MermaidText.Of(chart) : null;

    public string Zone => MarkdownText.Line(_moments.Zone);

    public IEnumerable<string> Causes => facts.Causes.Select(MarkdownText.Escape);

    public IEnumerable<string> Fixes => facts.Fixes.Select(MarkdownText.Escape);

    public IEnumerable<string> Moments =>
        [
            .. facts.Mitigations.Select(entry => Moment("Temporary fix", entry)),
            .. facts.Restorations.Select(entry => Moment("Service restored", entry)),
            .. facts.Resolutions.Select(entry => Moment("Declared over", entry)),
        ];

    public IEnumerable<string> MisleadingPaths =>
        facts.TimeLost.Paths.Select(path => HypothesisText.Of(path.Hypothesis, $"cost **{path.Cost}**", _moments));

    public string? MisleadingTotal =>
        facts.TimeLost.Paths.Any(path => path.IsKnown)
            ? $"Together {TimeText.Duration(facts.TimeLost.Total)}{Share(facts.TimeLost.Total)}"
            : null;

    public string? ToCause =>
        _incident.TimeToCause is { } toCause
            ? $"From {(_incident.DetectedAt is null ? "the start" : "detection")} until the cause was found: {TimeText.Duration(toCause)}{Share(toCause)}"
            : null;

    public IEnumerable<string> OtherHypotheses =>
        _incident
            .Hypotheses.Where(hypothesis => hypothesis.State != HypothesisState.RuledOut)
            .Select(hypothesis =>
                HypothesisText.Of(hypothesis, hypothesis.State == HypothesisState.Confirmed ? "confirmed" : "still open", _moments)
            );

    public IEnumerable<string> Improvements => facts.Improvements.Select(MarkdownText.Escape);

    public IEnumerable<object> Tasks =>
        facts.Tasks.Select(task => new { Line = TaskText.Of(task), Steps = facts.StepsOf(task).Select(TaskText.Of).ToList() });

    public IEnumerable<string> StatusUpdates => facts.StatusUpdates.Select(entry => $"{Told(entry)} ({MarkdownText.Line(entry.By.Name)})");

    public IEnumerable<object> Measures =>
        facts.Measures.Select(measure => new
        {
            Name = measure.Measure,
            Took = measure.Took is { } took ? TimeText.Duration(took) : "not known",
        });

    /// <summary>What it is for people outside.</summary>
    public CustomerText Customer => new(facts, _moments);

    public IEnumerable<string> Factors =>
        [
            .. Causes,
            .. _incident
                .Hypotheses.Where(hypothesis => hypothesis.State == HypothesisState.Confirmed)
                .Select(hypothesis => HypothesisText.Of(hypothesis, "confirmed", _moments)),
            .. Remarks("contributing factor", "factor"),
        ];

    public IEnumerable<string> WentWell => Remarks("went well", "what went well");

    public IEnumerable<string> WentBadly => Remarks("went badly", "what went badly", "went wrong");

    public IEnumerable<string> Lucky => Remarks("lucky", "luck", "we were lucky");

    public bool MadeHarder => WentBadly.Any() || MisleadingPaths.Any();

    public bool Promised => facts.Improvements.Length > 0 || facts.Tasks.Any();

    /// <summary>The summary as a model worded it; null where none did.</summary>
    public string? WordedSummary => Worded(facts.Wording?.Summary);

    /// <summary>The lessons as a model worded them; null where none did.</summary>
    public string? WordedLessons => Worded(facts.Wording?.Lessons);

    public IEnumerable<string> SeenBefore => facts.SeenBefore.Select(RecurrenceText.Of);

    public IEnumerable<string> Missing =>
        facts.State == PostmortemState.Published
            ? []
            : facts.Missing.Select(fact => $"{MarkdownText.Escape(fact.What)}: {MarkdownText.Code(fact.Fill)}");

    // Notes that begin with such a word and a colon: “Went well: the failover took a minute”.
    private IEnumerable<string> Remarks(params string[] openings) =>
        facts
            .Timeline.Select(entry => (entry.What as Noted)?.Text ?? "")
            .Select(text => (Text: text, Colon: text.IndexOf(':', StringComparison.Ordinal)))
            .Where(note => note.Colon > 0 && openings.Contains(note.Text[..note.Colon].Trim(), StringComparer.OrdinalIgnoreCase))
            .Select(note => note.Text[(note.Colon + 1)..].Trim())
            .Where(text => text.Length > 0)
            .Select(MarkdownText.Escape);

    private static string? Joined(IReadOnlyCollection<string> texts) =>
        texts.Count == 0 ? null : string.Join(" ", texts.Select(MarkdownText.Escape));

    private string? Worded(ImmutableArray<WordedSentence>? sentences) =>
        sentences is { IsEmpty: false } said
            ? $"> {string.Join(' ', said.Select(sentence => MarkdownText.Line(sentence.Text)))}\n>\n"
                + $"> *Worded by the model {MarkdownText.Line(facts.Wording!.Model)} from the entries that each sentence names.*"
            : null;

    private string Share(Duration part) =>
        _incident.Duration is { } whole && TimeLost.Percent(part, whole) is { } percent
            ? $" of {TimeText.Duration(whole)} ({percent} %)"
            : "";

    private string Told(TimelineEntry entry) => $"{_moments.Of(entry.When)} {MarkdownText.Escape(entry.What.Words!)}";

    private string Moment(string what, TimelineEntry entry) => $"**{what}:** {Told(entry)}".TrimEnd(' ');
}
