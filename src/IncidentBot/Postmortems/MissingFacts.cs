using IncidentBot.Chat.Cards;
using IncidentBot.CorrectiveTasks;
using IncidentBot.Hypotheses;
using IncidentBot.Incidents;

namespace IncidentBot.Postmortems;

/// <summary>What nobody said. The bot lists it and never fills it in.</summary>
public static class MissingFacts
{
    /// <summary>The list, most telling first.</summary>
    public static IReadOnlyList<MissingFact> Of(Incident incident) =>
        [
            .. Statements(incident),
            .. incident.Hypotheses.Where(hypothesis => hypothesis.State == HypothesisState.Open).Select(of => Undecided(of, incident)),
            .. Promises(incident),
            .. ImpossibleOrder.Of(incident),
            .. TimelineGaps.Of(incident),
        ];

    /// <summary>The same without what no setting asks for, so that it stands in the way of publishing.</summary>
    public static IReadOnlyList<MissingFact> Of(Incident incident, PostmortemOptions options) =>
        incident.IsDrill ? [] : [.. Of(incident).Where(fact => options.Required.Contains(fact.Kind))];

    private static IEnumerable<MissingFact> Statements(Incident incident)
    {
        bool Said<T>()
            where T : IncidentEvent => incident.Entries.Exists(entry => entry.Counts && entry.What is T);

        var inc = incident.Id.ToString();
        if (!Said<Detected>())
        {
            yield return Timed(MissingKind.Detection, "How it was detected", inc, "detected", "Detection", "How was it noticed?");
        }

        if (!Said<ImpactStated>())
        {
            yield return Told(
                MissingKind.Impact,
                "The impact",
                inc,
                "impact",
                "Impact",
                "Who and what was affected, and how many percent?"
            );
        }
        else if (!ImpactPercent.IsStated(incident))
        {
            yield return Told(
                MissingKind.Percentage,
                "How many were affected, in percent",
                inc,
                "impact",
                "Percentage",
                "How many percent?"
            ) with
            {
                Fill = $"{inc} impact About 30% of users …",
            };
        }

        if (incident.ResolvedAt is null)
        {
            yield return Timed(MissingKind.End, "When it was over", inc, "resolved", "End", "How did it end?") with
            {
                Fill = $"{inc} resolved at 14:30 TEXT",
            };
        }

        if (!Said<CauseStated>())
        {
            yield return Told(MissingKind.Cause, "The root cause", inc, "cause", "Root cause", "What was the root cause?");
        }

        if (!Said<FixStated>())
        {
            yield return Told(MissingKind.Resolution, "The resolution", inc, "fix", "Resolution", "What ended it?");
        }

        if (incident.Commander is null)
        {
            yield return new MissingFact(MissingKind.Commander, "Who led", $"{inc} role commander @who");
        }
    }

    private static MissingFact Undecided(Hypothesis hypothesis, Incident incident)
    {
        var command = $"{incident.Id} ruledout {hypothesis}";
        return new MissingFact(MissingKind.Hypothesis, $"Whether {hypothesis} ({hypothesis.Text}) was right", command + " TEXT")
        {
            Button = new Button(
                $"{hypothesis} was wrong",
                command,
                Form: IncidentForms.Tell($"{hypothesis} was wrong", command, "How is it known?")
            ),
        };
    }

    private static IEnumerable<MissingFact> Promises(Incident incident)
    {
        var inc = incident.Id.ToString();
        if (TaskGaps.IsWithout(incident))
        {
            yield return new MissingFact(
                MissingKind.Task,
                "What is done so that it does not come back",
                $"{inc} task add TEXT @who due friday"
            );
        }

        foreach (var task in incident.Tasks.Where(task => task.IsOpen && task.Parent is null))
        {
            if (task.Owner is null)
            {
                yield return new MissingFact(MissingKind.Owner, $"Who owes {task} ({task.Text})", $"{inc} task assign {task} @who");
            }

            if (task.Due is null)
            {
                yield return new MissingFact(MissingKind.Date, $"When {task} ({task.Text}) is due", $"{inc} task due {task} friday");
            }
        }
    }

    private static MissingFact Told(MissingKind kind, string what, string inc, string verb, string label, string question) =>
        new(kind, what, $"{inc} {verb} TEXT")
        {
            Button = new Button(
                label,
                $"{inc} {verb}",
                Form: new Form(label, $"{inc} {verb} {{text}}", [new FormField("text", question, FieldKind.Paragraph)])
            ),
        };

    private static MissingFact Timed(MissingKind kind, string what, string inc, string verb, string label, string question) =>
        new(kind, what, $"{inc} {verb} at 10:45 TEXT")
        {
            Button = new Button(label, $"{inc} {verb}", Form: IncidentForms.Tell(label, $"{inc} {verb}", question)),
        };
}
