using System.Text.Json;
using System.Text.Json.Serialization;
using IncidentBot.Chat.Cards;
using IncidentBot.Teams.Cards;
using IncidentBot.Teams.Incoming;

namespace IncidentBot.Teams.Forms;

/// <summary>What a button carries: its command, or the form to fill in first. Teams hands it back as it was.</summary>
internal static class ButtonData
{
    /// <summary>A press is a command that somebody else typed.</summary>
    public const string SayVerb = "say";

    /// <summary>A look at a card that shows an incident's state.</summary>
    public const string StateVerb = "state";

    /// <summary>The member with the command line.</summary>
    public const string Command = "command";

    /// <summary>The member with the number of the incident whose state the card shows.</summary>
    public const string StateOf = "stateOf";

    /// <summary>The member with the form, as a text: what people type goes into members beside it.</summary>
    public const string Form = "incidentbotForm";

    private const int LongestTitle = 75;
    private const int LongestForm = 4000;

    public static void Write(Utf8JsonWriter json, Button button, int? stateOf)
    {
        var title = CardText.Shortened(button.Label.Trim().Length > 0 ? button.Label.Trim() : "Do it", LongestTitle);
        if (button.Form is { } form && JsonSerializer.Serialize(form, TeamsJson.Default.Form) is { Length: <= LongestForm } written)
        {
            WriteSubmit(json, title, button.Style, written);
        }
        else
        {
            // A form that does not fit is left out; the command then says itself what it lacks.
            WriteExecute(json, title, button, stateOf);
        }
    }

    public static Form? ReadForm(JsonElement data)
    {
        try
        {
            return data.Text(Form) is { Length: > 0 } text ? JsonSerializer.Deserialize(text, TeamsJson.Default.Form) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void WriteSubmit(Utf8JsonWriter json, string title, ButtonStyle style, string form)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "Action.Submit"u8);
        json.WriteString("title"u8, title);
        WriteStyle(json, style);
        json.WriteStartObject("data"u8);
        json.WriteStartObject("msteams"u8);
        json.WriteString("type"u8, "task/fetch"u8);
        json.WriteEndObject();
        json.WriteString(Form, form);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteExecute(Utf8JsonWriter json, string title, Button button, int? stateOf)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "Action.Execute"u8);
        json.WriteString("title"u8, title);
        json.WriteString("verb"u8, SayVerb);
        WriteStyle(json, button.Style);
        WriteData(json, button, stateOf);
        // Clients without Action.Execute send the same as a message.
        json.WriteStartObject("fallback"u8);
        json.WriteString("type"u8, "Action.Submit"u8);
        json.WriteString("title"u8, title);
        WriteData(json, button, stateOf);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteData(Utf8JsonWriter json, Button button, int? stateOf)
    {
        json.WriteStartObject("data"u8);
        json.WriteString(Command, button.Command);
        if (stateOf is { } incident)
        {
            json.WriteNumber(StateOf, incident);
        }

        json.WriteEndObject();
    }

    private static void WriteStyle(Utf8JsonWriter json, ButtonStyle style)
    {
        if (style != ButtonStyle.Plain)
        {
            json.WriteString("style"u8, style == ButtonStyle.Primary ? "positive" : "destructive");
        }
    }
}

/// <summary>What the source generator writes for forms in buttons and dialogs.</summary>
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase
)]
[JsonSerializable(typeof(Form))]
internal sealed partial class TeamsJson : JsonSerializerContext;
