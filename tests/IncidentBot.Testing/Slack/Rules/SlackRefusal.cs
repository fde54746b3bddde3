using System.Text.Json.Nodes;

namespace IncidentBot.Testing.Slack;

/// <summary>The fake's way to say <c>ok: false</c> from anywhere inside a method.</summary>
internal sealed class SlackRefusal(string error, params string[] messages) : Exception(error)
{
    public string Error { get; } = error;

    /// <summary>Members of the answer beside <c>ok</c> and <c>error</c>.</summary>
    public JsonObject Extra { get; init; } = [];

    public JsonObject ToJson()
    {
        var json = new JsonObject { ["ok"] = false, ["error"] = Error };
        foreach (var (name, value) in Extra)
        {
            json[name] = value?.DeepClone();
        }

        if (messages.Length > 0)
        {
            json["response_metadata"] = new JsonObject
            {
                ["messages"] = new JsonArray([.. messages.Select(text => (JsonNode)$"[ERROR] {text}")]),
            };
        }

        return json;
    }
}
