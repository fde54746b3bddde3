using IncidentBot.Incidents;

namespace IncidentBot.Postmortems;

/// <summary>Where the document stands.</summary>
public enum PostmortemState
{
    /// <summary>As the bot wrote it.</summary>
    Draft,

    /// <summary>Somebody was asked to read it.</summary>
    InReview,

    /// <summary>Done.</summary>
    Published,
}

/// <summary>How a document comes to stand where it stands, and how that is written.</summary>
public static class PostmortemStates
{
    /// <summary>
    /// The state that the events come to: an incident that was taken up again has a draft again, and so has one of which something was recorded
    /// or edited behind its publication that the document says.
    /// </summary>
    public static PostmortemState Of(Incident incident) =>
        incident
            .Entries.Where(entry => entry.Counts)
            .Aggregate(
                PostmortemState.Draft,
                (state, entry) =>
                    entry.What switch
                    {
                        ReviewRequested => PostmortemState.InReview,
                        PostmortemPublished => PostmortemState.Published,
                        IncidentReopened => PostmortemState.Draft,
                        _ when state == PostmortemState.Published && IsInDocument(entry.What) => PostmortemState.Draft,
                        _ => state,
                    }
            );

    /// <summary>Whether an event can change what the document says. The bot's housekeeping and what people say of the document cannot.</summary>
    internal static bool IsInDocument(IncidentEvent what) =>
        what
            is not (
                ReviewReminded
                or ReviewGiven
                or PostmortemCommented
                or ChannelOpened
                or DeliveryGivenUp
                or TimeBoxEnded
                or StatusUpdateFellDue
                or NudgesSilenced
                or SimilarAsked
                or HappenedAgain
                or TaskReminded
                or TaskSnoozed
                or TaskPrioritized
                or TaskVerifierNamed
            );

    /// <summary><c>in review</c>.</summary>
    public static string Spoken(this PostmortemState state) =>
        state switch
        {
            PostmortemState.InReview => "in review",
            PostmortemState.Published => "published",
            _ => "draft",
        };
}
