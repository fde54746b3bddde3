using IncidentBot.Chat;
using IncidentBot.People;

namespace IncidentBot.Postmortems;

/// <summary>The verb <c>postmortem</c> and the words that may follow it.</summary>
public static class PostmortemVerb
{
    /// <summary>How it is said.</summary>
    public static Verb Verb { get; } =
        new(
            "postmortem",
            "[show|review @who|publish]",
            "Shows the postmortem as it stands, asks somebody to review it, or publishes it.",
            Read
        )
        {
            Aliases = ["pm", "draft"],
            Examples = ["postmortem", "postmortem review @amara", "postmortem publish"],
        };

    private static Reading Read(string words, ReadingContext context)
    {
        var (word, rest) = Phrase.Word(words);
        return word.ToLowerInvariant() switch
        {
            "" or "show" => new ShowPostmortem(),
            "publish" => new Publish(Phrase.Unquoted(rest)),
            "review" when Phrase.Party(rest, bare: true, out var party, out var tail) && tail.Length == 0 => new RequestReview(party),
            "review" => Reading.NotUnderstood("Who should review it? Type `postmortem review @who`."),
            _ => Reading.NotUnderstood("Type `postmortem`, `postmortem review @who` or `postmortem publish`."),
        };
    }
}
