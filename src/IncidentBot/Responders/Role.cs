namespace IncidentBot.Responders;

/// <summary>The roles that the bot knows; any other lower-case name is a role too.</summary>
public static class Role
{
    /// <summary>Leads and decides.</summary>
    public const string Commander = "commander";

    /// <summary>Speaks to the people outside.</summary>
    public const string CommunicationsLead = "communications lead";

    /// <summary>Keeps the timeline.</summary>
    public const string Scribe = "scribe";

    /// <summary>The role that a word names: <c>ic</c> and <c>lead</c> are the commander, <c>comms</c> the communications lead.</summary>
    public static string Named(string word) =>
        word.Trim().ToLowerInvariant() switch
        {
            "ic" or "lead" or "commander" or "incident-commander" or "owner" => Commander,
            "comms" or "communications" or "communications-lead" or "comms-lead" or "communication" or "liaison" => CommunicationsLead,
            var other => other,
        };

    /// <summary>Every way in which the communications lead may begin a line, longest first.</summary>
    internal static readonly string[] TwoWordNames = ["communications lead", "communication lead", "comms lead", "incident commander"];
}
