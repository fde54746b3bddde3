using System.Globalization;
using System.Text.Json.Nodes;

namespace IncidentBot.Testing.Teams;

/// <summary>What Teams asks of an Adaptive Card: the version, known elements, their required members, mentions that stand in it.</summary>
internal static class CardRules
{
    private const int MostActionsInASet = 6;
    private const int MostPeopleRefreshed = 60;

    private static readonly HashSet<string> Elements =
    [
        "AdaptiveCard",
        "TextBlock",
        "RichTextBlock",
        "TextRun",
        "FactSet",
        "ActionSet",
        "Container",
        "ColumnSet",
        "Column",
        "Image",
        "Input.Text",
        "Input.ChoiceSet",
        "Input.Date",
        "Input.Time",
        "Input.Toggle",
        "Input.Number",
        "Action.Execute",
        "Action.Submit",
        "Action.OpenUrl",
        "Action.ShowCard",
        "Action.ToggleVisibility",
        "mention",
    ];

    public static void Check(JsonObject? card)
    {
        Want(card?["type"]?.ToString() == "AdaptiveCard", "The card is no AdaptiveCard.");
        Want(
            Version.TryParse(card!["version"]?.ToString(), out var version) && version <= new Version(1, 5),
            "Teams knows versions up to 1.5 from bots."
        );
        foreach (var thing in TeamsCards.Objects(card).Where(thing => thing["type"] is JsonValue value && value.TryGetValue<string>(out _)))
        {
            CheckElement(thing, thing["type"]!.ToString());
        }

        CheckInputs(card);
        CheckMentions(card);
        Want((card["refresh"]?["userIds"] as JsonArray ?? []).Count <= MostPeopleRefreshed, "A card is refreshed for 60 people at most.");
    }

    private static void CheckElement(JsonObject thing, string type)
    {
        if (!char.IsAsciiLetterUpper(type[0]))
        {
            return;
        }

        Want(Elements.Contains(type), $"Teams does not know {type}.");
        Want(type != "TextBlock" || thing["text"] is JsonValue, "A TextBlock has no text.");
        Want(type != "FactSet" || thing["facts"] is JsonArray { Count: > 0 }, "A FactSet has no facts.");
        Want(
            type != "ActionSet" || thing["actions"] is JsonArray { Count: > 0 and <= MostActionsInASet },
            "An ActionSet has no or too many actions."
        );
        Want(type != "Action.Execute" || thing["verb"] is JsonValue, "An Action.Execute has no verb.");
        Want(
            type != "Action.OpenUrl" || Uri.TryCreate(thing["url"]?.ToString(), UriKind.Absolute, out _),
            "An Action.OpenUrl has no address."
        );
        Want(
            !type.StartsWith("Action.", StringComparison.Ordinal)
                || thing["title"]?.ToString() is { Length: > 0 }
                || thing["verb"] is not null,
            "An action has no title."
        );
        Want(type != "Input.ChoiceSet" || (thing["choices"] as JsonArray ?? []).All(IsChoice), "A choice lacks title or value.");
    }

    private static bool IsChoice(JsonNode? choice) => choice?["title"] is JsonValue && choice["value"] is JsonValue;

    private static void CheckInputs(JsonObject card)
    {
        var ids = TeamsCards.Inputs(card).Select(input => input["id"]?.ToString() ?? "").ToList();
        Want(ids.TrueForAll(id => id.Length > 0), "An input has no id.");
        Want(ids.Distinct(StringComparer.Ordinal).Count() == ids.Count, "Two inputs have the same id.");
    }

    private static void CheckMentions(JsonObject card)
    {
        var texts = string.Join('\n', TeamsCards.Texts(card));
        var mentions = (card["msteams"]?["entities"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        foreach (var mention in mentions)
        {
            var written = mention["text"]?.ToString() ?? "";
            Want(
                written.StartsWith("<at>", StringComparison.Ordinal) && texts.Contains(written, StringComparison.Ordinal),
                string.Create(CultureInfo.InvariantCulture, $"The mention {written} does not stand in the card.")
            );
            Want(mention["mentioned"]?["id"]?.ToString() is { Length: > 0 }, "A mention names nobody.");
        }
    }

    private static void Want(bool holds, string message)
    {
        if (!holds)
        {
            throw new TeamsRefusal(400, "BadArgument", message);
        }
    }
}
