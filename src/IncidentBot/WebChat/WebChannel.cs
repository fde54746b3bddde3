namespace IncidentBot.WebChat;

/// <summary>A channel of the web chat.</summary>
public sealed record WebChannel(string Id, string Name, string Topic, int? Incident, bool IsPrivate);
