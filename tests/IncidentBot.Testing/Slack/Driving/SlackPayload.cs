using System.Text.Json.Nodes;

namespace IncidentBot.Testing.Slack;

internal enum SlackPayloadKind
{
    Command,
    Interaction,
    Event,
}

/// <summary>Something Slack hands to the app.</summary>
internal sealed record SlackPayload(SlackPayloadKind Kind, JsonObject Json)
{
    public int Retry { get; init; }

    public string? RetryReason { get; init; }

    /// <summary>The name of the kind in a Socket Mode envelope.</summary>
    public string EnvelopeType =>
        Kind switch
        {
            SlackPayloadKind.Command => "slash_commands",
            SlackPayloadKind.Interaction => "interactive",
            _ => "events_api",
        };

    /// <summary>Commands, submitted views and menus that ask for options may be answered over the socket.</summary>
    public bool AcceptsAnswer =>
        Kind == SlackPayloadKind.Command
        || (Kind == SlackPayloadKind.Interaction && SlackBlocks.Text(Json, "type") is "view_submission" or "block_suggestion");
}
