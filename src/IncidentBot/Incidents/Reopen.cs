using IncidentBot.Chat;

namespace IncidentBot.Incidents;

/// <summary>Takes an incident up again.</summary>
public sealed record Reopen(string Text) : ToldCommand(Text)
{
    /// <summary>How it is said.</summary>
    public static Verb Verb { get; } =
        new(
            "reopen",
            "[at TIME] TEXT",
            "Takes a resolved or closed incident up again and says why.",
            (words, context) => Phrase.Told(Verb!, words, context, text => new Reopen(text))
        )
        {
            Aliases = ["reopened"],
            Examples = ["reopen Errors are back on two servers"],
        };

    /// <inheritdoc />
    public override bool MustFollowStart => true;

    /// <inheritdoc />
    protected override string Name => Verb.Name;

    /// <inheritdoc />
    public override Decision Decide(Incident incident, Asked asked) =>
        incident.Import is { } import
            ? Decision.Refuse($"{incident.Id} was read from {import.Source}. What is broken now is an incident of its own: `open TITLE`.")
        : incident.IsOver ? Decision.Record(new IncidentReopened(Text), When)
        : Decision.Refuse(
            $"{incident.Id} is {incident.Status.Spoken()}, so there is nothing to reopen. Put what you saw on the timeline with `note TEXT`."
        );
}
