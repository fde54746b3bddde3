using IncidentBot.Incidents;

namespace IncidentBot.Postmortems;

/// <summary>x</summary>
public static class PostmortemDraft
{
    /// <summary>x</summary>
    public static string Markdown(Incident incident) => "";
}
