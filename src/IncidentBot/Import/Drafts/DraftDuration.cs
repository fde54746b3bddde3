using NodaTime;

namespace IncidentBot.Import.Drafts;

/// <summary>From when to when, as the summary of a draft says it.</summary>
internal static class DraftDuration
{
    /// <summary>Reads both ends; null where nobody said.</summary>
    public static (ToldTime? Start, ToldTime? End) Read(string text, DraftZone zone)
    {
        if (text.StartsWith("from ", StringComparison.Ordinal))
        {
            return (First(text["from ".Length..], null, zone), null);
        }

        if (text.StartsWith("until ", StringComparison.Ordinal))
        {
            return (null, First(text["until ".Length..], null, zone));
        }

        var length = DraftTime.Read(text, null, zone, out var start);
        var to = start is null ? -1 : text.IndexOf(" to ", length, StringComparison.Ordinal);
        return to < 0 ? (start, null) : (start, First(text[(to + " to ".Length)..], start!.Date, zone));
    }

    private static ToldTime? First(string text, LocalDate? day, DraftZone zone)
    {
        DraftTime.Read(text, day, zone, out var when);
        return when;
    }
}
