using IncidentBot.CorrectiveTasks;
using IncidentBot.Hypotheses;
using IncidentBot.Incidents;
using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.Postmortems;

/// <summary>A postmortem in words for a template. Every value is Markdown already, with people's words escaped.</summary>
internal sealed class PostmortemText(Postmortem facts)
{
    private readonly Incident _incident = facts.Incident;

    public string Title => MarkdownText.Escape(_incident.Title);

    public string Incident => _incident.Id.ToString();

    public string Marks =>
        string.Join(
            ", ",
            new[]
            {
                facts.IsPublished ? null : "draft",
                _incident.IsDrill ? "drill" : null,
                _incident.IsPrivate ? "private" : null,
            }.OfType<string>()
        );

    public string Severity =>
        facts.SeverityChanges.IsEmpty
            ? _incident.Severity.Spoken()
            : $"{_incident.Severity.Spoken()} ({string.Join("; ", facts.SeverityChanges.Select(entry => MarkdownText.Of(Timeline.EventSentence.Of(entry.What)) + " at " + TimelineText.TimeOf(entry, _incident.Zone)))})";

    public string Status => _incident.Status.Spoken();

    public string Duration => DurationText.Of(_incident);

    public string? Impact => Joined(facts.Impacts);

    public string? Percent => facts.ImpactPercent is { } percent ? $"{percent:0.###} %" : null;

    public string? Cause => Joined(facts.Causes);

    public string? Fix => Joined(facts.Fixes);

    public string? Detection =>
        facts.Detections.IsEmpty
            ? null
            : string.Join(
                "; ",
                facts.Detections.Select(entry => $"{TimelineText.TimeOf(entry, _incident.Zone)} {MarkdownText.Escape(entry.What.Words!)}")
            );

    public string? Roles =>
        _incident.Roles.IsEmpty
            ? null
            : string.Join("; ", _incident.Roles.Select(role => $"{MarkdownText.Escape(role.Key)} {MarkdownText.Escape(role.Value.Name)}"));

    public string Responders => string.Join(", ", _incident.Responders.Select(who => MarkdownText.Escape(who.Name)));

    public string TimelineLines => TimelineText.Of(facts);

    public string Zone => MarkdownText.Escape($"{ZoneReader.Display(_incident.Zone, _incident.StartedAt!.From!.Value)}");

    public IEnumerable<string> Causes => facts.Causes.Select(MarkdownText.Escape);

    public IEnumerable<string> Fixes => facts.Fixes.Select(MarkdownText.Escape);

    public IEnumerable<string> Moments =>
        [
            .. facts.Mitigations.Select(entry => Moment("Temporary fix", entry)),
            .. facts.Restorations.Select(entry => Moment("Service restored", entry)),
            .. facts.Resolutions.Select(entry => Moment("Declared over", entry)),
        ];

    public IEnumerable<string> MisleadingPaths =>
        facts.TimeLost.Paths.Select(path =>
            $"**{path.Hypothesis}** {MarkdownText.Escape(path.Hypothesis.Text)} ({MarkdownText.Escape(path.Hypothesis.By.Name)}, {Range(path.Hypothesis)}): cost **{path.Cost}**"
            + (path.Hypothesis.Evidence is { } evidence ? ". " + MarkdownText.Escape(evidence) : "")
        );

    public string? MisleadingTotal =>
        facts.TimeLost.Paths.Any(path => path.IsKnown)
            ? $"Together {TimeText.Duration(facts.TimeLost.Total)}{Share(facts.TimeLost.Total)}"
            : null;

    public string? ToCause =>
        _incident.TimeToCause is { } toCause
            ? $"From detection until the cause was found: {TimeText.Duration(toCause)}{Share(toCause)}"
            : null;

    public IEnumerable<string> OtherHypotheses =>
        _incident
            .Hypotheses.Where(hypothesis => hypothesis.State != HypothesisState.RuledOut)
            .Select(hypothesis =>
                $"**{hypothesis}** {MarkdownText.Escape(hypothesis.Text)} ({MarkdownText.Escape(hypothesis.By.Name)}, {Range(hypothesis)}): {(hypothesis.State == HypothesisState.Confirmed ? "confirmed" : "still open")}"
                + (hypothesis.Evidence is { } evidence ? ". " + MarkdownText.Escape(evidence) : "")
            );

    public IEnumerable<string> Improvements => facts.Improvements.Select(MarkdownText.Escape);

    public IEnumerable<object> Tasks =>
        facts.Tasks.Select(task => new { Line = TaskLine(task), Steps = facts.StepsOf(task).Select(TaskLine).ToList() });

    public IEnumerable<string> StatusUpdates =>
        facts.StatusUpdates.Select(entry =>
            $"{TimelineText.TimeOf(entry, _incident.Zone)} {MarkdownText.Escape(entry.What.Words!)} ({MarkdownText.Escape(entry.By.Name)})"
        );

    public IEnumerable<object> Measures =>
        facts.Measures.Select(measure => new
        {
            Name = measure.Measure,
            Took = measure.Took is { } took ? TimeText.Duration(took) : "not known",
        });

    public IEnumerable<string> Missing =>
        facts.IsPublished ? [] : facts.Missing.Select(fact => $"{MarkdownText.Escape(fact.What)}: {MarkdownText.Code(fact.Fill)}");

    private static string? Joined(IReadOnlyCollection<string> texts) =>
        texts.Count == 0 ? null : string.Join(" ", texts.Select(MarkdownText.Escape));

    private string Share(Duration part) =>
        _incident.Duration is { } whole && TimeLost.Percent(part, whole) is { } percent
            ? $" of {TimeText.Duration(whole)} ({percent} %)"
            : "";

    private string Range(Hypothesis hypothesis)
    {
        var raised = TimelineText.TimeOf(hypothesis.Raised, _incident.Zone);
        var decided = hypothesis.Decided is { } entry ? TimelineText.TimeOf(entry, _incident.Zone) : null;
        return decided is null || decided == raised ? raised : $"{raised}–{decided}";
    }

    private string Moment(string what, Timeline.TimelineEntry entry) =>
        $"**{what}:** {TimelineText.TimeOf(entry, _incident.Zone)}{(entry.What.Words is { Length: > 0 } words ? " " + MarkdownText.Escape(words) : "")}";

    private static string TaskLine(CorrectiveTask task) =>
        $"{(task.State == TaskState.Open ? "[ ]" : "[x]")} **{task}** {MarkdownText.Escape(task.Text)}"
        + (task.Parent is null || task.Owner is not null ? $" — {MarkdownText.Escape(task.Owner?.Name ?? "nobody yet")}" : "")
        + (
            task.Due is { } due ? $", due {due:uuuu-MM-dd}"
            : task.Parent is null ? ", no date yet"
            : ""
        )
        + (task.Every is { } every ? $", every {RepeatReader.Print(every)}" : "")
        + task switch
        {
            { State: TaskState.Done } => $" (done{(task.Verified is null ? "" : ", verified")}{Evidence(task)})",
            { State: TaskState.Dropped } => $" (dropped{Evidence(task)})",
            _ => "",
        };

    private static string Evidence(CorrectiveTask task) =>
        task.Ended?.What.Words is { Length: > 0 } words ? ": " + MarkdownText.Escape(words) : "";
}
