using IncidentBot.Chat.Cards;
using IncidentBot.CorrectiveTasks;
using IncidentBot.Hypotheses;
using IncidentBot.Incidents;
using IncidentBot.Postmortems.Editing;
using IncidentBot.Postmortems.Reviews;
using IncidentBot.Timeline;
using IncidentBot.Times;
using NodaTime;
using NodaTime.Text;

namespace IncidentBot.Postmortems.Writing;

internal static partial class PostmortemJson
{
    internal sealed record WrittenEntry(
        int Number,
        string? At,
        string? Until,
        string Precision,
        string Zone,
        string Kind,
        string Text,
        string By
    )
    {
        public static WrittenEntry Of(TimelineEntry entry, DateTimeZone zone) =>
            new(
                entry.Number,
                Iso(entry.When.From, zone),
                Iso(entry.When.To, zone),
                entry.When.Precision switch
                {
                    Times.Precision.Exact => "exact",
                    Times.Precision.Approximate => "approximate",
                    Times.Precision.Between => "between",
                    _ => "unknown",
                },
                entry.When.ZoneId,
                EventNames.Of(entry.What),
                EventSentence.Of(entry.What).ToPlainText(),
                Postmortem.SpeakerOf(entry).Name
            );
    }

    internal sealed record WrittenHypothesis(
        string Id,
        string Text,
        string By,
        string State,
        string? RaisedAt,
        string? DecidedAt,
        string? Evidence,
        string? Cost
    )
    {
        public static WrittenHypothesis Of(Hypothesis hypothesis, Postmortem facts, DateTimeZone zone) =>
            new(
                hypothesis.ToString(),
                Mentions.InWords(hypothesis.Text),
                hypothesis.By.Name,
                hypothesis.State switch
                {
                    HypothesisState.RuledOut => "ruled out",
                    HypothesisState.Confirmed => "confirmed",
                    _ => "open",
                },
                Iso(hypothesis.Raised.When.From, zone),
                Iso(hypothesis.Decided?.When.Latest, zone),
                InWords(hypothesis.Evidence),
                facts.TimeLost.Paths.FirstOrDefault(path => path.Hypothesis.Number == hypothesis.Number)?.Cost
            );
    }

    internal sealed record WrittenTask(
        string Id,
        string? Parent,
        string Text,
        string? Owner,
        string? Due,
        string? Every,
        string State,
        string? Evidence
    )
    {
        public static WrittenTask Of(CorrectiveTask task) =>
            new(
                task.ToString(),
                task.Parent is { } parent ? $"T{parent}" : null,
                Mentions.InWords(task.Text),
                task.Owner?.Name,
                task.Due is { } due ? LocalDatePattern.Iso.Format(due) : null,
                task.Every is { } every ? RepeatReader.Print(every) : null,
                task.State switch
                {
                    TaskState.Done => "done",
                    TaskState.Dropped => "dropped",
                    _ => "open",
                },
                InWords(task.Ended?.What.Words)
            );
    }

    internal sealed record WrittenMeasure(string Measure, int? Minutes);

    internal sealed record WrittenEdit(int Number, string Section, string Who, string At, string? Text)
    {
        public static WrittenEdit Of(PostmortemVersion version, DateTimeZone zone) =>
            new(
                version.Entry.Number,
                version.Section,
                version.Entry.By.Name,
                Iso(version.Entry.RecordedAt, zone)!,
                version.Entry.What switch
                {
                    SectionEdited edit => edit.Text,
                    PostmortemWorded worded => $"{worded.Summary}\n{worded.Lessons}".Trim('\n'),
                    _ => null,
                }
            );
    }

    internal sealed record WrittenReview(string Who, bool Given, string? Text)
    {
        public static WrittenReview Of(Review review) => new(review.Of.Name, !review.IsAwaited, InWords(review.Given?.What.Words));
    }

    internal sealed record WrittenMissing(string What, string Fill, string Kind);
}
