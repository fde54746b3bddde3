using IncidentBot.Incidents;
using IncidentBot.Postmortems;
using IncidentBot.Testing;

namespace IncidentBot.Tests.Postmortems;

public sealed class WhatNobodySaid
{
    private static readonly string Draft = PostmortemDraft.Markdown(AnIncident.Opened.Incident);

    [Theory]
    [InlineData("Issue summary", "- **Duration:** from 2026-03-03 10:00 UTC; nobody said when it was over")]
    [InlineData("Issue summary", "- **Impact:** nobody said")]
    [InlineData("Issue summary", "- **Root cause:** nobody said")]
    [InlineData("Issue summary", "- **Detection:** nobody said")]
    [InlineData("Issue summary", "- **Roles:** nobody had one")]
    [InlineData("Corrective and preventative measures", "None was proposed.")]
    [InlineData("Corrective and preventative measures", "None was promised.")]
    [InlineData("Communication", "No status update was posted.")]
    [InlineData("Measures of the response", "| Time to detect | not known |")]
    [InlineData("Measures of the response", "| Time to resolve | not known |")]
    public void Is_said_to_be_so(string section, string line) => Assert.Contains(line, Drafting.Section(Draft, section).Split('\n'));

    [Fact]
    public void Leaves_neither_cause_nor_resolution_to_be_guessed() =>
        Assert.Equal(2, Drafting.Section(Draft, "Root cause and resolution").Split('\n').Count(line => line == "Nobody said."));

    [Theory]
    [InlineData("- How it was detected: `INC-1 detected at 10:45 TEXT`")]
    [InlineData("- The impact: `INC-1 impact TEXT`")]
    [InlineData("- When it was over: `INC-1 resolved at 14:30 TEXT`")]
    [InlineData("- The root cause: `INC-1 cause TEXT`")]
    [InlineData("- The resolution: `INC-1 fix TEXT`")]
    [InlineData("- Who led: `INC-1 role commander @who`")]
    public void Is_listed_with_the_command_that_fills_it(string line) =>
        Assert.Contains(line, Drafting.Section(Draft, "Missing").Split('\n'));

    [Fact]
    public void Makes_no_headings_of_what_there_is_not() => Assert.DoesNotContain("Misleading paths", Draft, StringComparison.Ordinal);

    [Fact]
    public void Is_no_longer_listed_once_the_postmortem_is_published_and_again_when_the_incident_is_taken_up()
    {
        var published = AnIncident.Opened.After("resolved Over", "close", "postmortem publish Nobody knows more");
        var reopened = published.After("reopen It came back");

        Assert.DoesNotContain("## Missing", PostmortemDraft.Markdown(published.Incident), StringComparison.Ordinal);
        Assert.Contains("## Missing", PostmortemDraft.Markdown(reopened.Incident), StringComparison.Ordinal);
        Assert.IsType<PostmortemPublished>(reopened.After("resolved Over", "close").Records("postmortem publish Nobody knows more"));
    }

    [Fact]
    public void The_bot_is_nobody_who_took_part()
    {
        var incident = Incident.From(
            new IncidentId(1),
            AnIncident.Opened.Incident.Entries.Select(entry => new Recorded(
                entry.Number,
                entry.What,
                entry.When,
                entry.RecordedAt,
                People.Person.Bot
            ))
        );

        Assert.Contains("- **Took part:** nobody yet", PostmortemDraft.Markdown(incident), StringComparison.Ordinal);
    }
}
