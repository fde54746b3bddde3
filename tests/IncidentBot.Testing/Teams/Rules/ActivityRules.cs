using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IncidentBot.Testing.Teams;

/// <summary>What the connector asks of an activity that a bot sends.</summary>
internal static class ActivityRules
{
    // A letter of another script counts as itself, not as its escape.
    private static readonly JsonSerializerOptions AsItIs = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Check(JsonObject? activity, FakeTeamsOptions options)
    {
        if (activity is null)
        {
            throw Bad("The activity is missing.");
        }

        if (Encoding.UTF8.GetByteCount(activity.ToJsonString(AsItIs)) > options.LargestActivity)
        {
            throw new TeamsRefusal(413, "MessageSizeTooBig", "The message is too big.");
        }

        var type = activity["type"]?.ToString();
        if (type is null)
        {
            throw Bad("The activity has no type.");
        }

        if (type != "message")
        {
            throw Bad($"A bot cannot send a {type} here.");
        }

        var attachments = activity["attachments"] as JsonArray ?? [];
        if (activity["text"]?.ToString() is not { Length: > 0 } && attachments.Count == 0)
        {
            throw Bad("The message has neither text nor attachments.");
        }

        foreach (var attachment in attachments)
        {
            if (attachment?["contentType"]?.ToString() != TeamsCards.ContentType)
            {
                throw Bad("Only Adaptive Cards are taken here.");
            }

            CardRules.Check(attachment["content"] as JsonObject);
        }

        CheckMentions(activity["entities"] as JsonArray ?? [], activity["text"]?.ToString() ?? "");
    }

    private static void CheckMentions(JsonArray entities, string text)
    {
        foreach (var mention in entities.OfType<JsonObject>().Where(entity => entity["type"]?.ToString() == "mention"))
        {
            var written = mention["text"]?.ToString() ?? "";
            if (written.Length == 0 || !text.Contains(written, StringComparison.Ordinal) || mention["mentioned"]?["id"] is null)
            {
                throw Bad("A mention does not stand in the text, or names nobody.");
            }
        }
    }

    private static TeamsRefusal Bad(string message) => new(400, "BadArgument", message);
}
