using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.CorrectiveTasks;
using IncidentBot.Postmortems.Wording;

namespace IncidentBot.Incidents;

/// <summary>Ends the incident and drafts its postmortem.</summary>
public sealed record Close(string Text) : ToldCommand(Text)
{
    /// <summary>How it is said.</summary>
    public static Verb Verb { get; } =
        new(
            "close",
            "[TEXT]",
            "Ends the incident and drafts its postmortem. An incident that was not resolved needs the reason.",
            (words, context) => Phrase.Told(Verb!, words, context, text => new Close(text), needsText: false)
        )
        {
            Aliases = ["end", "closed"],
            Examples = ["close", "close False alarm: the alert rule was wrong"],
        };

    /// <inheritdoc />
    public override bool MustFollowStart => true;

    /// <inheritdoc />
    protected override string Name => Verb.Name;

    /// <inheritdoc />
    public override Decision Decide(Incident incident, Asked asked) =>
        incident switch
        {
            { IsClosed: true } => Decision.Refuse(
                $"{incident.Id} is closed already. `postmortem` shows its draft; `reopen TEXT` takes it up again."
            ),
            { IsOver: false } when Text.Length == 0 => Decision.Refuse(
                Prose.Of($"{incident.Id} is still {incident.Status.Spoken()}. Say ")
                    + Prose.Code("resolved TEXT")
                    + " when it is over and then "
                    + Prose.Code("close")
                    + "; or, if it ends without that, "
                    + Prose.Code("close REASON")
                    + "."
            ),
            _ => TaskGaps.Refusal(incident, asked.Needs, Verb.Name)
                ?? Decision.Record(new IncidentClosed(Text), When).Showing(Reword.Of(incident, asked.Postmortems)),
        };
}
