using IncidentBot.Incidents;
using NodaTime;

namespace IncidentBot.Postmortems.Reviews;

/// <summary>When somebody who was asked for a review is reminded.</summary>
internal static class ReviewReminders
{
    /// <summary>The working morning of the next reminder, in the incident's zone; null after the last.</summary>
    public static Instant? Next(Incident incident, Asked asked, int sent) =>
        asked.Postmortems is { ReviewWithinDays: > 0 and var days, Calendar: var calendar } && sent < asked.Postmortems.MostReviewReminders
            ? calendar.Morning(calendar.Add(asked.Now.InZone(incident.Zone).Date, days), incident.Zone)
            : null;
}
