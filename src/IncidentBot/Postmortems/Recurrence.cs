using System.Collections.Immutable;

namespace IncidentBot.Postmortems;

/// <summary>A past incident that resembles this one.</summary>
/// <param name="Incident">Its number, or the name of the document that it was imported from.</param>
/// <param name="Title">What broke.</param>
/// <param name="Cause">Its root cause; null where nobody said.</param>
/// <param name="Fix">What ended it; null where nobody said.</param>
/// <param name="LeftUndone">What was promised then and is still open.</param>
public sealed record Recurrence(string Incident, string Title, string? Cause, string? Fix, ImmutableArray<string> LeftUndone);
