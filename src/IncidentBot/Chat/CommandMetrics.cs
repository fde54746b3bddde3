using System.Diagnostics.Metrics;

namespace IncidentBot.Chat;

/// <summary>What is counted of commands.</summary>
internal static class CommandMetrics
{
    private static readonly Counter<long> Commands = new Meter(BotTraces.Name).CreateCounter<long>("incidentbot.commands");

    /// <summary>Whether anybody wants to know.</summary>
    public static bool AreCounted => Commands.Enabled;

    /// <summary>A command was answered: <c>recorded</c>, <c>answered</c> or <c>refused</c>.</summary>
    public static void Count(Inbound inbound, Reply reply)
    {
        if (Commands.Enabled)
        {
            Commands.Add(1, new("platform", inbound.Where.Platform), new("outcome", Word(reply.Outcome)));
        }
    }

    private static string Word(Outcome outcome) =>
        outcome switch
        {
            Outcome.Recorded => "recorded",
            Outcome.Answered => "answered",
            _ => "refused",
        };
}
