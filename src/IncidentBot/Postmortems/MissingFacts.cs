using IncidentBot.CorrectiveTasks;
using IncidentBot.Hypotheses;
using IncidentBot.Incidents;

namespace IncidentBot.Postmortems;

/// <summary>Something that the draft lacks, and the command that fills it.</summary>
public sealed record MissingFact(string What, string Fill);

/// <summary>What nobody said. The bot lists it and never fills it in.</summary>
public static class MissingFacts
{
    /// <summary>The list, most telling first.</summary>
    public static IReadOnlyList<MissingFact> Of(Incident incident)
    {
        var inc = incident.Id.ToString();
        var missing = new List<MissingFact>();
        void Lack(bool lacks, string what, string fill)
        {
            if (lacks)
            {
                missing.Add(new MissingFact(what, $"{inc} {fill}"));
            }
        }

        bool Said<T>()
            where T : IncidentEvent => incident.Entries.Exists(entry => entry.Counts && entry.What is T);

        Lack(!Said<Detected>(), "How it was detected", "detected at 10:45 TEXT");
        Lack(!Said<ImpactStated>(), "The impact", "impact TEXT");
        Lack(
            Said<ImpactStated>() && !ImpactPercent.IsStated(incident),
            "How many were affected, in percent",
            "impact About 30% of users …"
        );
        Lack(incident.ResolvedAt is null, "When it was over", "resolved at 14:30 TEXT");
        Lack(!Said<CauseStated>(), "The root cause", "cause TEXT");
        Lack(!Said<FixStated>(), "The resolution", "fix TEXT");
        Lack(incident.Commander is null, "Who led", "role commander @who");
        missing.AddRange(
            incident
                .Hypotheses.Where(hypothesis => hypothesis.State == HypothesisState.Open)
                .Select(hypothesis => new MissingFact(
                    $"Whether {hypothesis} ({hypothesis.Text}) was right",
                    $"{inc} ruledout {hypothesis} TEXT"
                ))
        );
        Lack(TaskGaps.IsWithout(incident), "What is done so that it does not come back", "task add TEXT @who due friday");
        missing.AddRange(incident.Tasks.Where(task => task.IsOpen && task.Parent is null).SelectMany(task => Of(task, inc)));
        return missing;
    }

    private static IEnumerable<MissingFact> Of(CorrectiveTask task, string inc)
    {
        if (task.Owner is null)
        {
            yield return new MissingFact($"Who owes {task} ({task.Text})", $"{inc} task assign {task} @who");
        }

        if (task.Due is null)
        {
            yield return new MissingFact($"When {task} ({task.Text}) is due", $"{inc} task due {task} friday");
        }
    }
}
