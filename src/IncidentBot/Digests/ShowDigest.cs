using IncidentBot.Chat;
using IncidentBot.Incidents;

namespace IncidentBot.Digests;

/// <summary>Shows the weekly digest as it would be now.</summary>
public sealed record ShowDigest : Question
{
    /// <summary>How it is said.</summary>
    public static Verb Verb { get; } =
        new(
            "digest",
            "",
            "Shows the weekly digest of corrective tasks as it would be now: overdue, due, done, by team and owner.",
            (_, _) => new ShowDigest()
        )
        {
            Aliases = ["weekly"],
            Examples = ["digest"],
            NeedsIncident = false,
        };

    /// <inheritdoc />
    public override string Line => Verb.Name;

    /// <inheritdoc />
    public override async Task<Reply> AnswerAsync(Questioned asked, CancellationToken cancellation) =>
        Reply.Answer((await DigestCall.ComposeAsync(asked.Store, asked.Reminders, asked.Asked.Now, cancellation)).Card());
}
