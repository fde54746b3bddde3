using IncidentBot.CorrectiveTasks;
using IncidentBot.Incidents;
using IncidentBot.People;
using IncidentBot.Testing;

namespace IncidentBot.Tests.CorrectiveTasks;

/// <summary>How a task's owner and its priority are said.</summary>
public sealed class GivingWork
{
    private const string Lee = "<@fake:lee|Lee Novak>";

    [Theory]
    [InlineData("Rotate it owner Bob due 2026-03-20", "Bob", false)]
    [InlineData("Rotate it due 2026-03-20 owner bob", "bob", false)]
    [InlineData("Rotate it owned by Ana Maria Silva kind fix", "Ana Maria Silva", false)]
    [InlineData("Rotate it owner @bob", "bob", false)]
    [InlineData("Rotate it due 2026-03-20 owner team Data Platform", "Data Platform", true)]
    [InlineData("Rotate it owner team @devops priority p1", "devops", true)]
    [InlineData("Rotate it verifier team Network owner Bob", "Bob", false)]
    [InlineData("Rotate it owner team Night watch verifier Bob due 2026-03-20", "Night watch", true)]
    public void An_owner_may_be_named(string words, string name, bool isTeam)
    {
        var added = (TaskAdded)AnIncident.Opened.Records("task add " + words);

        Assert.Equal(("Rotate it", new Party(name) { IsTeam = isTeam }), (added.Text, added.Owner));
    }

    [Theory]
    [InlineData($"Rotate it owner {Lee}")]
    [InlineData("Rotate it owner me")]
    public void Whoever_is_mentioned_is_a_person(string words)
    {
        var added = (TaskAdded)AnIncident.Opened.Records("task add " + words, Cast.Lee);

        Assert.Equal(("Rotate it", Cast.Lee), (added.Text, added.Owner!.Person));
    }

    [Theory]
    [InlineData("Ask the owner again")]
    [InlineData("Find the owner of the balancer")]
    [InlineData("Say who is owner of it")]
    [InlineData("Move it to another team")]
    [InlineData("Look after what has a low priority")]
    [InlineData("Give it priority 9")]
    public void Words_that_only_look_like_one_belong_to_the_text(string words) =>
        Assert.Equal(new TaskAdded(1, words), AnIncident.Opened.Records("task add " + words));

    [Fact]
    public void What_stands_in_quotation_marks_is_text() =>
        Assert.Equal(new TaskAdded(1, "Ask owner Bob"), AnIncident.Opened.Records("task add \"Ask owner Bob\""));

    [Theory]
    [InlineData("task assign T1 team Night watch", "Night watch", true)]
    [InlineData("task assign T1 Ana Silva", "Ana Silva", false)]
    [InlineData("task assign T1 @bob", "bob", false)]
    public void A_task_is_handed_to_somebody_by_name(string line, string name, bool isTeam) =>
        Assert.Equal(new Party(name) { IsTeam = isTeam }, ((TaskAssigned)AnIncident.Opened.After("task add X").Records(line)).To);

    [Theory]
    [InlineData("task assign T1 to whoever is there")]
    [InlineData("task assign T1 team")]
    public void What_is_no_name_is_asked_for_again(string line) =>
        AnIncident.Opened.After("task add X").Decide(line).IsRefusedWith("task assign T1 @who");

    [Theory]
    [InlineData("task add X owner team Night watch")]
    [InlineData("task add X owner Ana Silva")]
    [InlineData("task add X priority p3 @bob")]
    [InlineData("task assign T1 team Night watch")]
    [InlineData("task priority T1 p1")]
    public void It_is_written_back_as_it_is_read(string line) => Assert.Equal(line, AnIncident.Opened.Read(line).Command!.Line);

    [Fact]
    public void The_severity_says_how_soon_a_task_matters_until_somebody_does()
    {
        var incident = AnIncident.Opened.After("task add X", "task add Y priority 4");
        Assert.Equal((TaskPriority.P2, TaskPriority.P4), Priorities(incident.Incident));

        incident = incident.After("sev 1 Everybody is hit");
        Assert.Equal((TaskPriority.P1, TaskPriority.P4), Priorities(incident.Incident));

        Assert.Equal(new TaskPrioritized(1, TaskPriority.P3, TaskPriority.P1), incident.Records("task priority T1 p3"));
        Assert.Equal((TaskPriority.P3, TaskPriority.P4), Priorities(incident.After("task priority T1 p3").Incident));
    }

    [Fact]
    public void A_priority_of_its_own_is_inherited_by_the_next_of_a_task_that_comes_again() =>
        Assert.Equal(
            TaskPriority.P1,
            AnIncident
                .Opened.After("task add Audit due 2026-03-20 every month priority p1", "task done T1 X")
                .Incident.FindTask(2)!
                .Priority
        );

    [Fact]
    public void The_same_priority_changes_nothing() =>
        AnIncident.Opened.After("task add X").Decide("task priority T1 p2").ChangesNothing("p2 already");

    [Fact]
    public void There_are_four() => AnIncident.Opened.After("task add X").Decide("task priority T1 p5").IsRefusedWith("from p1 to p4");

    private static (TaskPriority, TaskPriority) Priorities(Incident incident) =>
        (incident.PriorityOf(incident.FindTask(1)!), incident.PriorityOf(incident.FindTask(2)!));
}
