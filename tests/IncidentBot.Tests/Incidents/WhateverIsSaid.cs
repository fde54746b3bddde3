using FsCheck;
using FsCheck.Fluent;
using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.Hypotheses;
using IncidentBot.Incidents;
using IncidentBot.Nudges;
using IncidentBot.People;
using IncidentBot.Postmortems;
using IncidentBot.Reminders;
using IncidentBot.Storage;
using IncidentBot.Testing;
using IncidentBot.Timeline;
using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.Tests.Incidents;

public sealed class WhateverIsSaid
{
    private static readonly Gen<string> Times = Gen.Elements(
        "",
        "",
        "",
        "at ? ",
        "at 09:30 ",
        "at 10:05 ",
        "at 11:00 ",
        "around 10:10 ",
        "between 09:50 and 10:20 ",
        "5m ago ",
        "at 2026-03-02 23:00 "
    );

    private static readonly Gen<string> Numbered =
        from verb in Gen.Elements(
            "ruledout H",
            "confirm H",
            "correct #",
            "retract #",
            "task done T",
            "task drop T",
            "task reopen T",
            "task verify T",
            "task sub T"
        )
        from number in Gen.Choose(1, 9)
        select $"{verb}{number} words";

    private static readonly Gen<string> Retimed =
        from number in Gen.Choose(1, 9)
        from time in Times
        select $"retime #{number} {(time.Length == 0 ? "at 10:00" : time)}";

    private static readonly Gen<string> Told =
        from verb in Gen.Elements(
            "note",
            "detected",
            "suspect",
            "impact",
            "mitigated",
            "restored",
            "resolved",
            "resolved",
            "cause",
            "fix",
            "improve",
            "close",
            "close",
            "reopen",
            "reopen",
            "status identified",
            "status investigating",
            "update",
            "escalate @devops",
            "page <@fake:lee|Lee Novak>",
            "ack"
        )
        from time in Times
        from tail in Gen.Elements("", "", " for 5m", " next 7m")
        select $"{verb} {time}words{tail}";

    private static readonly Gen<string> Bare = Gen.Elements(
        "undo",
        "undo",
        "lead",
        "join",
        "sev 1",
        "sev 4",
        "quiet 10m",
        "quiet off",
        "close",
        "task add Alert on it",
        "task add X @lee due 2026-05-01 every 3 months",
        "task assign T1 @me",
        "task due T1 2026-06-01",
        "task snooze T1 2d",
        "postmortem publish",
        "postmortem publish Nobody knows more",
        "postmortem review @lee",
        "postmortem review <@fake:lee|Lee Novak>",
        "postmortem approve",
        "postmortem comment X",
        "postmortem edit root-cause X",
        "postmortem edit timeline@0 X",
        "postmortem restore root-cause",
        "role scribe @lee"
    );

    // The bot's own: a time has come, a channel was made, something was given up.
    private static readonly Gen<IncidentCommand> Own = Gen.Elements<IncidentCommand>(
        new EndTimeBox(1),
        new EndTimeBox(2),
        new IncidentBot.Postmortems.Reviews.RemindReviewer(9),
        new NudgeIsDue(new NudgePolicy(new NudgeOptions()), NudgeLog.Empty),
        new RecordChannel(new ChannelOpened(AnIncident.Channel, "inc-1")),
        new RecordGivenUp("the header card", "gone")
    );

    private static readonly Gen<Said> Anything =
        from line in Gen.OneOf(Told, Told, Numbered, Bare, Retimed)
        from own in Own
        from isOwn in Gen.Choose(0, 9)
        from who in Gen.Elements(Cast.Amara, Cast.Lee, Cast.Zoe)
        from minutes in Gen.Choose(-1, 20)
        select new Said(isOwn == 0 ? null : line, own, who, minutes);

    [Fact]
    public void The_incident_stays_legal_and_can_be_drafted() =>
        Prop.ForAll(Gen.ListOf(Anything).ToArbitrary(), story => Play(story))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(600).WithEndSize(60));

    private static void Play(IEnumerable<Said> story)
    {
        var incident = AnIncident.Opened.Incident;
        var events = new List<Recorded> { Opening(incident) };
        var now = AnIncident.At(10, 1);
        foreach (var said in story)
        {
            now += Duration.FromMinutes(said.Minutes);
            var decided = Decide(incident, said, now);
            Assert.Equal(Enumerable.Range(incident.Sequence + 1, decided.Events.Length), decided.Events.Select(e => e.Number));
            Assert.True(decided.Events.IsEmpty == (decided.Reply.Outcome != IncidentBot.Chat.Outcome.Recorded), said.ToString());
            IsLegal(incident, decided);
            events.AddRange(decided.Events);
            incident = decided.After;
            CanBeShown(incident, now);
        }

        IsTheSame(incident, Incident.From(incident.Id, events));
    }

    private static Decided Decide(Incident incident, Said said, Instant now)
    {
        var asked = new Asked(said.Line is null ? Person.Bot : said.Who, AnIncident.Channel, now);
        if (said.Line is null)
        {
            return Decider.Decide(incident, said.Own, asked);
        }

        var reading = Vocabulary.Read(
            said.Line,
            new ReadingContext(new TimeContext(now, incident.Zone, incident.StartedAt?.From), incident, said.Who)
        );
        return reading.Command is IncidentCommand command
            ? Decider.Decide(incident, command, asked)
            : new Decided(incident, [], [], [], Reply.Refused(reading.Because!));
    }

    private static void IsLegal(Incident before, Decided decided)
    {
        var after = decided.After;
        Assert.True(after.TimeLost.Total >= Duration.Zero);
        Assert.All(after.TimeLost.Paths, path => Assert.True(path.Least >= Duration.Zero && !(path.Most < path.Least)));
        Assert.False(after.Duration < Duration.Zero);
        Assert.False(after.TimeToCause < Duration.Zero);
        Assert.True(after.Entries.Zip(after.Entries.Skip(1)).All(pair => pair.First.RecordedAt <= pair.Second.RecordedAt));
        Assert.Equal(after.Tasks.Count, after.Tasks.Select(task => task.Number).Distinct().Count());
        Assert.Equal(after.Hypotheses.Count, after.Hypotheses.Select(hypothesis => hypothesis.Number).Distinct().Count());
        var isReopened = decided.Events.Any(e => e.What is IncidentReopened);
        var isAmended = decided.Events.Any(e => e.What is EntryRetracted or EntryRetimed);
        Assert.True(!before.IsClosed || after.IsClosed || isReopened, "Only reopening takes it back from closed.");
        Assert.True(
            !before.IsOver || after.IsOver || isReopened || isAmended,
            "Only reopening or a correction takes it back from resolved."
        );
        Assert.True(after.IsOver || after.ResolvedAt is null, "What is not over has no end.");
    }

    private static void CanBeShown(Incident incident, Instant now)
    {
        Assert.NotEmpty(PlainTextCard.Render(IncidentCard.Header(incident, now)));
        Assert.NotEmpty(PlainTextCard.Render(IncidentCard.Details(incident, now)));
        Assert.NotEmpty(PlainTextCard.Render(DraftCard.Of(incident)));
        Assert.NotEmpty(PlainTextCard.Render(ClosingCard.Of(incident)));
        Assert.NotNull(PostmortemDraft.Markdown(incident));
        Assert.NotEmpty(PlainTextCard.Render(IncidentBot.Postmortems.Editing.ShowVersions.Answer(incident, PostmortemOptions.Default)));
        Assert.Equal(
            incident.Entries.Count(entry => entry.Counts && ChronologicalOrder.Shows(entry.What)),
            ChronologicalOrder.Of(incident).Count
        );
    }

    private static void IsTheSame(Incident one, Incident other)
    {
        Assert.Equal(one.Entries, other.Entries);
        Assert.Equal(one.Hypotheses, other.Hypotheses);
        Assert.Equal(one.Tasks, other.Tasks);
        Assert.Equal(one.Responders, other.Responders);
        Assert.Equal(one.Attention.Calls, other.Attention.Calls);
        Assert.Equal(
            (one.Attention.SaidAt, one.Attention.RunningSince, one.Attention.UpdateOwed, one.QuietUntil),
            (other.Attention.SaidAt, other.Attention.RunningSince, other.Attention.UpdateOwed, other.QuietUntil)
        );
        Assert.Equal(one.Roles, other.Roles);
        Assert.Equal(
            (one.Title, one.Severity, one.Status, one.StatusSince),
            (other.Title, other.Severity, other.Status, other.StatusSince)
        );
        Assert.Equal((one.StartedAt, one.ResolvedAt, one.CauseFoundAt), (other.StartedAt, other.ResolvedAt, other.CauseFoundAt));
    }

    private static Recorded Opening(Incident incident)
    {
        var entry = incident.Entries[0];
        return new Recorded(1, entry.What, entry.When, entry.RecordedAt, entry.By);
    }

    private sealed record Said(string? Line, IncidentCommand Own, Person Who, int Minutes)
    {
        public override string ToString() => $"+{Minutes}m {Who}: {Line ?? Own.Line}";
    }
}
