using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;

namespace IncidentBot.Import.Drafts;

/// <summary>A time as a draft says it: exact, about, between two, unknown.</summary>
internal static partial class DraftTime
{
    private static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    /// <summary>Reads one at the beginning of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="day">The day of a time that names none.</param>
    /// <param name="zone">The draft's zone.</param>
    /// <param name="when">The time; null where it is unknown.</param>
    /// <returns>How long it is; zero where none stands there.</returns>
    public static int Read(string text, LocalDate? day, DraftZone zone, out ToldTime? when)
    {
        when = null;
        var match = Shape().Match(text);
        if (!match.Success || match.Groups["unknown"].Success)
        {
            return match.Length;
        }

        var from = One(match, "1", day, zone);
        when =
            match.Groups["between"].Success ? @from with { Until = One(match, "2", from.Date, zone) }
            : match.Groups["about"].Success ? @from with { IsRough = true }
            : @from;
        return match.Length;
    }

    private static ToldTime One(Match match, string which, LocalDate? day, DraftZone zone)
    {
        var date = match.Groups["date" + which] is { Success: true } written ? LocalDatePattern.Iso.Parse(written.Value).Value : day;
        return new ToldTime(date, Clock.Parse(match.Groups["clock" + which].Value).Value, zone.At(match.Groups["zone" + which].Value));
    }

    private const string Zone = @"(?: (?!and |to )(?:[A-Z]{2,5}|UTC[+-][\d:]+)(?=[ )]|$))?";

    [GeneratedRegex(
        @"^(?:(?<unknown>time unknown)|(?:(?<about>about )|(?<between>between ))?(?:(?<date1>\d{4}-\d\d-\d\d) )?(?<clock1>\d\d:\d\d)(?<zone1>"
            + Zone
            + @")(?: and (?:(?<date2>\d{4}-\d\d-\d\d) )?(?<clock2>\d\d:\d\d)(?<zone2>"
            + Zone
            + @"))?(?: \([\d:–\- ]+ [^()]*(?:\([^()]*\))?\))?)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Shape();
}
