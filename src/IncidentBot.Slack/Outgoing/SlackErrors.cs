using System.Collections.Frozen;
using IncidentBot.Chat;
using IncidentBot.Slack.Incoming;
using NodaTime;

namespace IncidentBot.Slack.Outgoing;

/// <summary>Slack's reasons, sorted: what is worth another try, what an operator has to repair, what is over.</summary>
internal static class SlackErrors
{
    private static readonly FrozenSet<string> Passing = Set(
        "internal_error fatal_error service_unavailable request_timeout team_added_to_org accesslimited ratelimited rate_limited message_limit_exceeded update_failed"
    );

    private static readonly FrozenSet<string> Unauthorized = Set(
        "invalid_auth not_authed account_inactive token_revoked token_expired org_login_required team_access_not_granted two_factor_setup_required"
    );

    private static readonly FrozenSet<string> NotPermitted = Set(
        "missing_scope not_allowed_token_type no_permission restricted_action restricted_action_read_only_channel restricted_action_thread_only_channel cannot_create_channel org_action_denied access_denied user_is_restricted cant_invite ura_max_channels permission_denied not_in_channel posting_to_channel_denied ekm_access_denied enterprise_is_restricted"
    );

    private static readonly FrozenSet<string> Gone = Set("channel_not_found is_archived is_inactive no_channel team_not_found");

    private static readonly FrozenSet<string> NoPerson = Set(
        "user_not_found user_not_visible users_not_found user_disabled no_user org_user_not_in_team user_not_in_channel"
    );

    private static readonly FrozenSet<string> NoMessage = Set("message_not_found cant_update_message edit_window_closed");

    private static readonly FrozenSet<string> TooLarge = Set(
        "msg_too_long msg_blocks_too_long too_long view_too_large metadata_too_large too_many_attachments"
    );

    private static readonly Duration UntilRepaired = Duration.FromMinutes(1);

    /// <summary>The failure of a call that was answered with no.</summary>
    public static DeliveryFailedException Failure(SlackAnswer answer)
    {
        var error = answer.Error.Length > 0 ? answer.Error : "an answer without a reason";
        var (reason, isPermanent, after) = Sorted(error);
        return new DeliveryFailedException(reason, Sentence(answer, error, reason), isPermanent, after);
    }

    /// <summary>The failure of a call that came too soon.</summary>
    /// <param name="method">Slack's name of it.</param>
    /// <param name="pause">How long Slack wants it left alone, where it said so.</param>
    public static DeliveryFailedException TooMany(string method, TimeSpan? pause)
    {
        var after = Duration.FromTimeSpan(pause ?? TimeSpan.FromSeconds(30));
        return new DeliveryFailedException(
            DeliveryFailure.RateLimited,
            $"Slack wants {method} left alone for {(int)after.TotalSeconds} s.",
            isPermanent: false,
            after
        );
    }

    private static (DeliveryFailure Reason, bool IsPermanent, Duration? After) Sorted(string error) =>
        error switch
        {
            "ratelimited" or "rate_limited" or "message_limit_exceeded" => (DeliveryFailure.RateLimited, false, Duration.FromSeconds(30)),
            _ when Passing.Contains(error) => (DeliveryFailure.PlatformError, false, null),
            // The operator can give the bot another token; what waits goes out then.
            _ when Unauthorized.Contains(error) => (DeliveryFailure.Unauthorized, false, UntilRepaired),
            _ when NotPermitted.Contains(error) => (DeliveryFailure.NotPermitted, true, null),
            _ when Gone.Contains(error) => (DeliveryFailure.ConversationGone, true, null),
            _ when NoPerson.Contains(error) => (DeliveryFailure.PersonGone, true, null),
            _ when NoMessage.Contains(error) => (DeliveryFailure.MessageGone, true, null),
            _ when TooLarge.Contains(error) => (DeliveryFailure.TooLarge, true, null),
            _ => (DeliveryFailure.Rejected, true, null),
        };

    private static string Sentence(SlackAnswer answer, string error, DeliveryFailure reason) =>
        reason switch
        {
            DeliveryFailure.NotPermitted when answer.Json.Text("needed") is { Length: > 0 } needed =>
                $"Slack wants the scope {needed} for {answer.Method}. Add it on the app's page, OAuth & Permissions, and install the app again.",
            DeliveryFailure.Unauthorized =>
                $"Slack does not accept the bot's token ({error}). Install the app again and put the new token into Slack__BotToken.",
            _ => $"Slack refused {answer.Method}: {error}{Details(answer)}.",
        };

    private static string Details(SlackAnswer answer)
    {
        var messages = string.Join(
            "; ",
            answer.Json.Find("response_metadata").Items("messages").Take(3).Select(message => message.ToString())
        );
        return messages.Length == 0 ? "" : $" ({messages})";
    }

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
