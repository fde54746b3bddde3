using IncidentBot.Chat.Cards;
using IncidentBot.CorrectiveTasks;
using IncidentBot.Incidents;
using IncidentBot.People;
using IncidentBot.Testing;
using NodaTime;

namespace IncidentBot.Tests.CorrectiveTasks;

public sealed class KeepingPromises
{
    private const string Lee = "<@fake:lee|Lee Novak>";
    private const string Amara = "<@fake:amara|Amara Diallo>";

    private static readonly AnIncident WithTask = AnIncident.Opened.After($"task add Alert on it {Lee} due 2026-03-20");

    [Theory]
    [InlineData($"task add Alert kind detect verifier {Amara} due 2026-03-20 {Lee}")]
    [InlineData($"task add Alert {Lee} due 2026-03-20 verified by {Amara} kind detect")]
    public void A_task_has_a_kind_and_somebody_who_verifies_it(string line)
    {
        var added = (TaskAdded)AnIncident.Opened.Records(line);

        Assert.Equal(
            ("Alert", TaskKind.Detect, Cast.Amara, Cast.Lee),
            (added.Text, added.Purpose, added.Verifier!.Person, added.Owner!.Person)
        );
    }

    [Fact]
    public void Words_that_only_look_like_a_kind_belong_to_the_text() =>
        Assert.Equal(
            "Alert on load of another kind",
            ((TaskAdded)AnIncident.Opened.Records("task add Alert on load of another kind")).Text
        );

    [Theory]
    [InlineData($"task add Alert {Lee} verifier {Lee}")]
    [InlineData("task add Alert @lee verifier @lee")]
    public void Nobody_is_named_to_verify_their_own(string line) =>
        AnIncident.Opened.Decide(line).IsRefusedWith("somebody else has to verify it");

    [Fact]
    public void Whoever_is_to_verify_it_can_be_named_later() =>
        Assert.Equal(new TaskVerifierNamed(1, new("Amara Diallo", Cast.Amara)), WithTask.Records($"task verifier T1 {Amara}"));

    [Fact]
    public void A_task_is_not_handed_to_whoever_verifies_it() =>
        WithTask.After($"task verifier T1 {Amara}").Decide($"task assign T1 {Amara}").IsRefusedWith("somebody else has to verify it");

    [Theory]
    [InlineData("task done INC-2/T1 X", "INC-2 task done T1 X")]
    [InlineData("task assign INC-2/T1 @lee", "INC-2 task assign T1 @lee")]
    [InlineData("task snooze inc-2/t1 2d", "INC-2 task snooze T1 2d")]
    [InlineData("task due INC-2/T1 friday", "INC-2 task due T1 friday")]
    public void A_task_of_another_incident_is_not_mistaken_for_one_of_this(string line, string instead)
    {
        var reading = WithTask.Read(line);

        Assert.Null(reading.Command);
        Assert.Contains(instead, reading.Because!.ToPlainText(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_the_bot_does_not_know_is_said() =>
        Assert.Contains("knows nobody called “bob”", AnIncident.Opened.Answer("task add X @bob due friday"), StringComparison.Ordinal);

    [Fact]
    public void Dropping_takes_a_reason() => WithTask.Decide("task drop T1").IsRefusedWith("task drop T1 REASON");

    [Fact]
    public void Every_0_days_never_comes_round() =>
        Assert.Contains(
            "every 3 months",
            AnIncident.Opened.Read("task add X every 0 days").Because!.ToPlainText(),
            StringComparison.Ordinal
        );

    [Fact]
    public void Done_without_evidence_asks_for_it() =>
        Assert.Contains("`correct #3 LINK`", WithTask.Answer("task done T1"), StringComparison.Ordinal);

    [Fact]
    public void What_comes_again_is_followed_by_the_next()
    {
        var incident = AnIncident
            .Opened.After(
                $"task add Audit {Lee} due 2026-03-31 every month kind train verifier {Amara}",
                "task done T1 https://wiki.example"
            )
            .Incident;

        var next = incident.FindTask(2)!;
        Assert.Equal(("Audit", new LocalDate(2026, 4, 30), TaskKind.Train, 1), (next.Text, next.Due, next.Kind, next.Follows));
        Assert.Equal((Cast.Lee, Cast.Amara), (next.Owner!.Person, next.Verifier!.Person));
    }

    [Fact]
    public void The_31st_survives_short_months()
    {
        var incident = AnIncident.Opened.After("task add Audit due 2026-03-31 every month", "task done T1 X", "task done T2 X");

        Assert.Equal(new LocalDate(2026, 5, 31), incident.Incident.FindTask(3)!.Due);
    }

    [Theory]
    [InlineData("2024-02-29", 1, "2026-03-03", "2027-02-28")]
    [InlineData("2024-02-29", 4, "2026-03-03", "2028-02-29")]
    public void A_leap_day_comes_back_in_leap_years(string anchor, int years, string today, string expected) =>
        Assert.Equal(
            NodaTime.Text.LocalDatePattern.Iso.Parse(expected).Value,
            Repetition.After(
                NodaTime.Text.LocalDatePattern.Iso.Parse(anchor).Value,
                Period.FromYears(years),
                null,
                NodaTime.Text.LocalDatePattern.Iso.Parse(today).Value
            )
        );

    [Fact]
    public void What_was_done_late_is_not_overdue_again_at_once()
    {
        var incident = AnIncident
            .Opened.After("task add Audit due 2026-03-10 every week")
            .Later(Duration.FromDays(60))
            .After("task done T1 X");

        Assert.Equal(new LocalDate(2026, 5, 5), incident.Incident.FindTask(2)!.Due);
    }

    [Fact]
    public void Done_again_after_it_was_taken_up_again_it_is_followed_once() =>
        Assert.Equal(
            2,
            AnIncident
                .Opened.After("task add Audit due 2026-03-31 every month", "task done T1 X", "task reopen T1", "task done T1 Y")
                .Incident.Tasks.Count
        );

    [Fact]
    public void A_closed_incident_takes_promises_too()
    {
        var incident = AnIncident.Opened.After("resolved Over", "close").Later(Duration.FromDays(30));

        Assert.Equal(("Alert on it", Cast.Lee), Promised(incident.Records($"task add Alert on it {Lee} due in 2 weeks")));
        static (string, Person?) Promised(IncidentEvent what) => what is TaskAdded added ? (added.Text, added.Owner?.Person) : default;
    }

    [Fact]
    public void Closing_without_a_task_asks_why()
    {
        var closed = AnIncident.Opened.After("resolved Over").Decide("close");

        Assert.Contains("INC-1 task none REASON", PlainTextCard.Render(closed.Reply.Card), StringComparison.Ordinal);
    }

    [Fact]
    public void The_answer_is_recorded_and_not_asked_for_again()
    {
        var answered = AnIncident.Opened.After("resolved Over", "close", "task none The supplier has changed the part");

        Assert.IsType<NoTaskNeeded>(answered.Incident.Entries[^1].What);
        Assert.DoesNotContain(Postmortems(answered.Incident), fact => fact.Contains("task add", StringComparison.Ordinal));
    }

    [Fact]
    public void An_incident_with_tasks_is_not_without() => WithTask.Decide("task none X").IsRefusedWith("has tasks");

    [Fact]
    public void Closing_shows_what_nobody_can_check() =>
        Assert.Contains("task verifier T1 @who", WithTask.After("resolved Over").Answer("close"), StringComparison.Ordinal);

    [Theory]
    [InlineData(TaskNeeds.Task, "", "task none REASON")]
    [InlineData(TaskNeeds.Owner, "task add X due 2026-03-20", "task assign T1 @who")]
    [InlineData(TaskNeeds.Date, $"task add X {Lee}", "task due T1 friday")]
    [InlineData(TaskNeeds.Outcome, $"task add X {Lee} due 2026-03-20", "task verifier T1 @who")]
    public void A_setting_makes_it_a_gate(TaskNeeds needs, string line, string instead)
    {
        var incident = line.Length == 0 ? AnIncident.Opened : AnIncident.Opened.After(line);
        incident = incident.After("resolved Over");

        var asked = new Asked(Cast.Amara, AnIncident.Channel, incident.Now) { Needs = needs };

        Decider.Decide(incident.Incident, new Close(""), asked).IsRefusedWith(instead);
        Assert.NotEmpty(
            Decider.Decide(incident.Incident, new Close(""), asked with { Needs = TaskNeeds.All & ~needs & ~TaskNeeds.Outcome }).Events
        );
    }

    [Theory]
    [InlineData(TaskNeeds.Task, "", "task none REASON", "task none The supplier has changed the part")]
    [InlineData(TaskNeeds.Owner, "task add X due 2026-03-20", "task assign T1 @who", $"task assign T1 {Lee}")]
    [InlineData(TaskNeeds.Date, $"task add X {Lee}", "task due T1 friday", "task due T1 friday")]
    [InlineData(TaskNeeds.Outcome, $"task add X {Lee} due 2026-03-20", "task verifier T1 @who", $"task verifier T1 {Amara}")]
    public void The_same_setting_is_a_gate_to_publishing(TaskNeeds needs, string line, string instead, string fills)
    {
        var incident = line.Length == 0 ? AnIncident.Opened : AnIncident.Opened.After(line);
        incident = incident.After("resolved Over", "close");

        Publish(incident, needs).IsRefusedWith(instead);
        Publish(incident, needs).IsRefusedWith("postmortem publish");
        Assert.NotEmpty(Publish(incident, TaskNeeds.Nothing).Events);
        Assert.NotEmpty(Publish(incident.After(fills), needs).Events);
    }

    [Fact]
    public void Publishing_shows_what_lacks_where_it_is_no_gate()
    {
        var closed = AnIncident.Opened.After("task add Rotate the keys").After("resolved Over", "close");

        var said = PlainTextCard.Render(Publish(closed, TaskNeeds.Nothing).Reply.Card);

        Assert.Contains("Nobody owes T1 (Rotate the keys)", said, StringComparison.Ordinal);
        Assert.Contains("has no date", said, StringComparison.Ordinal);
        Assert.Contains("Nobody is to verify T1", said, StringComparison.Ordinal);
    }

    private static Decided Publish(AnIncident incident, TaskNeeds needs) =>
        Decider.Decide(
            incident.Incident,
            (IncidentCommand)incident.Read("postmortem publish Nobody knows more").Command!,
            new Asked(Cast.Amara, AnIncident.Channel, incident.Now) { Needs = needs }
        );

    private static IEnumerable<string> Postmortems(Incident incident) =>
        IncidentBot.Postmortems.MissingFacts.Of(incident).Select(fact => fact.Fill);
}
