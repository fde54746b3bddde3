using IncidentBot.Chat;
using IncidentBot.Incidents;

namespace IncidentBot.Timeline;

/// <summary>Takes back what the speaker said last in this incident.</summary>
public sealed record Undo : IncidentCommand
{
    /// <summary>How it is said.</summary>
    public static Verb Verb { get; } =
        new("undo", "", "Takes back what you said last in this incident.", (_, _) => new Undo()) { Examples = ["undo"] };

    /// <inheritdoc />
    public override string Line => Verb.Name;

    /// <inheritdoc />
    public override Decision Decide(Incident incident, Asked asked)
    {
        var last = incident.Entries.FindLast(entry =>
            entry.Counts && entry.By.Id == asked.By.Id && entry.What is not (EntryCorrected or EntryRetimed or EntryRetracted)
        );
        return last is null
            ? Decision.Refuse($"You have said nothing in {incident.Id} that could be taken back.")
            : new RetractEntry(last.Number, "").Decide(incident, asked);
    }
}
