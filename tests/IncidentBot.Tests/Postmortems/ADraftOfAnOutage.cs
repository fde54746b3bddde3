using IncidentBot.Chat;
using IncidentBot.Incidents;
using IncidentBot.Postmortems;
using IncidentBot.Testing;
using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.Tests.Postmortems;

public sealed class ADraftOfAnOutage
{
    private static readonly Incident Outage = AnIncident
        .OpenedBy("Web stack slow and failing sev2")
        .Later(Duration.FromHours(3))
        .After(
            "detected at 10:00 Monitoring: error rates rise",
            "role commander <@fake:amara|Amara Diallo>",
            "impact About 30% of users see errors"
        )
        .After(Cast.Lee, "join at 10:05")
        .After(Cast.Lee, "suspect at 10:10 The database is overloaded")
        .After(Cast.Lee, "ruledout H1 at 10:35 Queries are normal")
        .After("escalate <@fake:zoe|Zoe Outsider> at 10:40 She knows the network", "sev 1 at 10:45 Checkout is down")
        .After(Cast.Lee, "suspect at 10:45 The load balancer")
        .After(Cast.Lee, "confirm H2 at 11:00 Its last update was wrong")
        .After(
            "update at 11:05 We know the cause",
            "mitigated at 11:10 Rolled back",
            "restored at 11:20 All is well",
            "resolved at 11:40 Watched long enough"
        )
        .After("cause A misconfigured load balancer", "fix Configuration rolled back", "improve Test configurations")
        .After("task add Automate the rollback <@fake:lee|Lee Novak> due 2026-04-01", "task sub T1 Write the script", "close")
        .Incident;

    private static readonly string Draft = PostmortemDraft.Markdown(Outage);

    [Fact]
    public void Its_sections_are_those_of_the_house() =>
        Assert.Equal(
            [
                "Issue summary",
                "Timeline",
                "Root cause and resolution",
                "Corrective and preventative measures",
                "Communication",
                "Measures of the response",
            ],
            Draft.Split('\n').Where(line => line.StartsWith("## ", StringComparison.Ordinal)).Select(line => line[3..])
        );

    [Theory]
    [InlineData("- **Duration:** 2026-03-03 10:00 to 11:40 UTC, **1 h 40 min**")]
    [InlineData("- **Impact:** About 30% of users see errors (**30 %**)")]
    [InlineData("- **Root cause:** A misconfigured load balancer")]
    [InlineData("- **Severity:** sev1 (10:45 **Severity sev2 → sev1**: Checkout is down)")]
    [InlineData("- **Detection:** 10:00 Monitoring: error rates rise")]
    [InlineData("- **Roles:** commander Amara Diallo")]
    [InlineData("- **Took part:** Amara Diallo, Lee Novak")]
    public void The_summary_has(string line) => Assert.Contains(line, Lines("Issue summary"));

    [Theory]
    [InlineData("- **10:10** **H1 suspected:** The database is overloaded — Lee Novak")]
    [InlineData("- **10:40** **Escalated to** Zoe Outsider: She knows the network — Amara Diallo")]
    [InlineData("- **11:10** **Mitigated:** Rolled back — Amara Diallo")]
    public void The_timeline_has(string line) => Assert.Contains(line, Lines("Timeline"));

    [Theory]
    [InlineData("A misconfigured load balancer")]
    [InlineData("Configuration rolled back")]
    [InlineData("- **Temporary fix:** 11:10 Rolled back")]
    [InlineData("- **Service restored:** 11:20 All is well")]
    [InlineData("- **Declared over:** 11:40 Watched long enough")]
    [InlineData("- **H1** The database is overloaded (Lee Novak, 10:10–10:35): cost **25 min**. Queries are normal")]
    [InlineData("Together 25 min of 1 h 40 min (25 %).")]
    [InlineData("From detection until the cause was found: 1 h of 1 h 40 min (60 %).")]
    [InlineData("- **H2** The load balancer (Lee Novak, 10:45–11:00): confirmed. Its last update was wrong")]
    public void The_causes_have(string line) => Assert.Contains(line, Lines("Root cause and resolution"));

    [Theory]
    [InlineData("- Test configurations")]
    [InlineData("- [ ] **T1** Automate the rollback — Lee Novak, due 2026-04-01")]
    [InlineData("  - [ ] **T2** Write the script")]
    public void The_measures_have(string line) => Assert.Contains(line, Lines("Corrective and preventative measures"));

    [Theory]
    [InlineData("| Time to detect | 0 min |")]
    [InlineData("| Time to find the cause | 1 h |")]
    [InlineData("| Time to mitigate | 1 h 10 min |")]
    [InlineData("| Time to restore the service | 1 h 20 min |")]
    [InlineData("| Time to resolve | 1 h 40 min |")]
    public void The_response_is_measured(string line) => Assert.Contains(line, Lines("Measures of the response"));

    [Fact]
    public void People_outside_were_told() => Assert.Contains("- 11:05 We know the cause (Amara Diallo)", Lines("Communication"));

    [Fact]
    public void A_task_says_how_it_ended()
    {
        var draft = PostmortemDraft.Markdown(
            AnIncident
                .Opened.After("task add Audit the settings every 3 months", "task add Buy a new rack")
                .After(Cast.Lee, "task done T1 https://example.com/audit")
                .After("task verify T1 Looked at it", "task drop T2 The old one will do")
                .Incident
        );

        Assert.Contains(
            "- [x] **T1** Audit the settings — nobody yet, no date yet, every 3 months (done, verified by Amara Diallo: <https://example.com/audit>)",
            draft,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "- [x] **T2** Buy a new rack — nobody yet, no date yet (dropped: The old one will do)",
            draft,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Corrected_words_stand_in_their_latest_form_and_retracted_ones_not_at_all()
    {
        var timeline = Drafting.Section(
            AnIncident
                .Opened.After("note Restarted the worker", "note Ignore me", "correct #2 Restarted both workers", "retract #3")
                .Incident,
            "Timeline"
        );

        Assert.Contains("Restarted both workers", timeline, StringComparison.Ordinal);
        Assert.DoesNotContain("Restarted the worker", timeline, StringComparison.Ordinal);
        Assert.DoesNotContain("Ignore me", timeline, StringComparison.Ordinal);
    }

    [Fact]
    public void A_drill_and_a_private_incident_are_marked() =>
        Assert.Contains(
            "*INC-1, draft, drill, private*",
            PostmortemDraft.Markdown(AnIncident.OpenedBy("Fire drill drill private").Incident),
            StringComparison.Ordinal
        );

    [Fact]
    public void What_was_seen_before_is_told_with_what_was_left_undone()
    {
        var facts = new Postmortem(Outage)
        {
            SeenBefore = [new Recurrence("INC-7", "Load *balancer* again", "A bad update", "Rolled back", ["T2 Test configurations"])],
        };

        Assert.Equal(
            "\n- **INC-7** Load \\*balancer\\* again. Root cause: A bad update. Resolution: Rolled back\n  - Left undone: T2 Test configurations\n",
            Drafting.Section(PostmortemDraft.Markdown(facts), "Seen before")
        );
    }

    [Fact]
    public void A_pinned_message_has_the_name_of_the_person_who_wrote_it_and_its_files()
    {
        var when = Moment.Exact(TestClock.Tuesday, "UTC");
        var message = new PinnedMessage(AnIncident.Channel, "1", Cast.Zoe, null, [new("graph.png", "https://example.com/g?a=1&b=2")]);
        var timeline = Drafting.Section(Drafting.Told("UTC", when, (when, new Noted("Look", message))), "Timeline");

        Assert.Contains("Look [graph.png](<https://example.com/g?a=1&amp;b=2>) — Zoe Outsider", timeline, StringComparison.Ordinal);
    }

    private static string[] Lines(string heading) => Drafting.Section(Draft, heading).Split('\n');
}
