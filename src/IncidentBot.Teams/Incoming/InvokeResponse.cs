using System.Text.Json;

namespace IncidentBot.Teams.Incoming;

/// <summary>What is given back to Teams at once: a status, and a JSON object where there is something to show.</summary>
/// <param name="Status">The status of HTTP.</param>
/// <param name="Write">Writes the object's members into an open object; null for an empty answer.</param>
internal readonly record struct InvokeResponse(int Status, Action<Utf8JsonWriter>? Write = null)
{
    /// <summary>Taken, and nothing to say.</summary>
    public static InvokeResponse Empty => new(200);

    /// <summary>An invoke that nobody here knows.</summary>
    public static InvokeResponse Unknown => new(501);

    /// <summary>The invoke lacks what it needs.</summary>
    public static InvokeResponse Bad => new(400);

    /// <summary>Words under the card that was pressed, for the person alone.</summary>
    public static InvokeResponse Words(string words) =>
        new(
            200,
            json =>
            {
                json.WriteNumber("statusCode"u8, 200);
                json.WriteString("type"u8, "application/vnd.microsoft.activity.message"u8);
                json.WriteString("value"u8, words);
            }
        );

    /// <summary>A card in the place of the one that was pressed, for the person alone.</summary>
    public static InvokeResponse Card(Action<Utf8JsonWriter> writeCard) =>
        new(
            200,
            json =>
            {
                json.WriteNumber("statusCode"u8, 200);
                json.WriteString("type"u8, AdaptiveCards.ContentType);
                json.WritePropertyName("value"u8);
                writeCard(json);
            }
        );

    /// <summary>A dialog that opens, or stays open.</summary>
    public static InvokeResponse Dialog(string title, Action<Utf8JsonWriter> writeCard) =>
        new(
            200,
            json =>
            {
                json.WriteStartObject("task"u8);
                json.WriteString("type"u8, "continue"u8);
                json.WriteStartObject("value"u8);
                json.WriteString("title"u8, title);
                json.WriteString("height"u8, "medium"u8);
                json.WriteString("width"u8, "medium"u8);
                json.WriteStartObject("card"u8);
                json.WriteString("contentType"u8, AdaptiveCards.ContentType);
                json.WritePropertyName("content"u8);
                writeCard(json);
                json.WriteEndObject();
                json.WriteEndObject();
                json.WriteEndObject();
            }
        );

    /// <summary>The words with which a dialog ends.</summary>
    public static InvokeResponse DialogEnds(string words) =>
        new(
            200,
            json =>
            {
                json.WriteStartObject("task"u8);
                json.WriteString("type"u8, "message"u8);
                json.WriteString("value"u8, words);
                json.WriteEndObject();
            }
        );
}
