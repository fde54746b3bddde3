using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;
using IncidentBot.Outbox;
using IncidentBot.Testing;
using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.Tests.Incidents;

public sealed class Opening
{
    [Theory]
    [InlineData("open Web stack slow sev2", "Web stack slow", Severity.Sev2)]
    [InlineData("open sev1: Checkout down", "Checkout down", Severity.Sev1)]
    [InlineData("declare SEV-4 Typo", "Typo", Severity.Sev4)]
    [InlineData("new “Payments fail”", "Payments fail", null)]
    [InlineData("open Level 2 support cannot log in", "Level 2 support cannot log in", null)]
    public void The_title_is_what_the_options_leave(string line, string title, Severity? severity)
    {
        var open = Assert.IsType<Open>(AnIncident.Opened.Read(line).Command);

        Assert.Equal((title, severity), (open.Title, open.Severity));
    }

    [Fact]
    public void Options_come_in_any_order_and_from_phones()
    {
        var open = Assert.IsType<Open>(
            AnIncident.Opened.Read("open Payments fail —private sev1 at 9:30 lead <@fake:lee|Lee Novak>").Command
        );

        Assert.Equal(
            new Open("Payments fail")
            {
                IsPrivate = true,
                Severity = Severity.Sev1,
                When = Moment.Exact(AnIncident.At(9, 30), "UTC"),
                Commander = new("Lee Novak", Cast.Lee),
            },
            open
        );
    }

    [Fact]
    public void An_incident_begins_investigating_as_sev3_and_knows_who_declared_it()
    {
        var incident = AnIncident.OpenedBy("Payments fail").Incident;

        Assert.Equal((IncidentStatus.Investigating, Severity.Sev3, 1), (incident.Status, incident.Severity, incident.Sequence));
        Assert.Equal([Cast.Amara], incident.Responders);
    }

    [Fact]
    public void A_title_that_names_no_channel_legibly_is_refused() => Refuses(new Open(new string('a', 301)), "301 characters");

    [Fact]
    public void An_incident_cannot_begin_tomorrow() =>
        Refuses(new Open("X") { When = Moment.Exact(AnIncident.At(12, 0), "UTC") }, "still to come");

    [Fact]
    public void One_without_a_title_says_what_to_type() => Refuses(new Open(""), "open TITLE");

    [Fact]
    public void Who_leads_from_the_start_has_the_role_in_the_same_decision()
    {
        var decided = Opens(new Open("X") { Commander = new("Lee Novak", Cast.Lee) });

        Assert.Equal(2, decided.Events.Length);
        Assert.Equal(Cast.Lee, decided.After.Commander?.Person);
    }

    [Fact]
    public void A_private_incident_is_announced_nowhere_and_answered_to_its_speaker_alone()
    {
        var decided = Opens(new Open("X") { IsPrivate = true });

        Assert.DoesNotContain(decided.Effects, addressed => addressed.Effect is RefreshAnnouncement or PostAnnouncement);
        Assert.Equal(Audience.Speaker, decided.Reply.Audience);
    }

    [Fact]
    public void A_drill_is_marked_as_one()
    {
        Assert.StartsWith(
            "DRILL INC-1",
            IncidentCard.Header(AnIncident.OpenedBy("X drill").Incident, TestClock.Tuesday).Headline,
            StringComparison.Ordinal
        );
    }

    private static Decided Opens(Open open) =>
        Decider.Decide(new IncidentId(1), open, new Asked(Cast.Amara, new Place("fake", "general"), TestClock.Tuesday), "UTC");

    private static void Refuses(Open open, string words) => Opens(open).IsRefusedWith(words);
}
