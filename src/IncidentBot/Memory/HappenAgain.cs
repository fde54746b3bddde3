using IncidentBot.Incidents;
using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.Memory;

/// <summary>Said by the bot to a past incident that came back: its owners are told, its reminders say so. Once for each later incident.</summary>
/// <param name="In">The later incident.</param>
/// <param name="Title">What broke in that.</param>
/// <param name="Began">When that began.</param>
internal sealed record HappenAgain(IncidentId In, string Title, Moment? Began) : IncidentCommand
{
    /// <inheritdoc />
    public override string Line => $"(it happened again: {In})";

    /// <inheritdoc />
    public override Decision Decide(Incident incident, Asked asked) =>
        incident.Entries.Exists(entry => entry.What is HappenedAgain again && again.In == In.Number)
            ? Decision.Nothing("said already")
            : Decision.Record(new HappenedAgain(In.Number, Title), Began);
}
