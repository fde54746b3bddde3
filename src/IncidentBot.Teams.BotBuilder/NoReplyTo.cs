using Microsoft.Bot.Builder;

namespace IncidentBot.Teams.BotBuilder;

/// <summary>
/// Says things in a conversation, never in answer to an activity: the thread is in the conversation's id, and the SDK would name an activity of its
/// own making.
/// </summary>
internal sealed class NoReplyTo : IMiddleware
{
    /// <inheritdoc />
    public Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
    {
        turnContext.OnSendActivities(
            (_, activities, send) =>
            {
                activities.ForEach(activity => activity.ReplyToId = null);
                return send();
            }
        );
        turnContext.OnUpdateActivity(
            (_, activity, update) =>
            {
                activity.ReplyToId = null;
                return update();
            }
        );
        return next(cancellationToken);
    }
}
