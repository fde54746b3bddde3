using System.Collections.Immutable;
using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;

namespace IncidentBot.Postmortems;

/// <summary>Buttons under a draft for what is missing in it: one press and a sentence fill it.</summary>
internal static class DraftButtons
{
    public static Buttons Of(Incident incident)
    {
        var inc = incident.Id.ToString();
        var row = ImmutableArray.CreateBuilder<Button>();
        void Ask<T>(string label, string verb, string question)
            where T : IncidentEvent
        {
            if (!incident.Entries.Exists(entry => entry.Counts && entry.What is T))
            {
                row.Add(new Button(label, $"{inc} {verb}", Form: Told(label, $"{inc} {verb}", question)));
            }
        }

        Ask<Detected>("Detection", "detected", "How and when was it noticed?");
        Ask<ImpactStated>("Impact", "impact", "Who and what was affected, and how many percent?");
        Ask<CauseStated>("Root cause", "cause", "What was the root cause?");
        Ask<FixStated>("Resolution", "fix", "What ended it?");
        row.Add(new Button("Add task", $"{inc} task", Form: IncidentForms.AddTask(inc)));
        return new Buttons(row.ToImmutable());
    }

    private static Form Told(string title, string command, string question) =>
        new(title, command + " {text}", [new FormField("text", question, FieldKind.Paragraph)]);
}
