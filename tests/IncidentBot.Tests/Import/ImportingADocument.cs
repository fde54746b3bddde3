using IncidentBot.Chat.Cards;
using IncidentBot.CorrectiveTasks;
using IncidentBot.Import;
using IncidentBot.Incidents;
using IncidentBot.Testing;
using IncidentBot.Timeline;

namespace IncidentBot.Tests.Import;

public sealed class ImportingADocument
{
    private const string Outage = """
        # Postmortem: Parcel labels were not printed

        ## Issue Summary
        - **Duration:** March 3, 2025, 09:10 - 11:40 UTC
        - **Impact:** About 40% of the depots printed no labels.

        ## Timeline
        - 09:10 UTC: Alert: the print queue grows.
        - 09:20 UTC: Suspected a full disk on the spooler.
        - 09:50 UTC: The disk was fine.
        - 10:30 UTC: Root cause identified: an expired certificate.
        - 11:40 UTC: New certificate in place, incident resolved.

        ## Root Cause
        The printers' certificate had expired.

        ## Resolution
        A new certificate was issued.

        ## Action Items
        - [ ] Watch the dates of certificates (owner: Mira, due 2025-04-01)
        - [x] Renew all others
        """;

    private static readonly DocumentFacts Facts = DocumentReader.Read(Outage, "labels.md");

    private static Decided Decided => ImportedEvents.Decide(new IncidentId(7), Facts, "labels.md", "0a", AnIncident.At(12, 0));

    [Fact]
    public void Makes_an_incident_that_is_over_and_says_where_it_is_from()
    {
        var incident = Decided.After;

        Assert.Equal("Parcel labels were not printed", incident.Title);
        Assert.Equal((IncidentStatus.Closed, "labels.md"), (incident.Status, incident.Import!.Source));
        Assert.Equal(NodaTime.Duration.FromMinutes(150), incident.Duration);
        Assert.Equal(2, incident.Tasks.Count);
        Assert.Equal("Mira", incident.Tasks[0].Owner!.Name);
        Assert.Equal([true, false], incident.Tasks.Select(task => task.IsOpen));
        Assert.Equal(
            (NodaTime.Duration.FromMinutes(80), NodaTime.Duration.FromMinutes(30)),
            (incident.TimeToCause, incident.TimeLost.Total)
        );
        Assert.DoesNotContain(ChronologicalOrder.Of(incident), entry => entry.What is IncidentOpened or IncidentImported);
    }

    [Fact]
    public void Posts_nothing_and_wakes_nobody()
    {
        Assert.Empty(Decided.Effects);
        Assert.Empty(Decided.Wakeups);
    }

    [Fact]
    public void Is_said_in_the_draft_and_the_details()
    {
        var incident = Decided.After;

        Assert.Contains("imported from labels.md", IncidentBot.Postmortems.PostmortemDraft.Markdown(incident), StringComparison.Ordinal);
        Assert.Contains(
            "from labels.md",
            PlainTextCard.Render(IncidentCard.Details(incident, AnIncident.At(13, 0))),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Is_not_taken_up_again()
    {
        var decided = Decider.Decide(
            Decided.After,
            new Reopen("It is back"),
            new Asked(Cast.Amara, AnIncident.Channel, AnIncident.At(13, 0))
        );

        Assert.Empty(decided.Events);
    }

    [Fact]
    public void Announces_nothing_when_somebody_takes_one_of_its_tasks()
    {
        var decided = Decider.Decide(
            Decided.After,
            new AssignTask(1, new("Lee Novak", Cast.Lee)),
            new Asked(Cast.Lee, AnIncident.Channel, AnIncident.At(13, 0))
        );

        Assert.Single(decided.Events);
        Assert.Empty(decided.Effects);
    }
}
