using FsCheck;
using FsCheck.Fluent;
using IncidentBot.CorrectiveTasks;
using IncidentBot.Hypotheses;
using IncidentBot.Import;
using IncidentBot.Incidents;
using IncidentBot.People;
using IncidentBot.Postmortems;
using IncidentBot.Testing;
using IncidentBot.Timeline;
using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.Tests.Import;

/// <summary>Whatever happened and whatever people typed, the draft of an incident gives its facts back.</summary>
public sealed class ADraftReadBack
{
    private static readonly string[] Words =
    [
        "database",
        "slow",
        "40% of users",
        "# heading",
        "- item",
        "* star",
        "1. one",
        "> quote",
        "`code`",
        "**bold**",
        "_under_",
        "<b>",
        "&amp;",
        "|",
        "a\nb",
        "[ ] box",
        "10:45",
        "Impact: none",
        "Duration: 2 hours",
        "• bullet",
        "---",
        "https://example.com/a_b",
        "Nobody knows",
        "(30 %)",
        "~~gone~~",
        "—",
        "100%",
    ];

    private static readonly string[] Zones =
    [
        "UTC",
        "America/New_York",
        "Africa/Johannesburg",
        "Europe/Berlin",
        "Asia/Kolkata",
        "UTC-04",
        "Australia/Adelaide",
    ];

    private static readonly Gen<string> Text =
        from count in Gen.Choose(1, 6)
        from words in Gen.ArrayOf(Gen.Elements(Words), count)
        select "It " + string.Join(' ', words);

    private static readonly Gen<Story> Stories =
        from zone in Gen.Elements(Zones)
        from title in Text
        from severity in Gen.Choose(1, 4)
        from start in Gen.Choose(0, 500_000)
        from count in Gen.Choose(0, 14)
        from told in Gen.ArrayOf(Telling, count)
        select new Story(zone, title, (Severity)severity, start, told);

    private static Gen<Told> Telling =>
        from kind in Gen.Choose(0, 13)
        from text in Text
        from minutes in Gen.Choose(0, 2000)
        from more in Gen.Choose(0, 90)
        from precision in Gen.Choose(0, 5)
        select new Told(kind, text, minutes, more, precision);

    [Fact]
    public void Gives_the_facts_of_its_incident() =>
        Prop.ForAll(Stories.ToArbitrary(), story => AssertReadBack(story.Tell()))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(4_711, 1));

    [Fact]
    public void Gives_the_facts_of_its_incident_where_a_model_has_worded_it() =>
        Prop.ForAll(
                Stories.ToArbitrary(),
                story =>
                {
                    var incident = story.Tell();
                    var worded = new PostmortemWorded("Incident declared (#1).", "The incident was declared (#1).", "m");
                    var after = incident.Apply(
                        new Recorded(
                            incident.Sequence + 1,
                            worded,
                            Moment.Exact(incident.Entries[^1].RecordedAt, "UTC"),
                            incident.Entries[^1].RecordedAt,
                            Person.Bot
                        )
                    );
                    Assert.NotNull(new Postmortem(after).Wording);
                    AssertReadBack(after);
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(100).WithReplay(4_713, 1));

    [Fact]
    public void Becomes_an_incident_with_the_same_facts_again() =>
        Prop.ForAll(
                Stories.ToArbitrary(),
                story =>
                {
                    var before = story.Tell();
                    var facts = DocumentReader.Read(PostmortemDraft.Markdown(before));
                    var after = ImportedEvents.Decide(new IncidentId(2), facts, "draft.md", "0a", AnIncident.At(12, 0)).After;

                    Assert.Equal(
                        before.Tasks.Select(task => (Shown(task.Text), task.State, task.Due, task.Owner?.Name)),
                        after.Tasks.Select(task => (Shown(task.Text), task.State, task.Due, task.Owner?.Name))
                    );
                    Assert.Equal(
                        before.Hypotheses.Select(one => (one.Number, Shown(one.Text), one.State)),
                        after.Hypotheses.Select(one => (one.Number, Shown(one.Text), one.State))
                    );
                    Assert.Equal(before.Severity, after.Severity);
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(200).WithReplay(4_712, 1));

    [Fact]
    public void Of_a_drill_or_a_private_incident_is_refused()
    {
        foreach (
            var incident in new[] { AnIncident.OpenedBy("Practice drill").Incident, AnIncident.OpenedBy("Keys lost private").Incident }
        )
        {
            Assert.NotNull(DocumentReader.Read(PostmortemDraft.Markdown(incident)).Refusal);
        }
    }

    private static void AssertReadBack(Incident incident)
    {
        var post = new Postmortem(incident);
        var facts = DocumentReader.Read(PostmortemDraft.Markdown(incident));

        Assert.Null(facts.Refusal);
        Assert.Equal(incident.Id, facts.DraftOf);
        Assert.Equal(Shown(incident.Title), Shown(facts.Title));
        Assert.Equal(incident.Severity, facts.Severity);
        Assert.Equal((incident.StartedAt?.From, incident.ResolvedAt?.From), (At(facts.Start), At(facts.End)));
        Assert.Equal(incident.ResolvedAt?.To, At(facts.End?.Until));
        Assert.Equal(incident.Duration, facts.Duration);
        Assert.Equal(post.Impacts.IsEmpty ? null : Shown(string.Join(' ', post.Impacts)), Shown(facts.Impact));
        Assert.Equal(post.ImpactPercent, facts.ImpactPercent);
        Assert.Equal(post.Causes.IsEmpty ? null : Shown(string.Join('\n', post.Causes)), Shown(facts.Cause));
        Assert.Equal(post.Fixes.IsEmpty ? null : Shown(string.Join('\n', post.Fixes)), Shown(facts.Resolution));
        Assert.Equal(post.Improvements.Select(Shown), facts.Improvements.Select(Shown));
        Assert.Equal(
            post.Timeline.Select(entry => (entry.When.From, entry.When.To, Shown(EventSentence.Of(entry.What).ToPlainText()))),
            facts.Entries.Select(entry => (At(entry.When), At(entry.When?.Until), Shown(entry.Text)))
        );
        Assert.Equal(
            incident.Tasks.Select(task => (Shown(task.Text), task.Owner?.Name, task.Due, task.State == TaskState.Done)),
            facts.Tasks.Select(task => (Shown(task.Text), task.Owner, task.Due, task.IsDone))
        );
    }

    private static Instant? At(ToldTime? when) => when?.At(DateTimeZone.Utc);

    private static string? Shown(string? text) =>
        text is null ? null : string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private sealed record Told(int Kind, string Text, int Minutes, int More, int Precision);

    private sealed record Story(string Zone, string Title, Severity Severity, int Start, Told[] All)
    {
        public Incident Tell()
        {
            var start = Instant.FromUtc(2024, 1, 1, 0, 0) + Duration.FromMinutes(Start);
            var incident = Incident.Blank(new IncidentId(1));
            incident = Put(
                incident,
                new IncidentOpened(Title, Severity, Zone, false, false, AnIncident.Channel),
                Moment.Exact(start, Zone)
            );
            foreach (var told in All)
            {
                foreach (var what in Events(told, incident))
                {
                    incident = Put(incident, what, When(told, start));
                }
            }

            return incident;
        }

        private Incident Put(Incident incident, IncidentEvent what, Moment when) =>
            incident.Apply(new Recorded(incident.Sequence + 1, what, when, Instant.FromUtc(2026, 3, 3, 10, 0), Cast.Amara));

        private Moment When(Told told, Instant start)
        {
            var at = start + Duration.FromMinutes(told.Minutes);
            return told.Precision switch
            {
                0 => Moment.Approximate(at, Zone),
                1 => Moment.Between(at, at + Duration.FromMinutes(1 + told.More), Zone),
                2 when told.Kind != 9 => Moment.Unknown(Zone),
                _ => Moment.Exact(at, Zone),
            };
        }

        private static IEnumerable<IncidentEvent> Events(Told told, Incident incident) =>
            told.Kind switch
            {
                0 => [new Detected(told.Text)],
                1 => [new HypothesisRaised(incident.NextHypothesis, told.Text)],
                2 when incident.Hypotheses is [.., { State: HypothesisState.Open } open] =>
                [
                    new HypothesisRuledOut(open.Number, told.Text),
                ],
                3 => [new ImpactStated(told.Text)],
                4 => [new CauseStated(told.Text)],
                5 => [new FixStated(told.Text)],
                6 => [new ImprovementProposed(told.Text)],
                7 =>
                [
                    new TaskAdded(
                        incident.NextTask,
                        told.Text,
                        told.More % 2 == 0 ? new Party("Lee Novak") : null,
                        told.More % 3 == 0 ? new LocalDate(2026, 3, 1).PlusDays(told.More) : null
                    ),
                ],
                8 when incident.NextTask > 1 => [new TaskCompleted(incident.NextTask - 1, told.More % 2 == 0 ? "" : "It runs")],
                9 => [new Resolved(told.Text)],
                10 => [new Mitigated(told.Text)],
                11 => [new Escalated(new Party("devops"), told.Text)],
                _ => [new Noted(told.Text)],
            };
    }
}
