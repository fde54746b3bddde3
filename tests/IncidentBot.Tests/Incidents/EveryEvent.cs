using System.Text.Json;
using System.Text.Json.Serialization;
using IncidentBot.Chat;
using IncidentBot.CorrectiveTasks;
using IncidentBot.Incidents;
using IncidentBot.People;
using IncidentBot.Reminders;
using IncidentBot.Storage;
using IncidentBot.Testing;
using IncidentBot.Timeline;
using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.Tests.Incidents;

public sealed class EveryEvent
{
    private static readonly Party Lee = new("Lee Novak", Cast.Lee);
    private static readonly Party Team = new("devops");
    private static readonly Moment When = Moment.Between(AnIncident.At(9, 0), AnIncident.At(9, 30), "Europe/Berlin");
    private static readonly LocalDate Day = new(2026, 3, 20);

    /// <summary>One of each kind.</summary>
    internal static readonly IncidentEvent[] All =
    [
        new IncidentOpened("Web stack “slow” <b>", Severity.Sev2, "Europe/Berlin", true, true, AnIncident.Channel) { IsTutorial = true },
        new Detected("X"),
        new Noted(
            "X\n🔥",
            new PinnedMessage(AnIncident.Channel, "1.2", Cast.Lee, "https://x.example", [new("a.png", "https://y.example")])
        ),
        new HypothesisRaised(1, "X", Duration.FromMinutes(20)),
        new HypothesisRuledOut(1, "X"),
        new HypothesisConfirmed(1, "X"),
        new TimeBoxEnded(1),
        new ImpactStated("30% of users"),
        new SeverityChanged(Severity.Sev2, Severity.Sev1, "X"),
        new StatusChanged(IncidentStatus.Investigating, IncidentStatus.Identified, "X"),
        new Mitigated("X"),
        new Restored("X"),
        new Resolved("X"),
        new RoleAssigned("scribe", Lee, Team),
        new ResponderJoined(Cast.Lee),
        new Escalated(Team, "X"),
        new Paged(Lee, "X"),
        new PageAcknowledged(""),
        new StatusUpdatePosted("X", Duration.FromMinutes(30)),
        new StatusUpdateFellDue(AnIncident.At(10, 0)),
        new CauseStated("X"),
        new FixStated("X"),
        new ImprovementProposed("X"),
        new TaskAdded(1, "X", Lee, Day, Period.FromMonths(3), 1)
        {
            Purpose = TaskKind.Prevent,
            Verifier = Team,
            Follows = 2,
            Anchor = Day,
            Priority = TaskPriority.P2,
        },
        new TaskCompleted(1, "X"),
        new TaskDropped(1, "X"),
        new TaskReopened(1, "X"),
        new TaskAssigned(1, Lee, Team),
        new TaskDueMoved(1, Day, Day.PlusDays(-1)),
        new TaskSnoozed(1, AnIncident.At(10, 0)),
        new TaskVerified(1, "X"),
        new TaskVerifierNamed(1, Lee, Team),
        new TaskPrioritized(1, TaskPriority.P1, TaskPriority.P3),
        new TaskReminded(1, ReminderKind.Weekly, 2, Lee),
        new NoTaskNeeded("X"),
        new NudgesSilenced(AnIncident.At(10, 0)),
        new EntryCorrected(1, "X", "Y"),
        new EntryRetimed(1, When, Moment.Unknown("UTC")),
        new EntryRetracted(1, "X"),
        new IncidentClosed("X"),
        new IncidentReopened("X"),
        new ReviewRequested(Lee),
        new ReviewReminded(1, 2, Lee),
        new ReviewGiven("X"),
        new PostmortemCommented("X"),
        new SectionEdited("timeline", "X", "Y") { Before = 1 },
        new SectionRestored("timeline"),
        new PostmortemWorded("X (#1).", "", "some-model"),
        new TemplatePicked("blameless"),
        new RecurrenceDenied(2),
        new PostmortemPublished("X") { Without = "the root cause" },
        new SimilarAsked("X"),
        new RecurrenceSeen(2, "X", 0.5, "Y", "Z", "The database (20 min)", "INC-2/T1 Test it (nobody, no date)", ""),
        new HappenedAgain(3, "X"),
        new ChannelOpened(AnIncident.Channel, "inc-1", "https://x.example"),
        new DeliveryGivenUp("the header card", "the channel is archived"),
        new IncidentImported("2024/outage.md", "0a1b", "It says two things."),
    ];

    public static TheoryData<string> Names => [.. All.Select(what => what.GetType().Name)];

    [Fact]
    public void Is_tested_here_and_named_in_the_database()
    {
        var known = Asking.SubtypesOf<IncidentEvent>().ToHashSet();

        Assert.Equal(known, All.Select(what => what.GetType()).ToHashSet());
        Assert.Equal(
            known,
            typeof(IncidentEvent)
                .GetCustomAttributes(typeof(JsonDerivedTypeAttribute), false)
                .Cast<JsonDerivedTypeAttribute>()
                .Select(name => name.DerivedType)
                .ToHashSet()
        );
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Comes_back_from_the_database_as_it_was(string name)
    {
        var what = Find(name);
        var text = JsonSerializer.Serialize(what, StoredJson.Event);

        // Lists compare by identity, so the text of both is compared too.
        Assert.Equal(text, JsonSerializer.Serialize(JsonSerializer.Deserialize(text, StoredJson.Event)!, StoredJson.Event));
        Assert.True(what is Noted || what.Equals(JsonSerializer.Deserialize(text, StoredJson.Event)));
        Assert.Contains($"\"kind\":\"{EventNames.Of(what)}\"", text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Is_a_sentence_and_can_be_folded_and_followed(string name)
    {
        var full = AnIncident.Opened.After("suspect X", "task add Y").Incident;
        var recorded = new Recorded(full.Sequence + 1, Find(name), When, AnIncident.At(11, 0), Cast.Lee);
        var after = full.Apply(recorded);

        Assert.NotEmpty(EventSentence.Of(recorded.What).ToPlainText());
        Assert.Equal(4, after.Sequence);
        _ = Consequences.Of(recorded, after).Count();
        _ = Consequences.Wakeups(recorded, after).Count();
        _ = ChronologicalOrder.Of(after);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Says_what_a_correction_puts_into_it(string name)
    {
        var what = Find(name);

        Assert.Equal(what.Words is null ? null : "Other words", what.Saying("Other words").Words);
    }

    [Fact]
    public void Without_its_optional_parts_comes_back_too()
    {
        IncidentEvent[] sparse =
        [
            new Noted("X"),
            new HypothesisRaised(1, "X"),
            new TaskAdded(1, "X"),
            new NudgesSilenced(null),
            new RoleAssigned("scribe", Team),
            new ChannelOpened(AnIncident.Channel, "x"),
        ];

        Assert.All(
            sparse,
            what => Assert.Equal(what, JsonSerializer.Deserialize(JsonSerializer.Serialize(what, StoredJson.Event), StoredJson.Event))
        );
    }

    private static IncidentEvent Find(string name) => All.Single(what => what.GetType().Name == name);
}
