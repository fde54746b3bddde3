using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;
using IncidentBot.Timeline;
using NodaTime;

namespace IncidentBot.Postmortems.Publishing;

/// <summary>A version of a postmortem as it was published. Nothing changes it; what happens afterwards makes a draft of the next.</summary>
/// <param name="Version">1 for the first.</param>
/// <param name="PublishedAt">When.</param>
/// <param name="PublishedBy">By whom.</param>
/// <param name="Markdown">The document.</param>
/// <param name="Html">The same as a page of its own.</param>
/// <param name="Json">The same for programs.</param>
public sealed record PublishedVersion(int Version, Instant PublishedAt, string PublishedBy, string Markdown, string Html, string Json)
{
    /// <summary>What a publication publishes of an incident, as it stands now.</summary>
    internal static PublishedVersion Of(Incident incident, TimelineEntry publication, PostmortemOptions options)
    {
        var facts = new Postmortem(incident);
        return new PublishedVersion(
            NumberOf(incident, publication),
            publication.RecordedAt,
            publication.By.Name,
            PostmortemDraft.Markdown(facts, options),
            PostmortemDraft.Html(facts, options),
            PostmortemDraft.Json(facts)
        );
    }

    /// <summary>The last publication of an incident that counts; null where it is a draft for the first time, or was taken up again.</summary>
    public static TimelineEntry? LastOf(Incident incident) =>
        incident.Entries.FindLast(entry => entry is { Counts: true, What: PostmortemPublished or IncidentReopened })
            is { What: PostmortemPublished } published
            ? published
            : null;

    /// <summary>The number that the next publication gets: those that were taken back keep theirs.</summary>
    internal static int NextOf(Incident incident) => incident.Entries.Count(entry => entry.What is PostmortemPublished) + 1;

    /// <summary>The number of a publication; those of old did not say it.</summary>
    public static int NumberOf(Incident incident, TimelineEntry publication) =>
        incident.Entries.Count(entry => entry.What is PostmortemPublished && entry.Number <= publication.Number);

    /// <summary>How the document stands, with its version where one is published: “draft of version 2; version 1 is published”.</summary>
    public static string Spoken(Incident incident)
    {
        var state = PostmortemStates.Of(incident);
        return (state, LastOf(incident)) switch
        {
            (PostmortemState.Published, { } last) => $"{state.Spoken()}, version {NumberOf(incident, last)}",
            (_, { } last) =>
                $"{state.Spoken()} of version {NextOf(incident)}; version {NumberOf(incident, last)} stays as it was published",
            _ => state.Spoken(),
        };
    }

    /// <summary>What is said where something changed the document behind a publication; null where nothing did.</summary>
    internal static Prose? Remark(Incident before, Incident after) =>
        before.IsClosed
        && LastOf(after) is { } last
        && PostmortemStates.Of(before) == PostmortemState.Published
        && PostmortemStates.Of(after) != PostmortemState.Published
            ? Prose.Of(
                $"Version {NumberOf(after, last)} of the postmortem stays as it was published. This is in a draft of version {NextOf(after)}: "
            )
                + Prose.Code($"{after.Id} postmortem publish")
                + " publishes it."
            : null;
}
