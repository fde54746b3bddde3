using IncidentBot.Chat;

namespace IncidentBot.Incidents;

/// <summary>Declares the outage over; the duration is reckoned to here.</summary>
public sealed record Resolve(string Text) : ToldCommand(Text)
{
    /// <summary>How it is said.</summary>
    public static Verb Verb { get; } =
        new(
            "resolved",
            "[at TIME] TEXT",
            "Declares the outage over; the duration is reckoned to here.",
            (words, context) => Phrase.Told(Verb!, words, context, text => new Resolve(text))
        )
        {
            Aliases = ["resolve", "over"],
            Examples = ["resolved Traffic is even again and errors are gone", "resolved at 14:30 Confirmed by monitoring"],
        };

    /// <inheritdoc />
    public override bool MustFollowStart => true;

    /// <inheritdoc />
    public override bool IsForTheRecord => false;

    /// <inheritdoc />
    protected override string Name => Verb.Name;

    /// <inheritdoc />
    public override Decision Decide(Incident incident, Asked asked) =>
        incident.Status == IncidentStatus.Resolved
            ? Decision.Refuse(
                $"{incident.Id} is resolved already. If the time was wrong, say `retime #{incident.Entries.Last(entry => entry.Counts && entry.What is Resolved).Number} at TIME`; to end it, `close`."
            )
            : Decision.Record(new Resolved(Text), When);
}
