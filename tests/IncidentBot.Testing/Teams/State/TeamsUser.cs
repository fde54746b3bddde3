namespace IncidentBot.Testing.Teams;

/// <summary>Somebody of the organisation. The bot knows people by <paramref name="Id"/>, Graph by <paramref name="AadObjectId"/>.</summary>
public sealed record TeamsUser(string Id, string AadObjectId, string Name)
{
    public string TimeZone { get; init; } = "UTC";

    public string UserPrincipalName => Name.ToLowerInvariant().Replace(' ', '.') + "@example.com";
}
