using System.Collections.Immutable;
using Dapper;
using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.Import;
using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Memory;

/// <summary>
/// Speaks up by itself, a moment after something was said: 1. looks for past incidents that resemble this one; 2. records in it those that
/// were not said yet, and posts them; 3. records in each of them that it happened again, so that its owners are told, or takes that
/// back where somebody said that it is not the same.
/// </summary>
/// <remarks>Each step finds done what an earlier try has done; whatever is cut off is made up for by the next.</remarks>
internal sealed class Recollection(Database database, IncidentStore store, IncidentDesk desk)
{
    private const int MostSaid = 3;
    private const int MostCounted = 10;

    private readonly MemorySearch _search = new(database);

    /// <summary>Whether something was said that past incidents are looked for by. Practice happens to nobody again.</summary>
    public static bool IsWorthIt(IncidentEvent what, Incident after) =>
        !after.IsDrill
        && after.Import is null
        && after.DeclaredIn.Platform != ImportedEvents.Platform
        && what is IncidentOpened or Detected or ImpactStated or HypothesisRaised or HypothesisConfirmed or CauseStated;

    /// <summary>Looks, and says what it finds.</summary>
    public async Task RunAsync(IncidentId id, CancellationToken cancellation)
    {
        if (await store.FindCommittedAsync(id, cancellation) is not { IsDrill: false, Import: null } incident)
        {
            return;
        }

        var found = SeenBefore.CountIn(incident) < SeeRecurrences.Most ? await FindAsync(incident, cancellation) : [];
        var said = found.Take(MostSaid).ToImmutableArray();
        if (said.Any(past => !SeenBefore.Knows(incident, past.Past.Id.Number)))
        {
            var checks = FirstChecks.Of([.. found.Select(past => past.Past)], database.Words);
            await desk.HandleOwnAsync(id, new SeeRecurrences(said, checks), null, cancellation);
        }
        else if (
            said.IsEmpty
            && SeenBefore.CountIn(incident) == 0
            && Habit.Of(incident, await LastAsync(incident, cancellation), database.Words) is { } card
        )
        {
            await desk.HandleOwnAsync(id, new TellHabit(card), $"habit/{id}", cancellation);
        }

        await TellPastAsync(id, cancellation);
    }

    private async Task<ImmutableArray<FoundPast>> FindAsync(Incident incident, CancellationToken cancellation)
    {
        var scores = new Dictionary<int, double>();
        foreach (var (text, isWhole) in MemoryDocument.Questions(incident))
        {
            var nearest = await _search.FindAsync(text, incident.Id, Recall.Resembles, MostCounted, cancellation);
            foreach (var recalled in nearest.Where(recalled => isWhole || recalled.IsBroad))
            {
                scores[recalled.Incident] = Math.Max(scores.GetValueOrDefault(recalled.Incident), recalled.Score);
            }
        }

        var found = ImmutableArray.CreateBuilder<FoundPast>();
        foreach (var (number, score) in scores.OrderByDescending(pair => pair.Value).ThenByDescending(pair => pair.Key).Take(MostCounted))
        {
            if (
                !SeenBefore.IsDenied(incident, number)
                && await store.FindCommittedAsync(new IncidentId(number), cancellation) is { } past
                && IsPastOf(past, incident)
            )
            {
                found.Add(new FoundPast(past, score));
            }
        }

        return found.ToImmutable();
    }

    private async Task<ImmutableArray<Incident>> LastAsync(Incident incident, CancellationToken cancellation)
    {
        var numbers = await database.ReadAsync(
            connection =>
                connection.QueryAsync<long>(
                    """
                    select number from incidents
                    where status in ('resolved', 'closed') and not private and not drill and number <> @number
                    order by started_at desc, number desc limit @MostCounted
                    """,
                    new { number = incident.Id.Number, MostCounted }
                ),
            cancellation
        );
        var last = ImmutableArray.CreateBuilder<Incident>();
        foreach (var number in numbers)
        {
            if (await store.FindCommittedAsync(new IncidentId((int)number), cancellation) is { } past && IsPastOf(past, incident))
            {
                last.Add(past);
            }
        }

        return last.ToImmutable();
    }

    private static bool IsPastOf(Incident past, Incident incident) =>
        past.StartedAt?.From is not { } then || incident.StartedAt?.From is not { } now || then <= now;

    // Everybody may read a past incident; that a private one resembles it, only those who are in that.
    private async Task TellPastAsync(IncidentId id, CancellationToken cancellation)
    {
        if (await store.FindCommittedAsync(id, cancellation) is not { IsPrivate: false } incident)
        {
            return;
        }

        foreach (var seen in incident.Entries.Where(entry => entry.Counts).Select(entry => entry.What).OfType<RecurrenceSeen>())
        {
            await desk.HandleOwnAsync(
                new IncidentId(seen.Past),
                SeenBefore.IsDenied(incident, seen.Past)
                    ? new TakeBackAgain(id)
                    : new HappenAgain(id, Mentions.InWords(incident.Title), incident.StartedAt),
                null,
                cancellation
            );
        }
    }
}
