using IncidentBot.Incidents;

namespace IncidentBot.WebChat;

/// <summary>A channel in the list, with as much of its incident as the list shows.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Incident">Its incident; null where it is no incident's.</param>
public sealed record ChannelLine(WebChannel Channel, ListedIncident? Incident);

/// <summary>An incident in the list of channels.</summary>
public sealed record ListedIncident(IncidentId Id, string Title, Severity Severity, IncidentStatus Status);
