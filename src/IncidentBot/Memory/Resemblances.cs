using System.Collections.Immutable;
using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Memory;

/// <summary>A past incident that resembles what was asked.</summary>
/// <param name="Past">The incident.</param>
/// <param name="Score">How near it is, from 0 to 1.</param>
public sealed record FoundPast(Incident Past, double Score);

/// <summary>Past incidents that resemble a text: over, no drill, and nobody's secret.</summary>
public sealed class Resemblances(Database database)
{
    /// <summary>The nearest, best first; empty where nothing is near enough to be worth anybody's time.</summary>
    /// <param name="text">How it shows, in anybody's words.</param>
    /// <param name="except">The incident that asks; null for none.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<ImmutableArray<FoundPast>> FindAsync(string text, IncidentId? except, int most, CancellationToken cancellation)
    {
        var found = await new MemorySearch(database).FindAsync(text, except, Recall.Resembles, most, cancellation);
        return await database.ReadAsync(
            async connection =>
            {
                var past = ImmutableArray.CreateBuilder<FoundPast>();
                foreach (var recalled in found)
                {
                    if (await IncidentStore.LoadAsync(connection, null, new IncidentId(recalled.Incident)) is { } incident)
                    {
                        past.Add(new FoundPast(incident, recalled.Score));
                    }
                }

                return past.ToImmutable();
            },
            cancellation
        );
    }

    /// <summary>What was found, as it is shown in chat, with what the team's own numbers say to look at first.</summary>
    public Card Card(ImmutableArray<FoundPast> found)
    {
        ImmutableArray<Incident> past = [.. found.Select(one => one.Past)];
        return RecurrenceCard.Of(past, FirstChecks.Of(past, database.Words));
    }
}
