using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.CorrectiveTasks;
using IncidentBot.Incidents;
using IncidentBot.Outbox;
using IncidentBot.People;

namespace IncidentBot.Memory;

/// <summary>What whoever owes tasks of a past incident is told when it happened again: what is open, and what was done and did not help. Pure.</summary>
internal static class AgainCard
{
    private const int MostTasks = 10;
    private const int LongestText = 300;

    /// <summary>A message for each person who owes something of it, or did.</summary>
    public static IEnumerable<Effect> ToOwners(Incident past, HappenedAgain again) =>
        past
            .Tasks.Where(task => task.Owner?.Person is not null && Matters(past, task, again))
            .GroupBy(task => task.Owner!.Person!.Id, StringComparer.Ordinal)
            .Select(owed => new TellAgain(owed.First().Owner!.Person!, again.In, Card(past, again, [.. owed])));

    /// <summary>Asks whether a task that was done and has not prevented it is taken up again.</summary>
    public static Button ToReopen(IncidentId past, int task, IncidentId again) =>
        new($"Reopen {past}/T{task}", $"{past} task reopen T{task} It did not prevent {again}");

    private static bool Matters(Incident past, CorrectiveTask task, HappenedAgain again) =>
        task.IsOpen || Again.IsMeantToPrevent(task) && Again.AfterDone(past, task).Any(later => later.In.Number == again.In);

    private static Card Card(Incident past, HappenedAgain again, List<CorrectiveTask> tasks)
    {
        var id = new IncidentId(again.In);
        var card = Chat.Cards.Card.Of(
            $"It happened again: {id}",
            new Paragraph(
                Prose.Strong(id.ToString())
                    + $" {Shortened(again.Title)} resembles "
                    + Prose.Strong(past.Id.ToString())
                    + $" {Shortened(past.Title)}, of which you have promised something."
            )
        );
        foreach (var task in tasks.Take(MostTasks))
        {
            card = card.With(new Paragraph(Prose.Strong($"{past.Id}/{task} ") + Shortened(task.Text) + State(task)))
                .With(Buttons.Of(task.IsOpen ? Done(past, task) : ToReopen(past.Id, task.Number, id)));
        }

        return tasks.Count <= MostTasks
            ? card
            : card.With(new Paragraph(Prose.Of($"… and {tasks.Count - MostTasks} more: ") + Prose.Code($"{past.Id} task list") + "."));
    }

    private static Prose State(CorrectiveTask task) =>
        task.IsOpen
            ? " is still open" + (task.Due is { } due ? $", due {due:uuuu-MM-dd}." : ", without a date.")
            : " was done and did not prevent it. Is it to be taken up again?";

    private static Button Done(Incident past, CorrectiveTask task) =>
        new(
            "Done",
            $"{past.Id} task done {task}",
            Form: new Form(
                "Done",
                $"{past.Id} task done {task} {{text}}",
                [new FormField("text", "What shows it? A link or a sentence", FieldKind.Paragraph, IsRequired: false)]
            )
        );

    private static string Shortened(string text) => Phrase.Shortened(Mentions.InWords(text), LongestText);
}
