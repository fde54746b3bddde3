using System.Text.Json.Nodes;

namespace IncidentBot.Testing.Slack;

/// <summary>A message as the workspace keeps it. Changes make a new one, so a test may hold on to what it read.</summary>
public sealed record SlackMessage(string Channel, string Ts)
{
    public string? User { get; init; }

    public string? BotId { get; init; }

    public string Text { get; init; } = "";

    public JsonArray? Blocks { get; init; }

    public JsonArray? Attachments { get; init; }

    public JsonObject? Metadata { get; init; }

    public JsonArray? Files { get; init; }

    public string? ThreadTs { get; init; }

    public string? Subtype { get; init; }

    public string? EditedTs { get; init; }

    /// <summary>Set when only this person sees the message.</summary>
    public string? OnlyFor { get; init; }

    /// <summary>Set when the message was posted through a response URL.</summary>
    public string? ResponseUrl { get; init; }

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Reactions { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    public bool IsReply => ThreadTs is not null && ThreadTs != Ts;

    /// <summary>The text and every text of the blocks, one a line: what a person would read.</summary>
    public string ReadableText => string.Join('\n', new[] { Text }.Concat(SlackBlocks.Texts(Blocks)).Where(text => text.Length > 0));

    /// <summary>The labels of the buttons and menus, in order.</summary>
    public IReadOnlyList<string> Actions => [.. SlackBlocks.Elements(Blocks).Select(element => element.Label)];

    internal JsonObject ToJson(string teamId, bool withMetadata = false)
    {
        var json = new JsonObject
        {
            ["type"] = "message",
            ["ts"] = Ts,
            ["text"] = Text,
            ["team"] = teamId,
        };
        Put(json, "subtype", Subtype);
        Put(json, "user", User);
        Put(json, "bot_id", BotId);
        Put(json, "thread_ts", ThreadTs);
        Put(json, "blocks", Blocks?.DeepClone());
        Put(json, "attachments", Attachments?.DeepClone());
        Put(json, "files", Files?.DeepClone());
        Put(json, "metadata", withMetadata ? Metadata?.DeepClone() : null);
        Put(json, "edited", EditedTs is null ? null : new JsonObject { ["user"] = User, ["ts"] = EditedTs });
        if (Reactions.Count > 0)
        {
            json["reactions"] = ReactionsJson();
        }

        return json;
    }

    internal JsonArray ReactionsJson() =>
        new([
            .. Reactions.Select(reaction => new JsonObject
            {
                ["name"] = reaction.Key,
                ["users"] = new JsonArray([.. reaction.Value.Select(user => (JsonNode)user)]),
                ["count"] = reaction.Value.Count,
            }),
        ]);

    private static void Put(JsonObject json, string name, JsonNode? value)
    {
        if (value is not null)
        {
            json[name] = value;
        }
    }
}
