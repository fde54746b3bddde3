using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;
using NodaTime;

namespace IncidentBot.Timeline;

/// <summary>Shows the timeline: the story in order, or (full) every event with its number, corrections and retracted ones too.</summary>
public sealed record ShowTimeline(bool IsFull) : IncidentQuestion
{
    // More than this is for the page, not for a chat.
    private const int Most = 40;

    /// <summary>How it is said.</summary>
    public static Verb Verb { get; } =
        new(
            "timeline",
            "[full]",
            "Shows the timeline; `full` shows every event, corrections too. With other words behind it, it is a `note`.",
            Read
        )
        {
            Aliases = ["tl", "history"],
            Examples = ["timeline", "timeline full"],
        };

    /// <inheritdoc />
    public override string Line => IsFull ? "timeline full" : "timeline";

    /// <inheritdoc />
    public override Card Answer(Incident incident, Instant now)
    {
        var entries = IsFull ? incident.Entries : ChronologicalOrder.Of(incident);
        var shown = entries
            .Skip(Math.Max(0, entries.Count - Most))
            .Select(entry => entry.Counts ? EventSentence.Line(entry) : EventSentence.Line(entry) + " (retracted)");
        var headline = $"{incident.Id} {incident.Title}: timeline";
        var card =
            entries.Count > Most
                ? Card.Of(headline, new Paragraph($"The last {Most} of {entries.Count} entries; the draft and the page have them all."))
                : Card.Of(headline);
        return card.With(new Listing([.. shown]));
    }

    private static Reading Read(string words, ReadingContext context) =>
        words.Trim().ToLowerInvariant() switch
        {
            "" => new ShowTimeline(false),
            "full" or "all" => new ShowTimeline(true),
            _ => Phrase.Told(
                AddEntry.Verb,
                words.StartsWith("add ", StringComparison.OrdinalIgnoreCase) ? words[4..] : words,
                context,
                text => new AddEntry(text)
            ),
        };
}
