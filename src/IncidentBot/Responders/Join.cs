using IncidentBot.Chat;
using IncidentBot.Incidents;

namespace IncidentBot.Responders;

/// <summary>The speaker takes part.</summary>
public sealed record Join : IncidentCommand
{
    /// <summary>How it is said.</summary>
    public static Verb Verb { get; } =
        new(
            "join",
            "[at TIME]",
            "Says that you take part.",
            (words, context) => Phrase.Told(Verb!, words, context, _ => new Join(), needsText: false)
        )
        {
            Aliases = ["here"],
            Examples = ["join"],
        };

    /// <inheritdoc />
    public override bool IsForTheRecord => false;

    /// <inheritdoc />
    public override string Line => $"{Verb.Name} {At}".TrimEnd();

    /// <inheritdoc />
    public override Decision Decide(Incident incident, Asked asked) =>
        incident.Entries.Exists(entry => entry.Counts && entry.What is ResponderJoined joined && joined.Who.Id == asked.By.Id)
            ? Decision.Nothing($"You take part in {incident.Id} already.")
            : Decision.Record(new ResponderJoined(asked.By), When);
}
