using IncidentBot.People;
using NodaTime;

namespace IncidentBot.Nudges;

/// <summary>Somebody who was paged or brought in and has not been heard of since.</summary>
/// <param name="To">Who.</param>
/// <param name="IsPage">Paged; else brought in by an escalation.</param>
/// <param name="Since">When the bot was told.</param>
public sealed record Call(Party To, bool IsPage, Instant Since);
