using IncidentBot.Chat;
using IncidentBot.Incidents;
using IncidentBot.Postmortems;
using IncidentBot.Testing;
using IncidentBot.Times;
using NodaTime;
using NodaTime.Text;

namespace IncidentBot.Tests.Postmortems;

/// <summary>Drafts of incidents that are told as events, so that a test chooses every time and zone.</summary>
internal static class Drafting
{
    /// <summary>An instant from its ISO text.</summary>
    public static Instant At(string iso) => OffsetDateTimePattern.ExtendedIso.Parse(iso).GetValueOrThrow().ToInstant();

    /// <summary>An incident opened at a moment in a zone, and what happened then.</summary>
    public static Incident Told(string zone, Moment opened, params (Moment When, IncidentEvent What)[] then) =>
        Incident.From(
            new IncidentId(1),
            then.Prepend((opened, new IncidentOpened("Web stack slow", Severity.Sev2, zone, false, false, new Place("fake", "general"))))
                .Select((told, index) => new Recorded(index + 1, told.Item2, told.Item1, TestClock.Tuesday, Cast.Amara))
        );

    /// <summary>An incident with one note.</summary>
    public static Incident Noting(string text)
    {
        var when = Moment.Exact(TestClock.Tuesday, "UTC");
        return Told("UTC", when, (when, new Noted(text)));
    }

    /// <summary>What stands under a heading of the second level, without it.</summary>
    public static string Section(string draft, string heading)
    {
        var from = draft.IndexOf($"\n## {heading}\n", StringComparison.Ordinal);
        Assert.True(from >= 0, $"The draft has no section {heading}.");
        var text = draft[(from + heading.Length + 5)..];
        var to = text.IndexOf("\n## ", StringComparison.Ordinal);
        return to < 0 ? text : text[..(to + 1)];
    }

    /// <summary>What stands under a heading of the second level in the draft of an incident.</summary>
    public static string Section(Incident incident, string heading) => Section(PostmortemDraft.Markdown(incident), heading);
}
