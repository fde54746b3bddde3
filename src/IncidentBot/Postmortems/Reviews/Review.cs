using IncidentBot.Incidents;
using IncidentBot.People;
using IncidentBot.Timeline;

namespace IncidentBot.Postmortems.Reviews;

/// <summary>A review that somebody was asked for, and what came of it.</summary>
/// <param name="Request">The entry that asks.</param>
/// <param name="Of">Who is asked.</param>
/// <param name="Given">The entry in which they said that it is fine; null while it is awaited.</param>
/// <param name="Reminders">How often they were reminded.</param>
public sealed record Review(TimelineEntry Request, Party Of, TimelineEntry? Given, int Reminders)
{
    /// <summary>Who is told: the person, or the people of the team whom the bot can write to.</summary>
    public IEnumerable<Person> People => Of.Person is { } who ? [who] : (Request.What as ReviewRequested)?.Members ?? [];

    /// <summary>Whether it is still awaited.</summary>
    public bool IsAwaited => Given is null;

    /// <summary>The reviews of the document as it is: those before the last publication, or before the incident was taken up again, are over.</summary>
    public static IReadOnlyList<Review> All(Incident incident)
    {
        var reviews = new List<Review>();
        foreach (var entry in incident.Entries.Where(entry => entry.Counts))
        {
            switch (entry.What)
            {
                case IncidentReopened or PostmortemPublished:
                    reviews.Clear();
                    break;
                case ReviewRequested { Of: var who }:
                    reviews.RemoveAll(review => review.Of == who && review.IsAwaited);
                    reviews.Add(new Review(entry, who, null, 0));
                    break;
                case ReviewGiven:
                    Change(reviews, review => review.IsAwaited && IsBy(review, entry), review => review with { Given = entry });
                    break;
                case ReviewReminded reminded:
                    Change(
                        reviews,
                        review => review.Request.Number == reminded.Request,
                        review => review with { Reminders = review.Reminders + 1 }
                    );
                    break;
            }
        }

        return reviews;
    }

    // A team's review is whoever's of it who gives one; of one that the bot does not know, anybody's.
    private static bool IsBy(Review review, TimelineEntry entry) => !review.People.Any() || review.People.Any(who => who.Id == entry.By.Id);

    private static void Change(List<Review> reviews, Predicate<Review> which, Func<Review, Review> change)
    {
        for (var i = 0; i < reviews.Count; i++)
        {
            reviews[i] = which(reviews[i]) ? change(reviews[i]) : reviews[i];
        }
    }
}
