using IncidentBot.Incidents;
using IncidentBot.Testing;

namespace IncidentBot.Tests.Responders;

public sealed class RolesAndResponders
{
    [Theory]
    [InlineData("lead", "commander", "Amara Diallo")]
    [InlineData("lead me", "commander", "Amara Diallo")]
    [InlineData("lead @me at 09:00", "commander", "Amara Diallo")]
    [InlineData("role ic @lee", "commander", "lee")]
    [InlineData("role commander <@fake:lee|Lee Novak>", "commander", "Lee Novak")]
    [InlineData("role communications lead @lee", "communications lead", "lee")]
    [InlineData("role comms @lee", "communications lead", "lee")]
    [InlineData("assign scribe @lee", "scribe", "lee")]
    [InlineData("role on-call @lee", "on call", "lee")]
    public void A_role_goes_to_somebody(string line, string role, string who)
    {
        var assigned = Assert.IsType<RoleAssigned>(AnIncident.Opened.Records(line));

        Assert.Equal((role, who), (assigned.Role, assigned.To.Name));
    }

    [Fact]
    public void It_says_who_had_it_before() =>
        Assert.Equal("lee", ((RoleAssigned)AnIncident.Opened.After("lead @lee").Records("lead @amara")).From?.Name);

    [Fact]
    public void Who_has_it_already_changes_nothing() => AnIncident.Opened.After("lead").Decide("lead").ChangesNothing("already");

    [Fact]
    public void The_first_responder_acknowledges_the_incident() =>
        Assert.Equal(AnIncident.At(10, 1), AnIncident.Opened.After("lead").After(Cast.Lee, "join").Incident.AcknowledgedAt?.From);

    [Fact]
    public void Joining_twice_changes_nothing() =>
        AnIncident.Opened.After(Cast.Lee, "join").Decide("join", Cast.Lee).ChangesNothing("already");

    [Fact]
    public void Responders_stand_in_the_order_of_their_coming_and_once() =>
        Assert.Equal([Cast.Amara, Cast.Lee], AnIncident.Opened.After(Cast.Lee, "join").After(Cast.Lee, "lead").Incident.Responders);

    [Fact]
    public void Words_behind_the_person_are_not_swallowed() =>
        Assert.Contains("was not understood", AnIncident.Opened.Answer("role scribe @lee please and thank you"), StringComparison.Ordinal);
}
