using IncidentBot.Incidents;

namespace IncidentBot.Timeline;

/// <summary>What is said of an entry's number that names nothing.</summary>
internal static class Entries
{
    /// <summary>The refusal for an entry that is not there or was taken back; null where it can be changed.</summary>
    public static Decision? Missing(Incident incident, int number) =>
        incident.FindEntry(number) switch
        {
            null => Decision.Refuse(
                $"{incident.Id} has no entry #{number}; the last is #{incident.Sequence}. `timeline full` shows them all. For another incident's entry put its number first: `INC-7 correct #{number} …`."
            ),
            { Counts: false } => Decision.Refuse($"#{number} was retracted and no longer counts. Say it again with `note TEXT`."),
            { What: EntryCorrected or EntryRetimed or EntryRetracted } => Decision.Refuse(
                $"#{number} is itself a correction. Correct the entry that it speaks of."
            ),
            _ => null,
        };
}
