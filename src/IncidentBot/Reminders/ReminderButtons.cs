using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;

namespace IncidentBot.Reminders;

/// <summary>What can be done about a task from its reminder. Each button is a line that the person could have typed.</summary>
internal static class ReminderButtons
{
    public static IEnumerable<Button> Of(ReminderLine line)
    {
        var task = line.Task.ToString();
        var inc = $"{line.Incident.Id} task";
        return line.Why switch
        {
            ReminderKind.Verify =>
            [
                new Button("Verified", $"{inc} verify {task}", ButtonStyle.Primary),
                new Button("Not done", $"{inc} reopen {task}", Form: Ask("Not done", $"{inc} reopen {task} {{text}}", "What is missing?")),
            ],
            ReminderKind.Incomplete => [.. Settle(inc, task, ButtonStyle.Primary), Cannot(inc, task)],
            _ =>
            [
                new Button(
                    "Done",
                    $"{inc} done {task}",
                    ButtonStyle.Primary,
                    Ask("Done", $"{inc} done {task} {{text}}", "What shows it? A link or a sentence", isRequired: false)
                ),
                new Button("Snooze 1 d", $"{inc} snooze {task} 1d"),
                new Button("3 d", $"{inc} snooze {task} 3d"),
                new Button("1 week", $"{inc} snooze {task} 7d"),
                .. Settle(inc, task, ButtonStyle.Plain),
                Cannot(inc, task),
            ],
        };
    }

    private static IEnumerable<Button> Settle(string inc, string task, ButtonStyle style) =>
        [
            new Button(
                "Change date",
                $"{inc} due {task}",
                style,
                new Form("Change date", $"{inc} due {task} {{day}}", [new FormField("day", "By when?", FieldKind.Date)], "Change")
            ),
            new Button(
                "Hand over",
                $"{inc} assign {task}",
                Form: new Form(
                    "Hand over",
                    $"{inc} assign {task} {{who}}",
                    [new FormField("who", "To whom?", FieldKind.Person)],
                    "Hand over"
                )
            ),
        ];

    private static Button Cannot(string inc, string task) =>
        new("Can't do", $"{inc} drop {task}", Form: Ask("Can't do", $"{inc} drop {task} {{text}}", "Why will it not be done?"));

    private static Form Ask(string title, string template, string question, bool isRequired = true) =>
        new(title, template, [new FormField("text", question, FieldKind.Paragraph, isRequired)]);
}
