using System.Collections.Immutable;
using System.Diagnostics;
using IncidentBot.Incidents;
using IncidentBot.Memory.Words;
using IncidentBot.Storage;

namespace IncidentBot.Memory;

/// <summary>Writes what is remembered of an incident, in the transaction that changes it. An incident that is not over costs nothing.</summary>
internal static class MemoryRows
{
    /// <summary>Has a row where anything is remembered.</summary>
    public const string IsAny = "select 1 from memory_terms limit 1";

    private const string Delete = "delete from memory_terms where term = @p0 and incident = @p1";
    private const string Upsert = """
        insert into memory_terms (term, incident, weight) values (@p0, @p1, @p2)
        on conflict (term, incident) do update set weight = excluded.weight
        """;

    /// <summary>Writes what has changed.</summary>
    /// <param name="unit">The transaction.</param>
    /// <param name="before">The incident that the rows speak of; null where it is new, or nobody knows.</param>
    /// <param name="after">What is to be remembered.</param>
    public static async Task WriteAsync(CommitUnit unit, Incident? before, Incident after)
    {
        if (!MemoryDocument.Remembers(before) && !MemoryDocument.Remembers(after))
        {
            return;
        }

        var (old, now) = (Known(before, unit.Words), Known(after, unit.Words));
        foreach (var term in old.Keys.Where(term => !now.ContainsKey(term)))
        {
            await unit.Statement(Delete).ExecuteAsync(term, after.Id.Number);
        }

        foreach (var (term, weight) in now.Where(pair => !old.TryGetValue(pair.Key, out var weight) || !weight.Equals(pair.Value)))
        {
            await unit.Statement(Upsert).ExecuteAsync(term, after.Id.Number, weight);
        }
    }

    // Remembering is a service; a mistake of its own must not cost what somebody has just said.
    private static ImmutableSortedDictionary<string, double> Known(Incident? incident, Synonyms words)
    {
        try
        {
            return MemoryDocument.Remembers(incident)
                ? MemoryDocument.Of(incident!, words)
                : ImmutableSortedDictionary<string, double>.Empty;
        }
        catch (Exception exception)
        {
            Trace.TraceError($"What {incident?.Id} is about could not be read: {exception}");
            return ImmutableSortedDictionary<string, double>.Empty;
        }
    }
}
