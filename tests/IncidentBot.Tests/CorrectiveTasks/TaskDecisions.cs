using IncidentBot.CorrectiveTasks;
using IncidentBot.Incidents;
using IncidentBot.Testing;
using NodaTime;

namespace IncidentBot.Tests.CorrectiveTasks;

public sealed class TaskDecisions
{
    private static readonly AnIncident WithTask = AnIncident.Opened.After("task add Alert on it <@fake:lee|Lee Novak> due 2026-03-20");

    [Fact]
    public void A_task_has_what_who_and_by_when() =>
        Assert.Equal(
            new TaskAdded(1, "Alert on it", new("Lee Novak", Cast.Lee), new LocalDate(2026, 3, 20)),
            AnIncident.Opened.Records("task add Alert on it <@fake:lee|Lee Novak> due 2026-03-20")
        );

    [Theory]
    [InlineData("task add Alert due 2026-03-20 @lee every 3 months")]
    [InlineData("task add Alert every 3 months @lee due 2026-03-20")]
    [InlineData("task add @lee: Alert due 2026-03-20 every 3 months")]
    public void Its_options_come_in_any_order(string line) =>
        Assert.Equal(
            new TaskAdded(1, "Alert", new("lee"), new LocalDate(2026, 3, 20), Period.FromMonths(3)),
            AnIncident.Opened.Records(line)
        );

    [Fact]
    public void Words_that_only_look_like_a_date_belong_to_the_text() =>
        Assert.Equal(
            new TaskAdded(1, "Fix what broke due to the change"),
            AnIncident.Opened.Records("task add Fix what broke due to the change")
        );

    [Fact]
    public void Me_is_the_speaker() =>
        Assert.Equal(Cast.Lee, ((TaskAdded)AnIncident.Opened.Records("task add Alert @me", Cast.Lee)).Owner?.Person);

    [Theory]
    [InlineData("action Restart the cache")]
    [InlineData("followup Restart the cache")]
    [InlineData("todo add Restart the cache")]
    public void Words_of_other_bots_add_one_too(string line) =>
        Assert.Equal(new TaskAdded(1, "Restart the cache"), AnIncident.Opened.Records(line));

    [Fact]
    public void A_task_that_lacks_an_owner_and_a_date_says_so() =>
        Assert.Contains("task assign T1 @who", AnIncident.Opened.Answer("task add Alert"), StringComparison.Ordinal);

    [Fact]
    public void Yesterday_is_no_due_date() => AnIncident.Opened.Decide("task add X due 2026-03-02").IsRefusedWith("is past");

    [Theory]
    [InlineData("task due T1 2026-03-02")]
    [InlineData("task due T1 yesterday")]
    public void A_task_is_not_moved_into_the_past(string line) => WithTask.Decide(line).IsRefusedWith("is past");

    [Fact]
    public void A_step_belongs_to_its_task() =>
        Assert.Equal(new TaskAdded(2, "Write the script", Parent: 1), WithTask.Records("task sub T1 Write the script"));

    [Fact]
    public void A_step_has_no_steps() => WithTask.After("task sub T1 X").Decide("task sub T2 Y").IsRefusedWith("task sub T1 TEXT");

    [Fact]
    public void Numbers_go_on_after_a_retraction() => Assert.Equal(2, ((TaskAdded)WithTask.After("retract #2").Records("task add Y")).Task);

    [Theory]
    [InlineData("task done T1 https://wiki.example/x", TaskState.Done)]
    [InlineData("task drop T1 Not worth it", TaskState.Dropped)]
    [InlineData("task done INC-1/T1", TaskState.Done)]
    public void It_ends(string line, TaskState state) => Assert.Equal(state, WithTask.After(line).Incident.FindTask(1)?.State);

    [Theory]
    [InlineData("task done T1 X", "task done T1 Y", "done already")]
    [InlineData("task drop T1 X", "task done T1 Y", "was dropped")]
    [InlineData("task done T1 X", "task assign T1 @amara", "done already")]
    [InlineData("task done T1 X", "task due T1 2026-04-01", "done already")]
    [InlineData("task done T1 X", "task snooze T1 2d", "done already")]
    public void What_ended_is_taken_up_before_it_changes(string first, string second, string because) =>
        WithTask.After(first).Decide(second).IsRefusedWith(because);

    [Theory]
    [InlineData("task done T7")]
    [InlineData("task drop T7")]
    [InlineData("task verify T7")]
    [InlineData("task reopen T7")]
    [InlineData("task sub T7 X")]
    [InlineData("task assign T7 @lee")]
    [InlineData("task due T7 2026-04-01")]
    [InlineData("task snooze T7 2d")]
    public void A_task_that_is_not_there_is_said_with_those_that_are(string line) => WithTask.Decide(line).IsRefusedWith("T1 to T1");

    [Fact]
    public void No_task_at_all_is_said() => AnIncident.Opened.Decide("task done T1").IsRefusedWith("no task yet");

    [Fact]
    public void Reopening_an_open_one_changes_nothing() => WithTask.Decide("task reopen T1").ChangesNothing("open already");

    [Fact]
    public void Another_person_verifies_it() =>
        Assert.Equal(
            new TaskVerified(1, "Seen it work"),
            WithTask.After("task done T1 X").Records("task verify T1 Seen it work", Cast.Lee)
        );

    [Fact]
    public void Nobody_verifies_their_own() => WithTask.After("task done T1 X").Decide("task verify T1").IsRefusedWith("another person");

    [Fact]
    public void What_is_not_done_is_not_verified() => WithTask.Decide("task verify T1").IsRefusedWith("not done yet");

    [Fact]
    public void Verified_twice_changes_nothing() =>
        WithTask
            .After("task done T1 X")
            .After(Cast.Lee, "task verify T1")
            .Decide("task verify T1", Cast.Lee)
            .ChangesNothing("verified already");

    [Fact]
    public void Reopening_takes_the_verification_away() =>
        Assert.Null(
            WithTask.After("task done T1 X").After(Cast.Lee, "task verify T1").After("task reopen T1 Broken").Incident.FindTask(1)!.Verified
        );

    [Fact]
    public void It_changes_hands_and_says_from_whom() =>
        Assert.Equal(new TaskAssigned(1, new("amara"), new("Lee Novak", Cast.Lee)), WithTask.Records("task assign T1 @amara"));

    [Fact]
    public void To_whom_has_it_already_changes_nothing() =>
        WithTask.Decide("task assign T1 <@fake:lee|Lee Novak>").ChangesNothing("owes T1 already");

    [Fact]
    public void Its_date_moves_and_says_from_when() =>
        Assert.Equal(
            new TaskDueMoved(1, new LocalDate(2026, 4, 1), new LocalDate(2026, 3, 20)),
            WithTask.Records("task due T1 2026-04-01")
        );

    [Fact]
    public void To_the_same_day_changes_nothing() => WithTask.Decide("task due T1 2026-03-20").ChangesNothing("due then already");

    [Fact]
    public void Snoozing_is_silent_until_then() =>
        Assert.Equal(new TaskSnoozed(1, WithTask.Now + Duration.FromDays(2)), WithTask.Records("task snooze T1 for 2 days"));

    [Fact]
    public void Nobody_snoozes_for_a_year() => WithTask.Decide("task snooze T1 365 days").IsRefusedWith("90 days");

    [Fact]
    public void It_is_overdue_after_its_day_only()
    {
        var task = WithTask.Incident.FindTask(1)!;

        Assert.False(task.IsOverdue(new LocalDate(2026, 3, 20)));
        Assert.True(task.IsOverdue(new LocalDate(2026, 3, 21)));
    }
}
