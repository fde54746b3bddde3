using System.Text.Json.Nodes;

namespace IncidentBot.Testing.Teams;

/// <summary>Looks into Adaptive Cards.</summary>
public static class TeamsCards
{
    public const string ContentType = "application/vnd.microsoft.card.adaptive";

    /// <summary>Every object of the card, the card itself first.</summary>
    public static IEnumerable<JsonObject> Objects(JsonNode? node) =>
        node switch
        {
            JsonObject thing => new[] { thing }.Concat(thing.SelectMany(member => Objects(member.Value))),
            JsonArray list => list.SelectMany(Objects),
            _ => [],
        };

    /// <summary>What a person reads: texts of blocks, titles and values of facts, labels of inputs.</summary>
    public static IEnumerable<string> Texts(JsonNode? card) =>
        Objects(card)
            .SelectMany(thing =>
                thing["type"]?.ToString() switch
                {
                    "TextBlock" or "TextRun" when thing["isVisible"]?.ToString() != "false" => [thing["text"]?.ToString() ?? ""],
                    "FactSet" => (thing["facts"] as JsonArray ?? [])
                        .OfType<JsonObject>()
                        .Select(fact => $"{fact["title"]} {fact["value"]}"),
                    "Input.Text" or "Input.ChoiceSet" or "Input.Date" => [thing["label"]?.ToString() ?? ""],
                    _ => Array.Empty<string>(),
                }
            );

    /// <summary>The buttons: of action sets and of the card's own bar, not the one behind its refreshing.</summary>
    public static IEnumerable<JsonObject> Actions(JsonNode? card) =>
        Objects(card).SelectMany(thing => thing["actions"] as JsonArray ?? []).OfType<JsonObject>();

    /// <summary>The inputs.</summary>
    public static IEnumerable<JsonObject> Inputs(JsonNode? card) =>
        Objects(card).Where(thing => thing["type"]?.ToString().StartsWith("Input.", StringComparison.Ordinal) == true);
}
