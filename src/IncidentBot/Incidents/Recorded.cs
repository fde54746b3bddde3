using IncidentBot.People;
using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.Incidents;

/// <summary>An event as it was committed. <paramref name="Number"/> is its place in the incident, from 1, without gaps: <c>#17</c>.</summary>
/// <param name="Number">The event's sequence number.</param>
/// <param name="What">What happened.</param>
/// <param name="When">When it happened, as people know it.</param>
/// <param name="RecordedAt">When the bot was told (UTC, microseconds).</param>
/// <param name="By">Who told it.</param>
public sealed record Recorded(int Number, IncidentEvent What, Moment When, Instant RecordedAt, Person By);
