using IncidentBot.Chat;
using IncidentBot.CorrectiveTasks;
using IncidentBot.People;
using IncidentBot.Postmortems.Editing;
using IncidentBot.Postmortems.Publishing;
using IncidentBot.Postmortems.Reviews;
using IncidentBot.Postmortems.Templates;
using IncidentBot.Postmortems.Wording;

namespace IncidentBot.Postmortems;

/// <summary>The verb <c>postmortem</c> and the words that may follow it.</summary>
public static class PostmortemVerb
{
    /// <summary>How it is said.</summary>
    public static Verb Verb { get; } =
        new(
            "postmortem",
            "[show|review @who|comment TEXT|approve [TEXT]|edit SECTION TEXT|restore SECTION|template NAME|reword|versions|publish [REASON]]",
            "Shows the postmortem as it stands, asks somebody to review it, puts a section into your words, or publishes it.",
            Read
        )
        {
            Aliases = ["pm", "draft"],
            Examples =
            [
                "postmortem",
                "postmortem review @amara",
                "postmortem edit root-cause A certificate had expired, and nothing watched it",
                "postmortem publish",
            ],
        };

    private static Reading Read(string words, ReadingContext context)
    {
        var (word, rest) = Phrase.Word(words);
        return word.ToLowerInvariant() switch
        {
            "" or "show" => new ShowPostmortem(),
            "publish" => new Publish(Phrase.Unquoted(rest)),
            "review" when PartyPhrase.Read(rest, context) is { } party => new RequestReview(party),
            "review" => Reading.NotUnderstood("Who should review it? Type `postmortem review @who`."),
            "comment" => CommentOnPostmortem.Read(rest),
            "approve" => new ApprovePostmortem(Phrase.Unquoted(rest)),
            "edit" => EditSection.Read(rest),
            "restore" => RestoreSection.Read(rest),
            "template" => PickTemplate.Read(rest),
            "reword" => new Reword(),
            "versions" or "history" => context.Incident is null ? Reading.WhichIncident() : new ShowVersions(),
            _ => Reading.NotUnderstood(
                "Type `postmortem`, `postmortem review @who`, `postmortem publish`, or `help postmortem` for the rest."
            ),
        };
    }
}
