using System.Text;
using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.People;
using IncidentBot.Times;

namespace IncidentBot.Incidents;

/// <summary>Declares an incident. Without a title there is a form to fill in.</summary>
public sealed record Open(string Title) : Command
{
    /// <summary>A title longer than this is refused: it names the channel and the postmortem.</summary>
    public const int LongestTitle = 300;

    /// <summary>How it is said.</summary>
    public static Verb Verb { get; } =
        new(
            "open",
            "TITLE [sev1|sev2|sev3|sev4] [at TIME] [private|drill]",
            "Declares an incident: its channel, its header card and the announcement. Without a title it asks.",
            Read
        )
        {
            Aliases = ["declare", "new", "start"],
            Examples = ["open Web stack slow and failing sev2", "open Checkout down sev1 at 10:45", "open Practice: database gone drill"],
            NeedsIncident = false,
        };

    /// <summary>How bad; sev3 where nobody says.</summary>
    public Severity? Severity { get; init; }

    /// <summary>When it began; now where nobody says.</summary>
    public Moment? When { get; init; }

    /// <summary>Seen only in its own channel.</summary>
    public bool IsPrivate { get; init; }

    /// <summary>Practice.</summary>
    public bool IsDrill { get; init; }

    /// <summary>A drill that the bot guides step by step.</summary>
    public bool IsTutorial { get; init; }

    /// <summary>Who leads from the start; the form asks.</summary>
    public Party? Commander { get; init; }

    /// <inheritdoc />
    public override string Line
    {
        get
        {
            if (IsTutorial)
            {
                return Stories.Tutorial.Verb.Name;
            }

            var bare = Written(Title);
            var read = new OpenOptions(bare, Phrase.AnyContext);
            return Verb.Name + " " + (read.Wrong is null && read.ToCommand().Title == Title ? bare : Written($"\"{Title}\""));
        }
    }

    private string Written(string title)
    {
        var line = new StringBuilder(title);
        line.Append(Severity is { } severity ? " " + severity.Spoken() : "").Append(When is { } when ? " " + when : "");
        line.Append(IsPrivate ? " private" : "")
            .Append(IsDrill ? " drill" : "")
            .Append(Commander is { } lead ? " lead " + lead.Spoken : "");
        return line.ToString().Trim();
    }

    /// <summary>What is asked where no title was given.</summary>
    public static Form Form { get; } =
        new(
            "Open an incident",
            "open {title} {severity} {private} {lead}",
            [
                new FormField("title", "What is broken?"),
                new FormField("severity", "How bad is it?", FieldKind.Choice, Initial: "sev3")
                {
                    Choices =
                    [
                        new("sev1", "sev1 – most customers cannot work"),
                        new("sev2", "sev2 – many customers are hindered"),
                        new("sev3", "sev3 – some customers are hindered"),
                        new("sev4", "sev4 – hardly anybody notices"),
                    ],
                },
                new FormField("private", "Who may see it?", FieldKind.Choice, IsRequired: false)
                {
                    Choices = [new("private", "Only the people in its channel"), new("drill", "Everybody: it is a drill")],
                },
                new FormField("lead", "Who leads?", FieldKind.Person, IsRequired: false, Prefix: "lead "),
            ],
            "Open"
        );

    /// <summary>The first events of the incident, or why it cannot be.</summary>
    public Decision Decide(Asked asked, string zoneId)
    {
        if (Title.Length == 0)
        {
            return Decision.Refuse("What is broken? Type `open TITLE`, for example `open Web stack slow and failing sev2`.");
        }

        if (Title.Length > LongestTitle)
        {
            return Decision.Refuse(
                $"The title has {Title.Length} characters; at most {LongestTitle} are legible in a channel's name and topic. Open it with a few words and put the rest in a `note`."
            );
        }

        if (Timing.NotYet(When, asked.Now) is { } notYet)
        {
            return Decision.Refuse(notYet);
        }

        var opened = new IncidentOpened(Title, Severity ?? Incidents.Severity.Sev3, When?.ZoneId ?? zoneId, IsPrivate, IsDrill, asked.Where)
        {
            IsTutorial = IsTutorial,
        };
        var decision = Decision.Record(opened, When);
        return Commander is null ? decision : decision.And(new RoleAssigned(Responders.Role.Commander, Commander));
    }

    private static Reading Read(string words, ReadingContext context)
    {
        var options = new OpenOptions(words, context);
        return options.Wrong is { } wrong ? Reading.NotUnderstood(wrong) : (Reading)options.ToCommand();
    }
}
