using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;

namespace IncidentBot.Memory;

/// <summary>Asks for past incidents that resemble this one. In an incident the question is kept with its events; nothing is searched yet.</summary>
public sealed record AskSimilar(string Text) : IncidentCommand
{
    /// <inheritdoc />
    public override string Line => $"{Similar.Verb.Name} {Text}".TrimEnd();

    /// <inheritdoc />
    public override Decision Decide(Incident incident, Asked asked) =>
        Decision.Record(new SimilarAsked(Text)).Saying(Prose.Of("It is kept that you asked. ") + Similar.NothingSearched);
}

/// <summary>The same question outside an incident.</summary>
public sealed record Similar(string Text) : Question
{
    /// <summary>How it is said.</summary>
    public static Verb Verb { get; } =
        new(
            "similar",
            "[TEXT]",
            "Asks for past incidents that resemble this one. The memory is not built yet: it says so.",
            (words, context) => Read(Phrase.Unquoted(words.Trim()), context)
        )
        {
            Aliases = ["recurrence", "related"],
            Examples = ["similar", "similar load balancer sends all traffic to one server"],
            NeedsIncident = false,
        };

    /// <inheritdoc />
    public override string Line => $"{Verb.Name} {Text}".TrimEnd();

    internal static Prose NothingSearched =>
        Prose.Of("This bot cannot look for resembling incidents yet, so nothing was searched. ")
        + Prose.Code("list all")
        + " shows the past ones.";

    /// <inheritdoc />
    public override Task<Reply> AnswerAsync(Questioned asked, CancellationToken cancellation) =>
        Task.FromResult(Reply.Answer(Card.Of(NothingSearched)));

    private static Reading Read(string text, ReadingContext context) => context.Incident is null ? new Similar(text) : new AskSimilar(text);
}
