using System.Collections.Immutable;
using IncidentBot.Chat.Cards;
using NodaTime;
using NodaTime.Text;

namespace IncidentBot.CorrectiveTasks;

/// <summary>The form that makes a corrective task of a message in which somebody has promised something.</summary>
public static class TaskOfMessage
{
    /// <summary>The field of what is promised.</summary>
    public const string Text = "text";

    /// <summary>The field of who promises it; its answer is a mention.</summary>
    public const string Owner = "owner";

    /// <summary>The field of the day.</summary>
    public const string Due = "due";

    /// <summary>The questions. They begin with the message's words and the day that these name, unless that has passed.</summary>
    /// <param name="words">What the message says.</param>
    /// <param name="promiser">Who seems to promise it, by the platform's own id; null where nobody does.</param>
    /// <param name="written">When the message was written.</param>
    /// <param name="now">Now.</param>
    /// <param name="zone">The zone of whoever asks.</param>
    public static ImmutableArray<FormField> Questions(string words, string? promiser, Instant written, Instant now, DateTimeZone zone)
    {
        var due = PromisedDay.In(words, written.InZone(zone).Date);
        return
        [
            new(Text, "What is promised?", FieldKind.Paragraph, Initial: words),
            new(Owner, "By whom?", FieldKind.Person, IsRequired: false, Initial: promiser),
            new(
                Due,
                "By when?",
                FieldKind.Date,
                IsRequired: false,
                Initial: due >= now.InZone(zone).Date ? LocalDatePattern.Iso.Format(due.Value) : null
            ),
        ];
    }

    /// <summary>The day that was answered; null where none was.</summary>
    public static LocalDate? DueOf(IReadOnlyDictionary<string, string> answers) =>
        LocalDatePattern.Iso.Parse(answers.GetValueOrDefault(Due, "")) is { Success: true, Value: var day } ? day : null;
}
