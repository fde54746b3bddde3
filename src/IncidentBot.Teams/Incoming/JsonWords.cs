using System.Text.Json;

namespace IncidentBot.Teams.Incoming;

/// <summary>Reads the JSON of Teams, where any member may be absent or null.</summary>
internal static class JsonWords
{
    extension(JsonElement json)
    {
        /// <summary>A member that is a text; empty where there is none.</summary>
        public string Text(string name) => json.Find(name) is { ValueKind: JsonValueKind.String } found ? Written(found) : "";

        /// <summary>A member, or an element that is undefined.</summary>
        public JsonElement Find(string name) =>
            json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var found) ? found : default;

        /// <summary>The elements of a member that is an array; none where it is not.</summary>
        public IEnumerable<JsonElement> Items(string name) =>
            json.Find(name) is { ValueKind: JsonValueKind.Array } found ? found.EnumerateArray() : [];
    }

    private static string Written(JsonElement text)
    {
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Half of a character, escaped: legal JSON, and no text.
            return "";
        }
    }
}
