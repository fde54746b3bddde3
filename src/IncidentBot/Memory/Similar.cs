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
            "[TEXT]",
            "Shows past incidents that resemble this one, or the text: what it was, what fixed it, what was suspected wrongly, and what is still promised.",
            (words, context) =>
                Phrase.Unquoted(words.Trim()) is { Length: > 0 } text ? new Similar(text)
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

    /// <inheritdoc />
    public override string Line => $"{Verb.Name} {Text}".TrimEnd();

    /// <inheritdoc />
    public override async Task<Reply> AnswerAsync(Questioned asked, CancellationToken cancellation)
    {
        var text = Text.Length > 0 || asked.Incident is null ? Text : MemoryDocument.Symptoms(asked.Incident);
        var resemblances = new Resemblances(asked.Store);
        var found = await resemblances.FindAsync(text, asked.Incident?.Id, Most, cancellation);
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
