using System.Text.Json;
using System.Text.Json.Serialization;
using IncidentBot.Chat.Cards;

namespace IncidentBot.Slack.Forms;

/// <summary>What a button carries: its command, or the form to fill in first. Slack hands it back as it was.</summary>
internal static class ButtonValue
{
    /// <summary>Slack's limit.</summary>
    public const int Longest = 2000;

    public static string Of(Button button)
    {
        if (button.Form is null)
        {
            return button.Command;
        }

        // A form that does not fit is left out; the command then says itself what it lacks.
        var form = JsonSerializer.Serialize(button.Form, SlackJson.Default.Form);
        return form.Length <= Longest ? form : button.Command;
    }

    public static (string Command, Form? Form) Read(string value)
    {
        if (!value.StartsWith('{'))
        {
            return (value, null);
        }

        try
        {
            return ("", JsonSerializer.Deserialize(value, SlackJson.Default.Form));
        }
        catch (JsonException)
        {
            return (value, null);
        }
    }
}

/// <summary>What the source generator writes for forms in buttons and modals.</summary>
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase
)]
[JsonSerializable(typeof(Form))]
[JsonSerializable(typeof(ModalState))]
internal sealed partial class SlackJson : JsonSerializerContext;
