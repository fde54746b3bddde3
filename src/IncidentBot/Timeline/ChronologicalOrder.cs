using IncidentBot.Import;
using IncidentBot.Incidents;
using NodaTime;

namespace IncidentBot.Timeline;

/// <summary>The order in which a timeline is read: by the time things happened, not by the time they were told.</summary>
public static class ChronologicalOrder
{
    /// <summary>The entries that count, in order. One of unknown time keeps its place behind the entry told before it.</summary>
    public static IReadOnlyList<TimelineEntry> Of(Incident incident)
    {
        var placed = new List<(Instant At, TimelineEntry Entry)>(incident.Entries.Count);
        var before = Instant.MinValue;
        foreach (var entry in incident.Entries)
        {
            if (!entry.Counts || !Shows(entry.What))
            {
                continue;
            }

            before = entry.When.From ?? before;
            placed.Add((before, entry));
        }

        // Entries are told mostly in order, and OrderBy keeps equal ones as they were told.
        return [.. placed.OrderBy(pair => pair.At).Select(pair => pair.Entry)];
    }

    /// <summary>Whether an event is one of the story; corrections, tasks' later life and the bot's own housekeeping are not.</summary>
    public static bool Shows(IncidentEvent what) =>
        what switch
        {
            // A document tells when it began; that somebody declared it, it does not.
            IncidentImported or IncidentOpened { Where.Platform: ImportedEvents.Platform } => false,
            EntryCorrected or EntryRetimed or EntryRetracted => false,
            ChannelOpened or DeliveryGivenUp or TimeBoxEnded or StatusUpdateFellDue => false,
            ReviewRequested or ReviewReminded or ReviewGiven or PostmortemCommented or SimilarAsked => false,
            RecurrenceSeen or RecurrenceDenied or HappenedAgain => false,
            SectionEdited or SectionRestored or TemplatePicked or PostmortemWorded or PostmortemPublished => false,
            TaskAdded or TaskCompleted or TaskDropped or TaskReopened or TaskAssigned or TaskDueMoved or TaskSnoozed or TaskVerified =>
                false,
            TaskVerifierNamed or TaskPrioritized or TaskReminded or NoTaskNeeded or NudgesSilenced => false,
            CauseStated or FixStated or ImpactStated or ImprovementProposed => false,
            _ => true,
        };
}
