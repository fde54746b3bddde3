using System.Text.Json.Nodes;

namespace IncidentBot.Testing.Slack;

/// <summary>A modal somebody looks at, or somebody's Home tab.</summary>
public sealed record SlackView(string Id, string User, JsonObject Content)
{
    public required string RootId { get; init; }

    public string? PreviousId { get; init; }

    public required string Hash { get; init; }

    public string Type => SlackBlocks.Text(Content, "type") ?? "modal";

    public string CallbackId => SlackBlocks.Text(Content, "callback_id") ?? "";

    public string? ExternalId => SlackBlocks.Text(Content, "external_id");

    public string Title => SlackBlocks.Text(Content["title"], "text") ?? "";

    public JsonArray Blocks => Content["blocks"] as JsonArray ?? [];

    public string ReadableText => string.Join('\n', SlackBlocks.Texts(Blocks));
}

/// <summary>A file or an upload that waits for its bytes.</summary>
public sealed record SlackFile(string Id, string Name, long Length)
{
    public byte[]? Content { get; init; }

    public string? Title { get; init; }

    public string? Channel { get; init; }

    public string? ThreadTs { get; init; }

    public bool IsComplete { get; init; }
}

/// <summary>A canvas and its text.</summary>
public sealed record SlackCanvas(string Id, string Title, string Markdown)
{
    public string? Channel { get; init; }
}

/// <summary>A response URL: what it may still be used for and what was posted there.</summary>
public sealed record SlackResponseUrl(string Url, string Channel, string User, DateTimeOffset Issued)
{
    /// <summary>The message the interaction happened on; a slash command has none.</summary>
    public string? OriginalTs { get; init; }

    public int Uses { get; init; }
}
