using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using IncidentBot.Chat.Cards;
using IncidentBot.People;
using IncidentBot.Teams.Cards;
using IncidentBot.Teams.Incoming;
using IncidentBot.Teams.Outgoing;

namespace IncidentBot.Teams.Forms;

/// <summary>Forms as Teams' dialogs: a card of inputs, and the way back from what was put into them.</summary>
internal static class Dialog
{
    private const int LongestChoice = 100;
    private const int IsoDay = 10;

    // What does not fit shows fewer people first, then none, whose names are typed; what somebody wrote is cut last.
    private static readonly ImmutableArray<(int Choices, int Answer)> Sizes =
    [
        (100, LongestAnswer),
        (40, LongestAnswer),
        (0, LongestAnswer),
        (0, 1000),
        (0, 300),
    ];
    private const int LongestAnswer = 3000;

    /// <summary>What the frame around the card takes of the largest message.</summary>
    private const int Frame = 1024;

    /// <summary>The dialog that asks what the form asks.</summary>
    /// <param name="form">What is asked.</param>
    /// <param name="people">Who can be chosen where a person is asked for.</param>
    /// <param name="answers">What stands in the fields already, by name; where there is none, the form's own beginning.</param>
    /// <param name="wrong">Why it was refused before; null at first.</param>
    public static InvokeResponse Of(
        Form form,
        IReadOnlyList<Person> people,
        IReadOnlyDictionary<string, string>? answers = null,
        string? wrong = null
    ) =>
        InvokeResponse.Dialog(
            CardText.Shortened(form.Title, LongestChoice),
            json => json.WriteRawValue(Fitting(form, people, answers ?? new Dictionary<string, string>(), wrong), skipInputValidation: true)
        );

    /// <summary>What somebody put into the fields, by their names; mentions as we write them. A field left empty is not among them.</summary>
    public static Dictionary<string, string> Answers(JsonElement data, Form form, Func<string, Person> personOf)
    {
        var answers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in form.Fields)
        {
            var answer = data.Text(field.Name).Trim();
            if (answer.Length > 0)
            {
                answers[field.Name] =
                    field.Kind == FieldKind.Person && answer.StartsWith("29:", StringComparison.Ordinal) ? personOf(answer).Mention
                    : field.Kind == FieldKind.Person && !answer.StartsWith('@') ? "@" + answer
                    : answer;
            }
        }

        return answers;
    }

    private static byte[] Fitting(Form form, IReadOnlyList<Person> people, IReadOnlyDictionary<string, string> answers, string? wrong)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        foreach (var size in Sizes)
        {
            buffer.ResetWrittenCount();
            using var json = new Utf8JsonWriter(buffer, TeamsHttp.Relaxed);
            WriteCard(json, form, people, answers, wrong, size);
            json.Flush();
            if (buffer.WrittenCount <= AdaptiveCards.LargestMessage - Frame)
            {
                break;
            }
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteCard(
        Utf8JsonWriter json,
        Form form,
        IReadOnlyList<Person> people,
        IReadOnlyDictionary<string, string> answers,
        string? wrong,
        (int Choices, int Answer) size
    )
    {
        json.WriteStartObject();
        AdaptiveCards.WriteFrame(json);
        json.WriteStartArray("body"u8);
        if (wrong is not null)
        {
            json.WriteStartObject();
            json.WriteString("type"u8, "TextBlock"u8);
            json.WriteString("text"u8, CardText.Escaped(wrong));
            json.WriteBoolean("wrap"u8, true);
            json.WriteString("color"u8, "Attention"u8);
            json.WriteEndObject();
        }

        foreach (var field in form.Fields)
        {
            WriteField(json, field, people, answers.GetValueOrDefault(field.Name), size);
        }

        json.WriteEndArray();
        json.WriteStartArray("actions"u8);
        json.WriteStartObject();
        json.WriteString("type"u8, "Action.Submit"u8);
        json.WriteString("title"u8, form.Submit);
        json.WriteStartObject("data"u8);
        json.WriteString(ButtonData.Form, JsonSerializer.Serialize(WithoutAnswers(form), TeamsJson.Default.Form));
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    // What stands in the fields comes back beside the form.
    private static Form WithoutAnswers(Form form) =>
        form with
        {
            Fields =
            [
                .. form.Fields.Select(field =>
                    field with
                    {
                        Initial = null,
                        Choices =
                        [
                            .. field.Choices.Select(choice => choice with { Label = CardText.Shortened(choice.Label, LongestChoice) }),
                        ],
                    }
                ),
            ],
        };

    private static void WriteField(
        Utf8JsonWriter json,
        FormField field,
        IReadOnlyList<Person> people,
        string? answer,
        (int Choices, int Answer) size
    )
    {
        json.WriteStartObject();
        json.WriteString("id"u8, field.Name);
        json.WriteString("label"u8, field.Label);
        json.WriteBoolean("isRequired"u8, field.IsRequired);
        if (field.IsRequired)
        {
            json.WriteString("errorMessage"u8, "This is needed."u8);
        }

        var value = answer ?? field.Initial;
        switch (field.Kind)
        {
            case FieldKind.Choice when field.Choices.Length > 0:
                WriteChoices(json, field.Choices.Select(choice => (choice.Label, choice.Value)), isFiltered: false);
                value = field.Choices.Any(choice => choice.Value == value) ? value : null;
                break;
            case FieldKind.Person when people.Count > 0 && size.Choices > 0:
                var offered = people.Where((person, i) => i < size.Choices || TeamsPlatform.UserIdOf(person) == value);
                WriteChoices(json, offered.Select(person => (person.Name, TeamsPlatform.UserIdOf(person)!)), isFiltered: true);
                value = people.Any(person => TeamsPlatform.UserIdOf(person) == value) ? value : null;
                break;
            case FieldKind.Date:
                json.WriteString("type"u8, "Input.Date"u8);
                value = value is { Length: IsoDay } ? value : null;
                break;
            default:
                json.WriteString("type"u8, "Input.Text"u8);
                json.WriteBoolean("isMultiline"u8, field.Kind == FieldKind.Paragraph);
                json.WriteNumber("maxLength"u8, LongestAnswer);
                value = value is null ? null : CardText.Shortened(InWords(value, people), size.Answer);
                break;
        }

        if (value is { Length: > 0 })
        {
            json.WriteString("value"u8, value);
        }

        json.WriteEndObject();
    }

    // Somebody whose name is typed, not chosen.
    private static string InWords(string value, IReadOnlyList<Person> people) =>
        people.FirstOrDefault(person => TeamsPlatform.UserIdOf(person) == value)?.Name ?? value;

    private static void WriteChoices(Utf8JsonWriter json, IEnumerable<(string Title, string Value)> choices, bool isFiltered)
    {
        json.WriteString("type"u8, "Input.ChoiceSet"u8);
        json.WriteString("style"u8, isFiltered ? "filtered" : "compact");
        json.WriteStartArray("choices"u8);
        foreach (var (title, value) in choices)
        {
            json.WriteStartObject();
            json.WriteString("title"u8, CardText.Shortened(title.Length > 0 ? title : value, LongestChoice));
            json.WriteString("value"u8, value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
