namespace IncidentBot.Teams.Conversations;

/// <summary>How a conversation is written to.</summary>
/// <param name="Id">The conversation without a thread.</param>
/// <param name="ServiceUrl">The connector that serves it, ending in a slash.</param>
/// <param name="Kind"><c>personal</c>, <c>groupChat</c> or <c>channel</c>.</param>
/// <param name="Team">The team as the connector knows it, <c>19:…</c>; empty for a chat.</param>
/// <param name="TeamGroup">The team as Graph knows it; empty where no message has said it.</param>
internal sealed record Reference(string Id, string ServiceUrl, string Kind, string Team, string TeamGroup);
