using IncidentBot.Chat;

namespace IncidentBot.Teams.Incoming;

/// <summary>Which place a conversation is: an incident's own channel as a whole, whichever thread was written in; else the very thread.</summary>
internal sealed class Places(ChannelDirectory channels)
{
    public async ValueTask<Place> OfAsync(Activity activity, CancellationToken cancellation)
    {
        var whole = TeamsPlatform.PlaceOf(activity.BareConversation);
        return activity.BareConversation == activity.Conversation || await channels.FindAsync(whole, cancellation) is not null
            ? whole
            : TeamsPlatform.PlaceOf(activity.Conversation);
    }
}
