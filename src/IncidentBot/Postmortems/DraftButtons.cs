using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;

namespace IncidentBot.Postmortems;

/// <summary>Buttons under a draft for what is missing in it: one press and a sentence fill it.</summary>
internal static class DraftButtons
{
    // Teams shows six without a menu.
    private const int Most = 5;

    public static Buttons Of(Incident incident)
    {
        var asked = MissingFacts.Of(incident).Select(fact => fact.Button).OfType<Button>().Take(Most);
        return new Buttons([.. asked, new Button("Add task", $"{incident.Id} task", Form: IncidentForms.AddTask(incident.Id.ToString()))]);
    }
}
