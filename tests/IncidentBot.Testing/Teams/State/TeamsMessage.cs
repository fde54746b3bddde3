using System.Text.Json.Nodes;

namespace IncidentBot.Testing.Teams;

/// <summary>One message of a conversation: what the bot sent, or what somebody wrote.</summary>
public sealed class TeamsMessage(string id, string root, TeamsUser? author, JsonObject activity, DateTimeOffset at)
{
    public string Id { get; } = id;

    /// <summary>The id of the message that begins its thread; its own where it begins one.</summary>
    public string Root { get; } = root;

    /// <summary>Who wrote it; null for the bot.</summary>
    public TeamsUser? Author { get; } = author;

    public DateTimeOffset At { get; } = at;

    /// <summary>The activity as it is now.</summary>
    public JsonObject Activity { get; internal set; } = activity;

    /// <summary>Who has reacted with what, as Graph names it.</summary>
    public List<(TeamsUser By, string Type)> Reactions { get; } = [];

    /// <summary>How often it was changed.</summary>
    public int Edits { get; internal set; }

    public bool IsDeleted { get; internal set; }

    /// <summary>Who alone sees it, by id; null where everybody does.</summary>
    public string? OnlyFor => Author is null ? Activity["recipient"]?["id"]?.ToString() : null;

    public string Text => Activity["text"]?.ToString() ?? "";

    /// <summary>The notification's text, which stands for the card where no card is shown.</summary>
    public string Summary => Activity["summary"]?.ToString() ?? "";

    /// <summary>The Adaptive Card, where it carries one.</summary>
    public JsonObject? Card =>
        (Activity["attachments"] as JsonArray)
            ?.OfType<JsonObject>()
            .FirstOrDefault(attachment => attachment["contentType"]?.ToString() == TeamsCards.ContentType)
            ?["content"] as JsonObject;

    /// <summary>Text and card as a person reads them, one text a line.</summary>
    public string ReadableText => string.Join('\n', new[] { Text }.Concat(TeamsCards.Texts(Card)).Where(text => text.Length > 0));

    /// <summary>The buttons of the card.</summary>
    public IReadOnlyList<JsonObject> Buttons => [.. TeamsCards.Actions(Card)];
}
