using IncidentBot.Chat;
using IncidentBot.Incidents;

namespace IncidentBot.Postmortems.Reviews;

/// <summary>Says something about the postmortem, for those who write it; it is no part of the document.</summary>
public sealed record CommentOnPostmortem(string Text) : IncidentCommand
{
    /// <inheritdoc />
    public override string Line => $"postmortem comment {Text}";

    /// <inheritdoc />
    public override Decision Decide(Incident incident, Asked asked) => new PostmortemCommented(Text);

    internal static Reading Read(string words) =>
        Phrase.Unquoted(words) is { Length: > 0 } text
            ? new CommentOnPostmortem(text)
            : Reading.NotUnderstood("What do you want to say? Type `postmortem comment TEXT`.");
}
