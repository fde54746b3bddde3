using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;

namespace IncidentBot.Chat;

/// <summary>Explains what can be said: all verbs, or one with examples.</summary>
public sealed record HelpFor(string About) : Question
{
    /// <summary>How it is said.</summary>
    public static Verb Verb { get; } =
        new(
            "help",
            "[VERB]",
            "Lists what can be said, or explains one verb with examples.",
            (words, _) => new HelpFor(Phrase.Word(words).Word)
        )
        {
            Aliases = ["?", "commands"],
            Examples = ["help", "help suspect"],
            NeedsIncident = false,
        };

    /// <inheritdoc />
    public override string Line => $"help {About}".TrimEnd();

    /// <inheritdoc />
    public override Task<Reply> AnswerAsync(Questioned asked, CancellationToken cancellation) => Task.FromResult(Answer());

    private Reply Answer()
    {
        if (About.Length == 0)
        {
            return Reply.Answer(All());
        }

        if (Vocabulary.Find(About) is { } verb)
        {
            return Reply.Answer(One(verb));
        }

        var nearest = Nearest.To(About, Vocabulary.Verbs.Select(known => known.Name));
        return Reply.Refused(
            Prose.Of($"“{About}” is no command.")
                + (nearest is null ? " " : Prose.Of(" Did you mean ") + Prose.Code($"help {nearest}") + "? ")
                + Prose.Code("help")
                + " lists what can be said."
        );
    }

    private static Card All() =>
        Card.Of(
            "What you can say",
            new Paragraph(
                "Put `at 10:45`, `15m ago` or `around 15:00` before a text to say when it was. Outside an incident's channel put its number first: `INC-42 note …`."
            ),
            new Listing([.. Vocabulary.Verbs.Select(verb => Prose.Code(verb.Name) + " " + verb.Help)]),
            new Paragraph(Prose.Code("help VERB") + " explains one with examples; " + Prose.Code("tutorial") + " is a five-minute drill.")
        );

    private static Card One(Verb verb)
    {
        var card = Card.Of($"{verb.Name} {verb.Usage}".TrimEnd(), new Paragraph(verb.Help));
        card = verb.Aliases.IsEmpty ? card : card.With(new Paragraph("Also: " + string.Join(", ", verb.Aliases)));
        return card.With(new Listing([.. verb.Examples.Select(Prose.Code)]));
    }
}
