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
    /// The state that the events come to: an incident that was taken up again has a draft again, and so has one whose published document
    /// somebody edits.
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
                        SectionEdited or SectionRestored when state == PostmortemState.Published => PostmortemState.Draft,
                        _ => state,
                    }
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
