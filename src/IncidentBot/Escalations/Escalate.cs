using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;
using IncidentBot.People;
using IncidentBot.Times;

namespace IncidentBot.Escalations;

/// <summary>Brings in another team or person, and says why.</summary>
public sealed record Escalate(Party To, string Text) : IncidentCommand
{
    /// <summary>How it is said.</summary>
    public static Verb Verb { get; } =
        new(
            "escalate",
            "[at TIME] @team-or-person TEXT",
            "Brings in another team or person and says why.",
            (words, context) => Read(Verb!, words, context, (to, text) => new Escalate(to, text))
        )
        {
            Aliases = ["engage", "bring"],
            Examples =
            [
                "escalate @devops The network analysis was inconclusive",
                "escalate at 12:00 @infrastructure Need hands on the load balancer",
            ],
        };

    /// <inheritdoc />
    public override string Line => $"{Verb.Name} {To.Spoken} {Told(Text)}".TrimEnd();

    /// <inheritdoc />
    public override Decision Decide(Incident incident, Asked asked) =>
        incident.IsClosed && When is null
            ? Decision.Refuse($"{incident.Id} is closed. Say when it was, `escalate at 12:00 …`, or take it up again with `reopen TEXT`.")
            : Decision.Record(new Escalated(To, Text), When);

    internal static Reading Read(Verb verb, string words, ReadingContext context, Func<Party, string, Command> make)
    {
        var (when, rest, wrong) = Phrase.Timed(words, context);
        if (wrong is not null)
        {
            return Reading.NotUnderstood(wrong);
        }

        rest = rest.StartsWith("to ", StringComparison.OrdinalIgnoreCase) ? rest[3..].TrimStart() : rest;
        if (!Phrase.Party(rest, bare: true, out var party, out var tail))
        {
            return Reading.NotUnderstood(Prose.Of("Whom? Type ") + Prose.Code($"{verb.Name} {verb.Usage}") + Phrase.Example(verb));
        }

        var (later, text, wrongLater) = when is null ? Phrase.Timed(tail, context) : (when, Phrase.Unquoted(Phrase.Opened(tail)), null);
        return wrongLater is not null
            ? Reading.NotUnderstood(wrongLater)
            : (Reading)Phrase.Stamp(make(Phrase.Meant(party, context), text), later);
    }
}
