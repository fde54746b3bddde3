using IncidentBot.Chat.Cards;
using IncidentBot.CorrectiveTasks;

namespace IncidentBot.Incidents;

/// <summary>The forms behind the buttons of an incident's cards. Each makes the command line that a person could have typed.</summary>
public static class IncidentForms
{
    /// <summary>A time and a text for a verb.</summary>
    public static Form Tell(string title, string command, string question) =>
        new(
            title,
            command + " {time} {text}",
            [
                new FormField("text", question, FieldKind.Paragraph),
                new FormField("time", "When? Empty means now; 10:45 or 15m ago is fine", IsRequired: false, Prefix: "at "),
            ]
        );

    /// <summary>A status update.</summary>
    public static Form Update(string incident) =>
        new(
            "Status update",
            incident + " update {text} {next}",
            [
                new FormField("text", "What should people outside know?", FieldKind.Paragraph),
                new FormField("next", "Next update in", IsRequired: false, Prefix: "next ", Initial: "30m"),
            ]
        );

    private static readonly System.Collections.Immutable.ImmutableArray<FieldChoice> Kinds =
    [
        .. Enum.GetValues<TaskKind>().Select(kind => new FieldChoice(kind.Spoken(), kind.ToString())),
    ];

    private static readonly System.Collections.Immutable.ImmutableArray<FieldChoice> Priorities =
    [
        .. Enum.GetValues<TaskPriority>().Select(priority => new FieldChoice(priority.Spoken(), $"{priority}, as of a sev{(int)priority}")),
    ];

    /// <summary>A corrective task.</summary>
    public static Form AddTask(string incident) =>
        new(
            "Corrective task",
            incident + " task add {text} {kind} {priority} {due} {verifier} {owner}",
            [
                new FormField("text", "What is promised?"),
                new FormField("owner", "By whom?", FieldKind.Person, IsRequired: false, Prefix: "owner "),
                new FormField("due", "By when?", FieldKind.Date, IsRequired: false, Prefix: "due "),
                new FormField("kind", "What is it for?", FieldKind.Choice, IsRequired: false, Prefix: "kind ") { Choices = Kinds },
                new FormField("priority", "How soon does it matter?", FieldKind.Choice, IsRequired: false, Prefix: "priority ")
                {
                    Choices = Priorities,
                },
                new FormField("verifier", "Who verifies it?", FieldKind.Person, IsRequired: false, Prefix: "verifier "),
            ],
            "Add"
        );

    /// <summary>Why no corrective task is needed.</summary>
    public static Form NoTask(string incident) =>
        new("No task", incident + " task none {text}", [new FormField("text", "Why is no task needed?", FieldKind.Paragraph)]);

    /// <summary>Closing an incident.</summary>
    public static Form Close(string incident) =>
        new(
            "Close",
            incident + " close {text}",
            [new FormField("text", "Why does it end now?", FieldKind.Paragraph, IsRequired: false)],
            "Close"
        );
}
