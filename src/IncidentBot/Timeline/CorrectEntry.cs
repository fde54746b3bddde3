using IncidentBot.Chat;
using IncidentBot.Incidents;

namespace IncidentBot.Timeline;

/// <summary>Puts an entry into other words. The old words stay in the events.</summary>
public sealed record CorrectEntry(int Entry, string Text) : IncidentCommand
{
    /// <summary>How it is said.</summary>
    public static Verb Verb { get; } =
        new("correct", "#17 TEXT", "Puts an entry into other words; the old ones are kept.", (words, _) => Read(words))
        {
            Aliases = ["edit", "amend"],
            Examples = ["correct #17 The rollback took 12 minutes, not 2"],
        };

    /// <summary>The change of the pinned message that the entry is to follow; null where somebody corrects it.</summary>
    public MessageEdit? Edit { get; init; }

    /// <inheritdoc />
    public override string Line => $"{Verb.Name} #{Entry} {Text}";

    /// <inheritdoc />
    public override Decision Decide(Incident incident, Asked asked)
    {
        if (Entries.Missing(incident, Entry) is { } missing)
        {
            return missing;
        }

        var entry = incident.FindEntry(Entry)!;
        return entry.What.Words switch
        {
            null => Decision.Refuse($"#{Entry} has no words of its own to correct. Say `retract #{Entry}` and then what is right."),
            var words when words == Text => Decision.Nothing($"#{Entry} says exactly that already; nothing to change."),
            var words when Edit is not null && !Follows(entry, words) => Decision.Nothing($"#{Entry} stays as it is."),
            _ when entry.What is IncidentOpened && Text.Length > Open.LongestTitle => Decision.Refuse(
                $"A title has at most {Open.LongestTitle} characters; this one has {Text.Length}."
            ),
            var words => new EntryCorrected(Entry, words, Text, Edit?.AsOf),
        };
    }

    // Changes may be told in the wrong order. What somebody has put into other words is theirs.
    private bool Follows(TimelineEntry entry, string words) =>
        entry.AsOf is { } state ? string.CompareOrdinal(Edit!.AsOf, state) > 0 : words == Edit!.Before;

    private static Reading Read(string words)
    {
        var (word, text) = Phrase.Word(words);
        text = Phrase.Unquoted(Phrase.Opened(text));
        return Phrase.Number(word, '#', out var number) && text.Length > 0
            ? new CorrectEntry(number, text)
            : Reading.NotUnderstood("Which entry, and what should it say? Type `correct #17 TEXT`; `timeline` shows the numbers.");
    }
}
