namespace IncidentBot.People;

/// <summary>A person who speaks, and the zone they are in (a NodaTime id): times they type without a zone are in it.</summary>
public sealed record Speaker(Person Person, string ZoneId);
