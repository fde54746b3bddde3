using IncidentBot.Chat;
using IncidentBot.Incidents;
using IncidentBot.Times;

namespace IncidentBot.Timeline;

/// <summary>Moves an entry to another time. The old time stays in the events.</summary>
public sealed record RetimeEntry(int Entry, Moment To) : IncidentCommand
{
    /// <summary>How it is said.</summary>
    public static Verb Verb { get; } =
        new("retime", "#17 at TIME", "Moves an entry to another time; the old one is kept. `retime #1` moves the incident's start.", Read)
        {
            Aliases = ["move"],
            Examples = ["retime #17 at 10:45", "retime #1 at yesterday 23:10", "retime #4 between 14:00 and 16:00"],
        };

    /// <inheritdoc />
    public override string Line => $"{Verb.Name} #{Entry} {To}";

    /// <inheritdoc />
    public override Decision Decide(Incident incident, Asked asked)
    {
        if (Entries.Missing(incident, Entry) is { } missing)
        {
            return missing;
        }

        if (Timing.NotYet(To, asked.Now) is { } notYet)
        {
            return Decision.Refuse(notYet);
        }

        var entry = incident.FindEntry(Entry)!;
        return entry.When == To ? Decision.Nothing($"#{Entry} is at that time already; nothing to change.")
            : entry.What is IncidentOpened && To.From is null
                ? Decision.Refuse("The incident has to begin at some time, if only about: `retime #1 around 14:00`.")
            : Timing.Misplaced(entry.What, To, incident) is { } misplaced ? Decision.Refuse(misplaced)
            : new EntryRetimed(Entry, entry.When, To);
    }

    private static Reading Read(string words, ReadingContext context)
    {
        var (word, rest) = Phrase.Word(words);
        if (!Phrase.Number(word, '#', out var number))
        {
            return Reading.NotUnderstood("Which entry, and to what time? Type `retime #17 at 10:45`; `timeline` shows the numbers.");
        }

        var reading = TimeReader.ReadLeading(rest, context.Time);
        reading = reading.Found || reading.Wrong is not null ? reading : TimeReader.ReadLeading("at " + rest, context.Time);
        return reading switch
        {
            { Wrong: { } wrong } => Reading.NotUnderstood(wrong),
            { Found: true } => new RetimeEntry(number, reading.When!),
            _ => Reading.NotUnderstood(
                $"To what time? Type `retime #{number} at 10:45`, `around 15:00`, `between 14:00 and 16:00` or `at ?`."
            ),
        };
    }
}
