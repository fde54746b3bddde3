using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;

namespace IncidentBot.Memory;

/// <summary>Asks for past incidents that resemble this one.</summary>
public sealed record Similar(string Text) : Question
{
    /// <summary>How it is said.</summary>
    public static Verb Verb { get; } =
        new(
            "similar",
            "[TEXT]",
            "Asks for past incidents that resemble this one. The memory is not built yet: it says so.",
            (words, _) => new Similar(Phrase.Unquoted(words.Trim()))
        )
        {
            Aliases = ["recurrence", "related"],
            Examples = ["similar", "similar load balancer sends all traffic to one server"],
            NeedsIncident = false,
        };

    /// <inheritdoc />
    public override string Line => $"similar {Text}".TrimEnd();

    /// <inheritdoc />
    public override Task<Reply> AnswerAsync(Questioned asked, CancellationToken cancellation) =>
        Task.FromResult(
            Reply.Answer(
                Card.Of(
                    Prose.Of("This bot cannot look for resembling incidents yet, so nothing was searched. ")
                        + Prose.Code("list all")
                        + " shows the past ones."
                )
            )
        );
}
