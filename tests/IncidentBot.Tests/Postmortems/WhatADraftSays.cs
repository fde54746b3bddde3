using IncidentBot.Incidents;
using IncidentBot.Postmortems;
using IncidentBot.Stories;
using IncidentBot.Testing;

namespace IncidentBot.Tests.Postmortems;

/// <summary>What the draft says of times, days, zones and of what nobody said.</summary>
public sealed class WhatADraftSays
{
    [Fact]
    public async Task A_short_incident_has_no_headings_of_days() =>
        Assert.DoesNotContain("### 2024", await DraftAsync("+5m amara: /incident note Looking"), StringComparison.Ordinal);

    [Fact]
    public async Task A_long_incident_is_grouped_by_the_days_of_its_own_zone()
    {
        var draft = await DraftAsync(
            "2024-03-01 23:50 amara: /incident note Before midnight\n2024-03-02 00:10 amara: /incident note After midnight"
        );
        Assert.Matches(@"### 2024-03-01\n\n(- .*\n)+\n### 2024-03-02\n\n- \*\*00:10\*\* After midnight", draft);
    }

    [Fact]
    public async Task A_time_told_in_another_zone_is_shown_in_both() =>
        Assert.Contains(
            "**10:30** (10:00 UTC) Deployed",
            (await DraftAsync("11:00 amara: /incident note at 10:00 UTC Deployed", "UTC+00:30")).Replace(
                " (10:00 UTC)** ",
                "** (10:00 UTC) ",
                StringComparison.Ordinal
            ),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("around 10:15", "about 10:15")]
    [InlineData("between 10:15 and 10:20", "between 10:15 and 10:20")]
    [InlineData("at ?", "time unknown")]
    public async Task A_time_is_as_exact_as_people_know_it(string said, string shown) =>
        Assert.Contains(
            $"- **{shown}** Restarted",
            await DraftAsync($"10:30 amara: /incident note {said} Restarted"),
            StringComparison.Ordinal
        );

    [Fact]
    public async Task An_entry_of_unknown_time_keeps_its_place()
    {
        var draft = await DraftAsync(
            "10:30 amara: /incident note One\n+5m amara: /incident note at ? Two\n+5m amara: /incident note Three"
        );
        Assert.Matches(@"One[^\n]*\n- \*\*time unknown\*\* Two[^\n]*\n- \*\*10:40\*\* Three", draft);
    }

    [Fact]
    public async Task What_was_taken_back_is_not_told()
    {
        var draft = await DraftAsync(
            "10:30 amara: /incident note Wrong channel\n+1m amara: /incident undo\n+1m amara: /incident note Right\n+1m amara: /incident correct #5 Quite right"
        );
        Assert.DoesNotContain("Wrong channel", draft, StringComparison.Ordinal);
        Assert.Contains("Quite right", draft, StringComparison.Ordinal);
        Assert.DoesNotContain("** Right", draft, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_nobody_said_is_listed_and_not_invented()
    {
        var draft = await DraftAsync("10:30 amara: /incident suspect The cache");
        Assert.Contains("- **Impact:** nobody said", draft, StringComparison.Ordinal);
        Assert.Contains("- **Root cause:** nobody said", draft, StringComparison.Ordinal);
        Assert.Contains("The root cause: `INC-1 cause TEXT`", draft, StringComparison.Ordinal);
        Assert.Contains("Whether H1 (The cache) was right: `INC-1 ruledout H1 TEXT`", draft, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fix_the_service_back_and_the_end_are_three_moments()
    {
        var draft = await DraftAsync(
            "10:30 amara: /incident mitigated Rolled back\n10:40 amara: /incident restored All works\n11:00 amara: /incident resolved Over"
        );
        Assert.Contains(
            "- **Temporary fix:** 10:30 Rolled back\n- **Service restored:** 10:40 All works\n- **Declared over:** 11:00 Over\n",
            draft,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "| Time to mitigate | 30 min |\n| Time to restore the service | 40 min |\n| Time to resolve | 1 h |",
            draft,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_drill_and_a_private_incident_are_marked()
    {
        await using var host = await StoryHost.PlayAsync(
            "2024-03-01 10:00 amara: /incident open Practice private drill",
            TestContext.Current.CancellationToken
        );
        Assert.Contains("*INC-1, draft, drill, private*", PostmortemDraft.Markdown(await IncidentOf(host)), StringComparison.Ordinal);
    }

    private static async Task<string> DraftAsync(string lines, string zone = "Europe/Berlin")
    {
        await using var host = await StoryHost.PlayAsync(
            $"@zone {zone}\n2024-03-01 10:00 amara: /incident open Web stack slow\n{lines}",
            TestContext.Current.CancellationToken
        );
        Assert.Empty(host.Unread);
        Assert.Empty(host.Result.Faults);
        return PostmortemDraft.Markdown(await IncidentOf(host));
    }

    private static Task<Incident> IncidentOf(StoryHost host) => host.IncidentAsync(1, TestContext.Current.CancellationToken);
}
