namespace IncidentBot.Incidents;

/// <summary>Where an incident stands. It moves forward through these, and <c>reopen</c> takes it back to the first.</summary>
public enum IncidentStatus
{
    /// <summary>People look for the cause.</summary>
    Investigating,

    /// <summary>The cause is known.</summary>
    Identified,

    /// <summary>A temporary fix is in place, or the service is back and being watched.</summary>
    Mitigated,

    /// <summary>The outage is over.</summary>
    Resolved,

    /// <summary>The postmortem has been drafted.</summary>
    Closed,
}

/// <summary>How a status is written and read.</summary>
public static class IncidentStatusWords
{
    /// <summary><c>investigating</c>.</summary>
    public static string Spoken(this IncidentStatus status) =>
        status switch
        {
            IncidentStatus.Investigating => "investigating",
            IncidentStatus.Identified => "identified",
            IncidentStatus.Mitigated => "mitigated",
            IncidentStatus.Resolved => "resolved",
            _ => "closed",
        };

    /// <summary>Reads a status by its name; <c>monitoring</c> and <c>fixed</c> are understood too.</summary>
    public static IncidentStatus? Find(string word) =>
        word.ToLowerInvariant() switch
        {
            "investigating" or "investigate" => IncidentStatus.Investigating,
            "identified" or "identify" => IncidentStatus.Identified,
            "mitigated" or "mitigate" or "monitoring" => IncidentStatus.Mitigated,
            "resolved" or "resolve" or "fixed" => IncidentStatus.Resolved,
            "closed" or "close" => IncidentStatus.Closed,
            _ => null,
        };
}
