using IncidentBot.Postmortems;
using IncidentBot.Testing;

namespace IncidentBot.Tests.Postmortems;

public sealed class WhatIsMissing
{
    [Theory]
    [InlineData("Whether H1 (The database) was right: INC-1 ruledout H1 TEXT", "suspect The database")]
    [InlineData("How many were affected, in percent: INC-1 impact About 30% of users …", "impact Some users")]
    [InlineData("Who owes T1 (Add an alert): INC-1 task assign T1 @who", "task add Add an alert")]
    [InlineData("When T1 (Add an alert) is due: INC-1 task due T1 friday", "task add Add an alert")]
    [InlineData("When #2 happened: INC-1 retime #2 at 10:45", "note at ? Somebody restarted it")]
    [InlineData("What is done so that it does not come back: INC-1 task add TEXT @who due friday", "note X")]
    public void Is_listed_with_the_command_that_fills_it(string fact, string line) =>
        Assert.Contains(fact, Listed(AnIncident.Opened.After(line)));

    [Theory]
    [InlineData("How it was detected", "detected Monitoring")]
    [InlineData("The impact", "impact 30% of users")]
    [InlineData("How many were affected, in percent", "impact 30% of users")]
    [InlineData("When it was over", "resolved It is over")]
    [InlineData("The root cause", "cause A full disk")]
    [InlineData("The resolution", "fix More disk")]
    [InlineData("Who led", "lead")]
    public void Is_no_longer_listed_once_it_was_said(string fact, string line) =>
        Assert.DoesNotContain(Listed(AnIncident.Opened.After(line)), listed => listed.StartsWith(fact, StringComparison.Ordinal));

    [Fact]
    public void Is_the_time_of_which_the_timeline_says_nothing_for_more_than_an_hour()
    {
        var incident = AnIncident
            .Opened.Later(NodaTime.Duration.FromHours(6))
            .After("note at 10:20 A", "note at 11:21 B", "note at 12:21 C", "resolved at 12:30 Over");

        var gap = Assert.Single(Listed(incident), fact => fact.StartsWith("What happened", StringComparison.Ordinal));
        Assert.Equal("What happened between 2026-03-03 10:20 and 2026-03-03 11:21: INC-1 note at 2026-03-03 10:20 TEXT", gap);
    }

    [Fact]
    public void Is_nothing_of_the_time_after_the_end_and_nothing_that_a_range_covers() =>
        Assert.DoesNotContain(
            Listed(
                AnIncident
                    .Opened.Later(NodaTime.Duration.FromHours(6))
                    .After("note between 10:05 and 12:30 We watched", "resolved at 12:40 Over", "note at 15:00 Told the press")
            ),
            fact => fact.StartsWith("What happened", StringComparison.Ordinal)
        );

    [Theory]
    [InlineData(
        "The temporary fix (#2, 2026-03-03 11:00) stands after the end (#3, 2026-03-03 10:50)",
        "mitigated at 11:00 X",
        "resolved at 10:50 Y"
    )]
    [InlineData(
        "The detection (#2, 2026-03-03 11:00) stands after the temporary fix (#3, 2026-03-03 10:50)",
        "detected at 11:00 X",
        "mitigated at 10:50 Y"
    )]
    [InlineData(
        "That somebody suspected H1 (#2, 2026-03-03 11:00) stands after what became of it (#3, 2026-03-03 10:50)",
        "suspect at 11:00 X",
        "ruledout at 10:50 H1 Y"
    )]
    public void Is_which_of_two_times_is_right_where_both_cannot_be(string fact, string first, string second)
    {
        var incident = AnIncident.Opened.Later(NodaTime.Duration.FromHours(3)).After(first, second);

        Assert.Contains(fact + ": which time is right: INC-1 retime #2 at 10:45", Listed(incident));
    }

    [Fact]
    public void Has_nothing_to_say_of_times_that_can_be() =>
        Assert.DoesNotContain(
            MissingFacts.Of(
                AnIncident.Opened.After("detected X", "suspect Y", "ruledout H1 Z", "mitigated A", "restored B", "resolved C").Incident
            ),
            fact => fact.Kind == MissingKind.Order
        );

    [Fact]
    public void Reads_as_a_command_wherever_it_is_pressed()
    {
        var incident = AnIncident.Opened.After("suspect X");

        Assert.All(
            MissingFacts.Of(incident.Incident).Select(fact => fact.Button).OfType<IncidentBot.Chat.Cards.Button>(),
            button =>
            {
                var line = button.Form!.Command(new Dictionary<string, string>(StringComparer.Ordinal) { ["text"] = "So it was" });
                Assert.NotNull(incident.Read(line["INC-1 ".Length..]).Command);
            }
        );
    }

    private static List<string> Listed(AnIncident incident) =>
        [.. MissingFacts.Of(incident.Incident).Select(fact => $"{fact.What}: {fact.Fill}")];
}
