using System.Text.Json;
using IncidentBot.Chat.Cards;
using IncidentBot.People;
using IncidentBot.Slack.Outgoing;

namespace IncidentBot.Slack.Forms;

/// <summary>Forms as Slack's modals.</summary>
internal static class Modal
{
    /// <summary>The modal of a form.</summary>
    public const string FormCallback = "form";

    /// <summary>The modal of "Add to timeline".</summary>
    public const string PinCallback = "pin";

    /// <summary>The modal of "Add task" in the menu of a message.</summary>
    public const string TaskCallback = "task";

    public const int TitleText = 24;
    public const int LabelText = 2000;
    public const int OptionText = 75;
    public const int OptionValue = 75;
    public const int MostOptions = 100;
    public const int InputText = 3000;

    /// <summary>The only action in each block.</summary>
    public const string Action = "answer";

    /// <summary>Writes a view that asks what the form asks.</summary>
    public static void Write(Utf8JsonWriter json, Form form, ModalState state, string callback = FormCallback)
    {
        Open(json, form.Title, callback);
        Plain(json, "submit", form.Submit, TitleText);
        Plain(json, "close", "Cancel", TitleText);
        json.WriteString("private_metadata"u8, state.Written());
        json.WriteStartArray("blocks"u8);
        foreach (var field in form.Fields)
        {
            WriteField(json, field);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Writes a view that only shows a card.</summary>
    public static void WriteCard(Utf8JsonWriter json, Card card, BlockKit kit)
    {
        Open(json, "IncidentBot", "shown");
        Plain(json, "close", "Close", TitleText);
        kit.WriteBlocks(json, card, BlockKit.BlocksInView);
        json.WriteEndObject();
    }

    private static void Open(Utf8JsonWriter json, string title, string callback)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "modal"u8);
        json.WriteString("callback_id"u8, callback);
        Plain(json, "title", title, TitleText);
    }

    private static void WriteField(Utf8JsonWriter json, FormField field)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "input"u8);
        json.WriteString("block_id"u8, field.Name);
        json.WriteBoolean("optional"u8, !field.IsRequired);
        Plain(json, "label", field.Label, LabelText);
        json.WriteStartObject("element"u8);
        json.WriteString("action_id"u8, Action);
        WriteElement(json, field);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteElement(Utf8JsonWriter json, FormField field)
    {
        switch (field.Kind)
        {
            case FieldKind.Choice when field.Choices.Length > 0:
                WriteChoices(json, field);
                break;
            case FieldKind.Person:
                json.WriteString("type"u8, "users_select"u8);
                if (field.Initial is { } id && SlackPlatform.UserIdOf(new Person(id, "")) is { } user)
                {
                    json.WriteString("initial_user"u8, user);
                }

                break;
            case FieldKind.Date:
                json.WriteString("type"u8, "datepicker"u8);
                if (field.Initial is { Length: > 0 } day)
                {
                    json.WriteString("initial_date"u8, day);
                }

                break;
            default:
                json.WriteString("type"u8, "plain_text_input"u8);
                json.WriteBoolean("multiline"u8, field.Kind == FieldKind.Paragraph);
                json.WriteNumber("max_length"u8, InputText);
                if (field.Initial is { Length: > 0 } initial)
                {
                    json.WriteString("initial_value"u8, BlockKit.Shortened(initial, InputText));
                }

                break;
        }
    }

    private static void WriteChoices(Utf8JsonWriter json, FormField field)
    {
        json.WriteString("type"u8, "static_select"u8);
        json.WriteStartArray("options"u8);
        foreach (var choice in field.Choices.Take(MostOptions))
        {
            json.WriteStartObject();
            WriteChoice(json, choice);
        }

        json.WriteEndArray();
        if (field.Choices.FirstOrDefault(choice => choice.Value == field.Initial) is { } chosen)
        {
            json.WriteStartObject("initial_option"u8);
            WriteChoice(json, chosen);
        }
    }

    private static void WriteChoice(Utf8JsonWriter json, FieldChoice choice)
    {
        Plain(json, "text", choice.Label, OptionText);
        json.WriteString("value"u8, choice.Value);
        json.WriteEndObject();
    }

    private static void Plain(Utf8JsonWriter json, string property, string text, int most)
    {
        json.WriteStartObject(property);
        json.WriteString("type"u8, "plain_text"u8);
        json.WriteString("text"u8, BlockKit.Shortened(text.Length == 0 ? "–" : text, most));
        json.WriteEndObject();
    }
}
