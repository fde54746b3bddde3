using IncidentBot.Incidents;
using IncidentBot.People;
using NodaTime;

namespace IncidentBot.Postmortems.Reviews;

/// <summary>When somebody who was asked for a review is reminded. Pure.</summary>
internal static class ReviewReminders
{
    /// <summary>
    /// The working morning of the next reminder, in the reviewer's own zone, and after the last that on which the commander is told; null after
    /// that.
    /// </summary>
    public static Instant? Next(
        Incident incident,
        Review review,
        PostmortemOptions options,
        IReadOnlyDictionary<string, Whereabouts> people,
        Instant now
    )
    {
        if (options.ReviewWithinDays <= 0 || review.Reminders > options.MostReviewReminders)
        {
            return null;
        }

        var zone =
            review.Of.Person is { } who && people.TryGetValue(who.Id, out var known) && known.ZoneId.Length > 0
                ? known.Zone
                : incident.Zone;
        var calendar = options.Calendar;
        return calendar.Morning(calendar.Add(now.InZone(zone).Date, options.ReviewWithinDays), zone);
    }
}
