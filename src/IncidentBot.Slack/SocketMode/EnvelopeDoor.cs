using System.Text.Json;
using IncidentBot.Slack.Incoming;
using IncidentBot.Storage;
using Microsoft.Extensions.Logging;

namespace IncidentBot.Slack.SocketMode;

/// <summary>Hands each envelope to the door that its content has over HTTP too.</summary>
internal sealed partial class EnvelopeDoor(
    CommandDoor commands,
    InteractionDoor interactions,
    EventDoor events,
    ILogger<EnvelopeDoor> logger
)
{
    /// <summary>The answer; null where the envelope must not be acknowledged, so that it comes again.</summary>
    public async Task<SlackResponse?> HandleAsync(JsonElement envelope, CancellationToken cancellation)
    {
        try
        {
            return await AnswerAsync(envelope.Text("type"), envelope.Find("payload"), cancellation);
        }
        catch (StorageUnavailableException unavailable)
        {
            Log.NotTaken(logger, unavailable.Message);
            return null;
        }
        catch (Exception mistake) when (mistake is not OperationCanceledException)
        {
            Log.Mistake(logger, mistake);
            return null;
        }
    }

    private async Task<SlackResponse> AnswerAsync(string type, JsonElement payload, CancellationToken cancellation)
    {
        switch (type)
        {
            case "slash_commands" when SlashCommand.OfJson(payload) is { IsComplete: true } command:
                return await commands.HandleAsync(command, cancellation) ?? SlackResponse.Empty;
            case "interactive" when new Interaction(payload) is { IsComplete: true } interaction:
                return await interactions.HandleAsync(interaction, cancellation);
            case "events_api":
                await events.HandleAsync(payload, cancellation);
                return SlackResponse.Empty;
            default:
                return SlackResponse.Empty;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "An envelope of Slack was not taken; Slack brings it again. {Because}")]
        public static partial void NotTaken(ILogger logger, string because);

        [LoggerMessage(Level = LogLevel.Error, Message = "An envelope of Slack could not be dealt with by a mistake of the bot's own.")]
        public static partial void Mistake(ILogger logger, Exception exception);
    }
}
