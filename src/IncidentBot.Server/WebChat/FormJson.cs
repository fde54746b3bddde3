using System.Text.Json;
using System.Text.Json.Serialization;
using IncidentBot.Chat.Cards;

namespace IncidentBot.Server.WebChat;

/// <summary>A form on its way to the browser and back: the browser asks the questions, the form makes the command line.</summary>
internal static class FormJson
{
    /// <summary>The form as the page's script reads it.</summary>
    public static string Write(Form form)
    {
        // A field without choices has no list at all, which cannot be written.
        var whole = form with
        {
            Fields = [.. form.Fields.Select(field => field.Choices.IsDefault ? field with { Choices = [] } : field)],
        };
        return JsonSerializer.Serialize(whole, FormJsonContext.Default.Form);
    }

    /// <summary>The form that a browser gives back; null where it is none.</summary>
    public static Form? Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, FormJsonContext.Default.Form) is { Template: not null, Fields.IsDefault: false } form
                ? form
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>What the source generator writes for <see cref="FormJson"/>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Form))]
internal sealed partial class FormJsonContext : JsonSerializerContext;
