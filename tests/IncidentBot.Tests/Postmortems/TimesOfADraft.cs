using IncidentBot.Incidents;
using IncidentBot.Postmortems;
using IncidentBot.Times;
using static IncidentBot.Tests.Postmortems.Drafting;

namespace IncidentBot.Tests.Postmortems;

public sealed class TimesOfADraft
{
    private const string NewYork = "America/New_York";

    private static readonly Moment Opened = Exact("2023-10-15T10:45:00-04");

    [Fact]
    public void Are_in_the_zone_of_the_incident()
    {
        var incident = Told(NewYork, Opened, (Exact("2023-10-15T14:30:00-04"), new Resolved("Over")));

        Assert.Contains(
            "- **Duration:** 2023-10-15 10:45 to 14:30 EDT (UTC-4), **3 h 45 min**",
            Section(incident, "Issue summary"),
            StringComparison.Ordinal
        );
        Assert.Contains("All times in EDT (UTC-4).", Section(incident, "Timeline"), StringComparison.Ordinal);
    }

    [Fact]
    public void Told_in_another_zone_show_that_too()
    {
        var timeline = Section(
            Told(
                "UTC",
                Exact("2024-06-05T14:00:00Z", "UTC"),
                (Exact("2024-06-05T14:30:00Z", "Africa/Johannesburg"), new Noted("One")),
                (Exact("2024-06-05T23:10:00Z", "Africa/Johannesburg"), new Noted("Two")),
                (Moment.Approximate(At("2024-06-05T23:20:00Z"), "Africa/Johannesburg"), new Noted("Three"))
            ),
            "Timeline"
        );

        Assert.Contains("- **14:30 (16:30 SAST)** One", timeline, StringComparison.Ordinal);
        Assert.Contains("- **23:10 (2024-06-06 01:10 SAST)** Two", timeline, StringComparison.Ordinal);
        Assert.Contains("- **about 23:20 (2024-06-06 01:20 SAST)** Three", timeline, StringComparison.Ordinal);
    }

    [Fact]
    public void Told_in_a_zone_with_the_same_clock_do_not() =>
        Assert.Contains(
            "- **10:50** One",
            Section(Told(NewYork, Opened, (Exact("2023-10-15T10:50:00-04", "America/Toronto"), new Noted("One"))), "Timeline"),
            StringComparison.Ordinal
        );

    [Fact]
    public void Of_several_days_stand_under_a_heading_a_day_and_with_their_day_elsewhere()
    {
        var draft = PostmortemDraft.Markdown(
            Told(
                NewYork,
                Exact("2023-10-15T22:00:00-04"),
                (Exact("2023-10-15T23:59:00-04"), new Noted("Late")),
                (Exact("2023-10-16T00:00:00-04"), new Mitigated("Early")),
                (Exact("2023-10-16T01:00:00-04"), new Resolved("Over"))
            )
        );

        Assert.Equal(["### 2023-10-15", "### 2023-10-16"], Section(draft, "Timeline").Split('\n').Where(line => line.StartsWith('#')));
        Assert.Contains("### 2023-10-16\n\n- **00:00** **Mitigated:** Early", draft, StringComparison.Ordinal);
        Assert.Contains("- **Temporary fix:** 2023-10-16 00:00 Early", draft, StringComparison.Ordinal);
        Assert.Contains("2023-10-15 22:00 to 2023-10-16 01:00 EDT (UTC-4), **3 h**", draft, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_one_day_need_no_day_where_only_the_closing_came_later() =>
        Assert.Contains(
            "- **Temporary fix:** 11:00 Rolled back",
            PostmortemDraft.Markdown(
                Told(
                    NewYork,
                    Opened,
                    (Exact("2023-10-15T11:00:00-04"), new Mitigated("Rolled back")),
                    (Exact("2023-10-16T09:00:00-04"), new IncidentClosed(""))
                )
            ),
            StringComparison.Ordinal
        );

    [Fact]
    public void That_nobody_knows_keep_their_place()
    {
        var lines = Section(
            Told(
                NewYork,
                Opened,
                (Exact("2023-10-15T11:00:00-04"), new Noted("One")),
                (Moment.Unknown(NewYork), new Noted("Two")),
                (Exact("2023-10-15T11:30:00-04"), new Noted("Three"))
            ),
            "Timeline"
        );

        Assert.Contains(
            "**11:00** One — Amara Diallo\n- **time unknown** Two — Amara Diallo\n- **11:30** Three",
            lines,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void That_are_only_about_known_stay_so()
    {
        var draft = PostmortemDraft.Markdown(
            Told(
                NewYork,
                Opened,
                (Moment.Approximate(At("2023-10-15T15:00:00-04"), NewYork), new Noted("One")),
                (Moment.Between(At("2023-10-15T14:00:00-04"), At("2023-10-15T16:00:00-04"), NewYork), new Noted("Two")),
                (Moment.Between(At("2023-10-15T23:00:00-04"), At("2023-10-16T01:00:00-04"), NewYork), new Noted("Three"))
            )
        );

        Assert.Contains("- **about 15:00** One", draft, StringComparison.Ordinal);
        Assert.Contains("- **between 14:00 and 16:00** Two", draft, StringComparison.Ordinal);
        Assert.Contains("- **between 23:00 and 2023-10-16 01:00** Three", draft, StringComparison.Ordinal);
    }

    [Fact]
    public void Make_a_duration_only_as_exact_as_they_are()
    {
        var end = Exact("2023-10-15T14:45:00-04");
        var about = Told(NewYork, Moment.Approximate(At("2023-10-15T11:00:00-04"), NewYork), (end, new Resolved("")));
        var between = Told(
            NewYork,
            Moment.Between(At("2023-10-15T11:00:00-04"), At("2023-10-15T11:30:00-04"), NewYork),
            (end, new Resolved(""))
        );

        Assert.Contains(
            "about 2023-10-15 11:00 to 14:45 EDT (UTC-4), **about 3 h 45 min**",
            PostmortemDraft.Markdown(about),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "between 2023-10-15 11:00 and 11:30 to 14:45 EDT (UTC-4), **3 h 15 min to 3 h 45 min**",
            PostmortemDraft.Markdown(between),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Of_the_hour_that_comes_twice_name_their_zone()
    {
        var draft = PostmortemDraft.Markdown(
            Told(
                NewYork,
                Exact("2023-11-05T01:30:00-04"),
                (Exact("2023-11-05T01:30:00-05"), new Noted("An hour later")),
                (Exact("2023-11-05T02:00:00-05"), new Resolved("Over"))
            )
        );

        Assert.Contains("- **01:30 EDT** **Incident declared**", draft, StringComparison.Ordinal);
        Assert.Contains("- **01:30 EST** An hour later", draft, StringComparison.Ordinal);
        Assert.Contains("All times in EDT (UTC-4) and, after the clocks changed, EST (UTC-5).", draft, StringComparison.Ordinal);
        Assert.Contains("2023-11-05 01:30 EDT (UTC-4) to 2023-11-05 02:00 EST (UTC-5), **1 h 30 min**", draft, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_the_start_and_the_end_may_both_be_unknown() =>
        Assert.Contains(
            "- **Duration:** nobody said when it began, nor when it was over",
            PostmortemDraft.Markdown(Told(NewYork, Moment.Unknown(NewYork), (Moment.Unknown(NewYork), new Resolved("Over")))),
            StringComparison.Ordinal
        );

    private static Moment Exact(string iso, string zone = NewYork) => Moment.Exact(At(iso), zone);
}
