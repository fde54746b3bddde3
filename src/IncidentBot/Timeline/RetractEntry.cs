using IncidentBot.Chat;
using IncidentBot.Incidents;

namespace IncidentBot.Timeline;

/// <summary>Takes an entry back: it stays in the events and counts for nothing.</summary>
public sealed record RetractEntry(int Entry, string Text) : IncidentCommand
{
    /// <summary>How it is said.</summary>
    public static Verb Verb { get; } =
        new("retract", "#17 [TEXT]", "Takes an entry back; it is kept, and counts for nothing.", (words, _) => Read(words))
        {
            Aliases = ["delete", "remove"],
            Examples = ["retract #17", "retract #17 That was another incident"],
        };

    /// <inheritdoc />
    public override string Line => $"{Verb.Name} #{Entry} {Text}".TrimEnd();

    /// <inheritdoc />
    public override Decision Decide(Incident incident, Asked asked)
    {
        if (Entries.Missing(incident, Entry) is { } missing)
        {
            return missing;
        }

        return incident.FindEntry(Entry)!.What switch
        {
            IncidentOpened => Decision.Refuse(
                $"#{Entry} opened {incident.Id} and cannot be taken back. If it was no incident, say `close REASON`."
            ),
            IncidentClosed => Decision.Refuse($"#{Entry} closed {incident.Id}. To take it up again, say `reopen TEXT`."),
            IncidentReopened => Decision.Refuse($"#{Entry} reopened {incident.Id}. To end it again, say `close`."),
            ChannelOpened channel => Decision.Refuse(
                $"#{Entry} says where {incident.Id} has its channel, {channel.Name}; that stays true."
            ),
            TaskReminded reminded => Decision.Refuse(
                $"#{Entry} says that {reminded.To} was reminded; that stays true. To be left alone, say `task snooze T{reminded.Task} 1 week`."
            ),
            _ => new EntryRetracted(Entry, Text),
        };
    }

    private static Reading Read(string words)
    {
        var (word, text) = Phrase.Word(words);
        return Phrase.Number(word, '#', out var number)
            ? new RetractEntry(number, Phrase.Unquoted(Phrase.Opened(text)))
            : Reading.NotUnderstood("Which entry? Type `retract #17`; `timeline` shows the numbers, `undo` takes back your last one.");
    }
}
