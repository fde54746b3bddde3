using System.Diagnostics;

namespace IncidentBot;

/// <summary>The bot's own spans: a command, a commit, a delivery. Nothing is made while nobody listens. They carry kinds and numbers, never words.</summary>
public static class BotTraces
{
    /// <summary>The source's name, and the meters' too.</summary>
    public const string Name = "IncidentBot";

    internal static ActivitySource Source { get; } = new(Name);
}
