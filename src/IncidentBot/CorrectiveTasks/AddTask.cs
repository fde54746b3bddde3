using IncidentBot.Chat;
using IncidentBot.Incidents;
using IncidentBot.People;
using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.CorrectiveTasks;

/// <summary>Promises work: what, and best of all who and by when.</summary>
public sealed record AddTask(string Text) : IncidentCommand, IGivesWork
{
    /// <summary>The owner, where one was named.</summary>
    public Party? Owner { get; init; }

    /// <summary>The last day on which it is not overdue.</summary>
    public LocalDate? Due { get; init; }

    /// <summary>For work that comes again.</summary>
    public Period? Every { get; init; }

    /// <summary>What it is for, where somebody said so.</summary>
    public TaskKind? Kind { get; init; }

    /// <summary>Who is to check it.</summary>
    public Party? Verifier { get; init; }

    /// <summary>How soon it matters, where somebody said so.</summary>
    public TaskPriority? Priority { get; init; }

    IEnumerable<Party> IGivesWork.Parties => new[] { Owner, Verifier }.OfType<Party>();

    /// <summary>The chat message in which it was promised, where it is taken from one.</summary>
    public PinnedMessage? Source { get; init; }

    /// <inheritdoc />
    public override string Line
    {
        get
        {
            var bare = Written(Text);
            return "task add " + (new TaskOptions(bare, Phrase.AnyContext).Text == Text ? bare : Written($"\"{Text}\""));
        }
    }

    /// <inheritdoc />
    public override Decision Decide(Incident incident, Asked asked) =>
        DueDates.Refusal(Due, asked.Now.InZone(incident.Zone).Date)
        ?? TaskRemarks.OwnVerifier(Owner, Verifier)
        ?? Decision
            .Record(
                new TaskAdded(incident.NextTask, Text, Owner, Due, Every)
                {
                    Purpose = Kind,
                    Verifier = Verifier,
                    Priority = Priority,
                    Source = Source,
                }
            )
            .Saying(TaskRemarks.Incomplete(incident, Owner, Due))
            .Saying(TaskRemarks.Unknown(Owner, incident.NextTask));

    private string Written(string text) =>
        text
        + (Every is { } every ? " every " + RepeatReader.Print(every) : "")
        + (Kind is { } kind ? " kind " + kind.Spoken() : "")
        + (Priority is { } priority ? " priority " + priority.Spoken() : "")
        + (Due is { } due ? $" due {due:uuuu-MM-dd}" : "")
        + (Verifier is { } verifier ? " verifier " + verifier.Spoken : "")
        + (
            Owner is { } owner
                ? (owner.Person is null && owner.Spoken.Contains(' ', StringComparison.Ordinal) ? " owner " : " ") + owner.Spoken
                : ""
        );

    IncidentCommand IGivesWork.With(Func<Party, Party> meant) =>
        this with
        {
            Owner = Owner is null ? null : meant(Owner),
            Verifier = Verifier is null ? null : meant(Verifier),
        };

    string IGivesWork.LineForTeam(string team) => $"task add TEXT owner team {team}";

    internal static Reading Read(string words, ReadingContext context)
    {
        var options = new TaskOptions(words, context);
        return options switch
        {
            { Wrong: { } wrong } => Reading.NotUnderstood(wrong),
            { Text.Length: 0 } => Reading.NotUnderstood("What is to be done? Type `task add TEXT @who due friday`."),
            _ => new AddTask(options.Text)
            {
                Owner = options.Owner,
                Due = options.Due,
                Every = options.Every,
                Kind = options.Kind,
                Verifier = options.Verifier,
                Priority = options.Priority,
            },
        };
    }
}
