using IncidentBot.Chat.Cards;
using IncidentBot.CorrectiveTasks;
using IncidentBot.Hypotheses;
using IncidentBot.Responders;
using IncidentBot.Timeline;
using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.Incidents;

/// <summary>The cards that show an incident: the header of its channel, the announcement, and the details.</summary>
public static class IncidentCard
{
    /// <summary>The card at the top of the incident's channel, kept up to date, with the buttons people need at 3 a.m.</summary>
    public static Card Header(Incident incident, Instant now) =>
        Card.Of(Headline(incident), Summary(incident, now), Actions(incident)) with
        {
            StateOf = incident.Id.Number,
        };

    /// <summary>The card in the announcement channel.</summary>
    public static Card Announcement(Incident incident, Instant now)
    {
        var card = Card.Of(Headline(incident), Summary(incident, now));
        var update = incident.Entries.FindLast(entry => entry.Counts && entry.What is StatusUpdatePosted);
        return update is null ? card : card.With(new Quote(Prose.Time(update.When) + " " + ((StatusUpdatePosted)update.What).Text));
    }

    /// <summary>Everything that is known, for <c>show</c>.</summary>
    public static Card Details(Incident incident, Instant now)
    {
        var card = Card.Of(Headline(incident), Summary(incident, now));
        card = WithHypotheses(incident, card);
        card = WithTasks(incident, card);
        card = WithRemarks(incident, card);
        return card.With(Actions(incident));
    }

    /// <summary>The incident in one line.</summary>
    public static Prose OneLine(Incident incident) =>
        Prose.Strong(incident.Id.ToString()) + $" {incident.Title} ({incident.Severity.Spoken()}, {incident.Status.Spoken()})";

    private static string Headline(Incident incident) =>
        $"{(incident.IsDrill ? "DRILL " : "")}{incident.Id} {Mentions.InWords(incident.Title)}";

    private static Facts Summary(Incident incident, Instant now)
    {
        var impact = incident.Entries.FindLast(entry => entry.Counts && entry.What is ImpactStated)?.What.Words;
        return Facts.Of(
            new Fact("Severity", Prose.Strong(incident.Severity.Spoken())),
            new Fact("Status", Prose.Strong(incident.Status.Spoken())),
            incident.Import is { } import
                ? new Fact("Imported", $"from {import.Source}")
                : new Fact(
                    "Commander",
                    incident.Commander is { } lead ? Prose.Mention(lead) : Prose.Of("nobody yet: ") + Prose.Code("lead")
                ),
            incident.StartedAt is { } start ? new Fact("Began", Prose.Time(start)) : null,
            incident.Duration is { } duration ? new Fact("Duration", TimeText.Duration(duration)) : null,
            impact is null ? null : new Fact("Impact", impact),
            incident.Tasks.IsEmpty ? null : new Fact("Tasks", TaskCounts(incident, now)),
            TimeLostFact(incident, now),
            TimeToCauseFact(incident, now)
        );
    }

    private static string TaskCounts(Incident incident, Instant now)
    {
        var today = now.InZone(incident.Zone).Date;
        var overdue = incident.Tasks.Count(task => task.IsOpen && task.Due < today);
        return $"{incident.Tasks.Count(task => task.IsOpen)} open of {incident.Tasks.Count}" + (overdue == 0 ? "" : $", {overdue} overdue");
    }

    private static Fact? TimeLostFact(Incident incident, Instant now)
    {
        var lost = incident.TimeLost;
        return lost.Paths.IsEmpty
            ? null
            : new Fact("Time lost on misleading paths", Share(lost.Total, incident.DurationAt(now), lost.Paths));
    }

    private static Prose Share(Duration lost, Duration whole, IReadOnlyList<MisleadingPath> paths) =>
        paths.All(path => !path.IsKnown)
            ? Prose.Of(string.Join("; ", paths.Select(path => $"{path.Hypothesis} {path.Cost}")))
            : Prose.Of(
                $"{TimeText.Duration(lost)} of {TimeText.Duration(whole)}{(TimeLost.Percent(lost, whole) is { } percent ? $" ({percent} %)" : "")}"
            );

    private static Fact? TimeToCauseFact(Incident incident, Instant now) =>
        incident.TimeToCause is { } toCause
            ? new Fact(
                "Until the cause was found",
                $"{TimeText.Duration(toCause)} of {TimeText.Duration(incident.DurationAt(now))}{(TimeLost.Percent(toCause, incident.DurationAt(now)) is { } percent ? $" ({percent} %)" : "")}"
            )
            : null;

    private static Card WithHypotheses(Incident incident, Card card)
    {
        var costs = incident.TimeLost.Paths.ToDictionary(path => path.Hypothesis.Number, path => path.Cost);
        var lines = incident.Hypotheses.Select(hypothesis =>
            Prose.Strong($"{hypothesis} ")
            + hypothesis.Text
            + hypothesis.State switch
            {
                HypothesisState.RuledOut => $" — ruled out, cost {costs[hypothesis.Number]}",
                HypothesisState.Confirmed => " — confirmed",
                _ => " — open",
            }
            + $" ({hypothesis.By.Name})"
        );
        return incident.Hypotheses.IsEmpty ? card : card.With(new Listing([.. lines]));
    }

    private static Card WithTasks(Incident incident, Card card) =>
        incident.Tasks.IsEmpty ? card : card.With(new Listing([.. TaskLines.Of(incident)]));

    private static Card WithRemarks(Incident incident, Card card) =>
        incident.Import is { Remarks.Length: > 0 } import
            ? card.With(new Paragraph("What the document contradicts itself in, or does not say:"))
                .With(new Listing([.. import.Remarks.Split('\n').Select(Prose.Of)]))
            : card;

    private static Buttons Actions(Incident incident)
    {
        var inc = incident.Id.ToString();
        return incident.Status switch
        {
            IncidentStatus.Closed => Buttons.Of(
                new Button("Postmortem", $"{inc} postmortem", ButtonStyle.Primary),
                new Button("Add task", $"{inc} task", Form: IncidentForms.AddTask(inc))
            ),
            IncidentStatus.Resolved => Buttons.Of(
                new Button("Close", $"{inc} close", ButtonStyle.Primary),
                new Button("Add task", $"{inc} task", Form: IncidentForms.AddTask(inc)),
                new Button("Reopen", $"{inc} reopen", Form: IncidentForms.Tell("Reopen", $"{inc} reopen", "What came back?"))
            ),
            _ => Buttons.Of(
                new Button("Update", $"{inc} update", ButtonStyle.Primary, IncidentForms.Update(inc)),
                new Button(
                    "Mitigated",
                    $"{inc} mitigated",
                    Form: IncidentForms.Tell("Mitigated", $"{inc} mitigated", "What is the temporary fix?")
                ),
                new Button("Resolved", $"{inc} resolved", Form: IncidentForms.Tell("Resolved", $"{inc} resolved", "What ended it?")),
                new Button("Add task", $"{inc} task", Form: IncidentForms.AddTask(inc)),
                incident.Commander is null
                    ? new Button("Take command", $"{inc} lead")
                    : new Button("Close", $"{inc} close", ButtonStyle.Danger, IncidentForms.Close(inc))
            ),
        };
    }
}
