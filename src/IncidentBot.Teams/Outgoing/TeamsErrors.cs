using IncidentBot.Chat;
using NodaTime;

namespace IncidentBot.Teams.Outgoing;

/// <summary>Teams' reasons, sorted: what is worth another try, what an operator has to repair, what is over.</summary>
internal static class TeamsErrors
{
    private static readonly Duration UntilRepaired = Duration.FromMinutes(1);

    /// <summary>The failure of a call that was answered with no.</summary>
    public static DeliveryFailedException Failure(TeamsAnswer answer)
    {
        var (reason, isPermanent, after) = Sorted(answer);
        return new DeliveryFailedException(reason, Sentence(answer, reason), isPermanent, after);
    }

    private static (DeliveryFailure Reason, bool IsPermanent, Duration? After) Sorted(TeamsAnswer answer) =>
        (answer.Status, answer.Code) switch
        {
            (429, _) => (DeliveryFailure.RateLimited, false, null),
            (412 or 502 or 503 or 504, _) => (DeliveryFailure.PlatformError, false, null),
            // Their own mistake, which a quick repetition does not help.
            (>= 500, _) => (DeliveryFailure.PlatformError, false, UntilRepaired),
            (401, _) => (DeliveryFailure.Unauthorized, false, UntilRepaired),
            (403, "MessageWritesBlocked" or "ConversationBlockedByUser") => (DeliveryFailure.PersonGone, true, null),
            (403, _) => (DeliveryFailure.NotPermitted, true, null),
            (404, "ActivityNotFoundInConversation") => (DeliveryFailure.MessageGone, true, null),
            (404 or 410, _) => (DeliveryFailure.ConversationGone, true, null),
            (413, _) => (DeliveryFailure.TooLarge, true, null),
            _ => (DeliveryFailure.Rejected, true, null),
        };

    private static string Sentence(TeamsAnswer answer, DeliveryFailure reason) =>
        reason switch
        {
            DeliveryFailure.Unauthorized =>
                $"Teams does not accept the bot's token for {answer.Call}. Look at Teams__AppId, Teams__AppPassword and Teams__TenantId.",
            DeliveryFailure.NotPermitted when answer.Code == "BotNotInConversationRoster" =>
                "The bot is not in that team or chat any more. Install the app there again.",
            DeliveryFailure.NotPermitted when answer.Message.Contains("permission", StringComparison.OrdinalIgnoreCase) =>
                $"Graph does not let the bot do this: {answer.Call}. Upload the app with its resource-specific permissions to the team again.",
            _ => $"Teams refused {answer.Call}: {answer.Status} {answer.Code}.",
        };
}
