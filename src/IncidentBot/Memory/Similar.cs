using System.Collections.Immutable;
using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;

namespace IncidentBot.Memory;

/// <summary>Asks for past incidents that resemble this one, or a text. Private incidents and drills are not remembered.</summary>
public sealed record Similar(string Text) : Question
{
    private const int Most = 3;

    /// <summary>How it is said.</summary>
    public static Verb Verb { get; } =
        new(
            "similar",
            "[TEXT|not INC-3]",
            "Shows past incidents that resemble this one, or the text: what it was, what fixed it, what was suspected wrongly, and what is still promised.",
            (words, context) =>
                Denied(words) is { } past
                    ? context.Incident is null
                        ? Reading.WhichIncident()
                        : new DenyRecurrence(past)
                    : Phrase.Unquoted(words.Trim()) is { Length: > 0 } text
                        ? new Similar(text)
                        : context.Incident is null
                            ? Reading.NotUnderstood(
                                "Like what? Type `similar` and how it shows, such as `similar checkout answers 502`, or `similar` alone in an incident's channel."
                            )
                            : new Similar("")
        )
        {
            Aliases = ["recurrence", "related"],
            Examples = ["similar", "similar load balancer sends all traffic to one server"],
            NeedsIncident = false,
        };

    private static IncidentId? Denied(string words)
    {
        var (word, rest) = Phrase.Word(words.Trim());
        return word.Equals("not", StringComparison.OrdinalIgnoreCase) && IncidentId.TryParse(rest.Trim(), out var past) ? past : null;
    }

    /// <inheritdoc />
    public override string Line => $"{Verb.Name} {Text}".TrimEnd();

    /// <inheritdoc />
    public override async Task<Reply> AnswerAsync(Questioned asked, CancellationToken cancellation)
    {
        var text = Text.Length > 0 || asked.Incident is null ? Text : MemoryDocument.Symptoms(asked.Incident);
        var resemblances = new Resemblances(asked.Store);
        var denied = asked.Incident is null || Text.Length > 0 ? 0 : asked.Incident.Entries.Count(entry => entry.What is RecurrenceDenied);
        var nearest = await resemblances.FindAsync(text, asked.Incident?.Id, Most + denied, cancellation);
        var found = nearest
            .Where(past => denied == 0 || !SeenBefore.IsDenied(asked.Incident!, past.Past.Id.Number))
            .Take(Most)
            .ToImmutableArray();
        return Reply.Answer(
            found.IsEmpty
                ? Card.Of(
                    Prose.Of("No past incident is near enough to be worth your time. ")
                        + "Say more of how it shows, as in "
                        + Prose.Code("similar checkout answers 502")
                        + "; "
                        + Prose.Code("list closed")
                        + " shows the past ones."
                )
                : resemblances.Card(found)
        );
    }
}
