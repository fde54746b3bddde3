using IncidentBot.Incidents;

namespace IncidentBot.Outbox;

/// <summary>One effect on its way to one platform. <paramref name="Attempts"/> counts this try too.</summary>
public sealed record Delivery(string Id, string Platform, string Conversation, IncidentId Incident, Effect Effect, int Attempts);
