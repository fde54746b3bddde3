using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.Import;

/// <summary>What a document says twice and not alike. Both values are told; which one is right nobody here knows.</summary>
internal static class Contradictions
{
    /// <summary>From start to end; null where one of them is not told.</summary>
    public static Duration? Reckoned(IncidentTimes times) => Between(times.Start, times.End);

    /// <summary>Adds a sentence for each.</summary>
    public static void Tell(DocumentFacts facts, IncidentTimes times, List<string> warnings)
    {
        if (facts.Duration is { } reckoned && times.Stated is { } stated && Differs(reckoned, stated.Length, stated.IsRough))
        {
            warnings.Add(
                $"The document says it lasted {TimeText.Duration(stated.Length)}; from its start to its end are {TimeText.Duration(reckoned)}."
            );
        }

        var timed = facts.Entries.Where(entry => entry.When?.Date is not null).ToList();
        if (
            facts.End is { Date: not null } end
            && timed.Count > 0
            && timed.MaxBy(entry => entry.When!.At(DateTimeZone.Utc))!.When is { } last
            && Between(end, last) is { } late
            && late > Duration.FromMinutes(1)
        )
        {
            warnings.Add($"The document says it was over at {end}; the last entry of its timeline is at {last}.");
        }

        if (
            facts.End is { Date: not null } over
            && timed.LastOrDefault(entry => EntryMeaning.IsResolution(entry.Text))?.When is { } resolved
            && Between(resolved, over) is { } earlier
            && earlier > Duration.FromMinutes(1)
            && !timed.Exists(entry => Between(over, entry.When) == Duration.Zero)
        )
        {
            warnings.Add($"The document says it was over at {over}; by its timeline it was resolved at {resolved}.");
        }

        if (
            facts.Start is { Date: not null } start
            && timed.Count > 0
            && timed.MinBy(entry => entry.When!.At(DateTimeZone.Utc))!.When is { } first
            && Between(first, start) is { } early
            && early > Duration.FromMinutes(1)
        )
        {
            warnings.Add($"The document says it began at {start}; the first entry of its timeline is at {first}.");
        }

        if (facts.Zone is null && timed.Count + (facts.Start is null ? 0 : 1) > 0)
        {
            warnings.Add("The document names no time zone; its times are kept as UTC.");
        }

        if (timed.Count == 0 && facts.Entries.Any(entry => entry.When is not null))
        {
            warnings.Add("The document names no date; its times stand in the words of the entries.");
        }
    }

    private static Duration? Between(ToldTime? from, ToldTime? to) =>
        from?.At(DateTimeZone.Utc) is { } start && to?.At(DateTimeZone.Utc) is { } end && end >= start ? end - start : null;

    private static bool Differs(Duration reckoned, Duration stated, bool isRough)
    {
        var difference = reckoned > stated ? reckoned - stated : stated - reckoned;
        return difference > (isRough ? reckoned / 5 : Duration.FromMinutes(1));
    }
}
