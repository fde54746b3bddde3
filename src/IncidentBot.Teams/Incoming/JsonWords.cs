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

        /// <summary>Whether a member is that text.</summary>
        public bool Says(string name, string text) =>
            json.Find(name) is { ValueKind: JsonValueKind.String } found && found.ValueEquals(text);

        /// <summary>The elements of a member that is an array, in turn and without a list of them; none where it is not.</summary>
        public JsonElement.ArrayEnumerator Each(string name) =>
            json.Find(name) is { ValueKind: JsonValueKind.Array } found ? found.EnumerateArray() : default;

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
