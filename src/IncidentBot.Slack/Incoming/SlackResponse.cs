using System.Text.Encodings.Web;
using System.Text.Json;

namespace IncidentBot.Slack.Incoming;

/// <summary>What is given back to Slack at once: nothing, or a JSON object.</summary>
/// <param name="Write">Writes its members into an open object; null for an empty answer.</param>
internal readonly record struct SlackResponse(Action<Utf8JsonWriter>? Write)
{
    /// <summary>Text goes to Slack, not into a page; the fewer escapes the shorter.</summary>
    public static readonly JsonWriterOptions Relaxed = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    /// <summary>Taken, and nothing to say.</summary>
    public static SlackResponse Empty => default;
}
