using IncidentBot.Chat;

namespace IncidentBot.Incidents;

/// <summary>Says that customers are served again, while people still watch.</summary>
public sealed record Restore(string Text) : ToldCommand(Text)
{
    /// <summary>How it is said.</summary>
    public static Verb Verb { get; } =
        new(
            "restored",
            "[at TIME] TEXT",
            "Says that customers are served again, while people still watch.",
            (words, context) => Phrase.Told(Verb!, words, context, text => new Restore(text))
        )
        {
            Aliases = ["restore", "recovered"],
            Examples = ["restored All checkouts work again", "restored at 17:00 Full functionality verified"],
        };

    /// <inheritdoc />
    public override bool MustFollowStart => true;

    /// <inheritdoc />
    protected override string Name => Verb.Name;

    /// <inheritdoc />
    public override Decision Decide(Incident incident, Asked asked) =>
        incident.IsOver && When is null
            ? Decision.Refuse(
                $"{incident.Id} is {incident.Status.Spoken()} already. Say when it was restored, `restored at 13:00 TEXT`, or take it up again with `reopen TEXT`."
            )
            : Decision.Record(new Restored(Text), When);
}
