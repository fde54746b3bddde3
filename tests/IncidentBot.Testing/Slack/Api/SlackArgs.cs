using System.Text.Json;
using System.Text.Json.Nodes;

namespace IncidentBot.Testing.Slack;

/// <summary>The arguments of one call, however they travelled: a form with JSON inside, or JSON.</summary>
public sealed class SlackArgs
{
    private readonly JsonObject _values;

    internal SlackArgs(JsonObject values) => _values = values;

    /// <summary>The argument as text; a number or a flag as it would be written in a form. Null when absent.</summary>
    public string? this[string name] =>
        _values[name] switch
        {
            null => null,
            JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
            var other => other.ToJsonString(),
        };

    public bool Has(string name) => _values[name] is not null;

    public bool Flag(string name) => this[name] is "true" or "1";

    public JsonArray? Array(string name) => Node(name) as JsonArray;

    public JsonObject? Object(string name) => Node(name) as JsonObject;

    public JsonObject ToJson() => _values.DeepClone().AsObject();

    public override string ToString() => _values.ToJsonString();

    internal int Number(string name, int otherwise) => int.TryParse(this[name], out var number) ? number : otherwise;

    internal IReadOnlyList<string> List(string name) =>
        Array(name) is { } array
            ? [.. array.Select(item => item?.ToString() ?? "")]
            : (this[name] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>A complex argument, parsed when it came as a string.</summary>
    internal JsonNode? Node(string name)
    {
        if (_values[name] is not JsonValue value || value.GetValueKind() != JsonValueKind.String)
        {
            return _values[name];
        }

        try
        {
            return JsonNode.Parse(value.GetValue<string>());
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
