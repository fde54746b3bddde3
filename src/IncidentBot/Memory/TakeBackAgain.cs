using IncidentBot.Incidents;

namespace IncidentBot.Memory;

/// <summary>Said by the bot to a past incident of which somebody found that it did not come back: its reminders say so no more.</summary>
/// <param name="In">The later incident.</param>
internal sealed record TakeBackAgain(IncidentId In) : IncidentCommand
{
    /// <inheritdoc />
    public override string Line => $"(it did not happen again: {In})";

    /// <inheritdoc />
    public override Decision Decide(Incident incident, Asked asked) =>
        incident.Entries.Find(entry => entry is { Counts: true, What: HappenedAgain again } && again.In == In.Number) is { } said
            ? new EntryRetracted(said.Number, $"{In} was something else")
            : Decision.Nothing("not said");
}
