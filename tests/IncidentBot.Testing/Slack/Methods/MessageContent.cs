using System.Text;
using System.Text.Json.Nodes;

namespace IncidentBot.Testing.Slack;

/// <summary>Text, blocks and metadata of a message, checked as Slack checks them.</summary>
internal sealed record MessageContent(string? Text, JsonArray? Blocks, JsonArray? Attachments, JsonObject? Metadata)
{
    public const int MaxUpdate = 4000;
    private const int MaxText = 40_000;
    private const int MaxMarkdown = 12_000;
    private const int MaxMetadata = 8000;
    private const int MaxAttachments = 100;

    public static MessageContent Read(SlackArgs args, bool required, int? maxText = null)
    {
        var blocks = ReadArray(args, "blocks", "invalid_blocks_format");
        var attachments = ReadArray(args, "attachments", "invalid_attachments");
        var text = TextOf(args, blocks, maxText);
        if (required && string.IsNullOrEmpty(text) && blocks is not { Count: > 0 } && attachments is not { Count: > 0 })
        {
            throw new SlackRefusal("no_text");
        }

        BlockRules.CheckMessage(blocks ?? []);
        if (attachments?.Count > MaxAttachments)
        {
            throw new SlackRefusal("too_many_attachments");
        }

        return new MessageContent(
            text,
            blocks is null ? null : SlackBlocks.Named(blocks),
            attachments?.DeepClone().AsArray(),
            MetadataOf(args)
        );
    }

    /// <summary>The message with this content. Text without blocks takes old blocks away; neither leaves them.</summary>
    public SlackMessage On(SlackMessage message) =>
        message with
        {
            Text = Text ?? message.Text,
            Blocks = Blocks is { Count: 0 } || (Blocks is null && Text is not null) ? null : Blocks ?? message.Blocks,
            Attachments = Attachments ?? message.Attachments,
            Metadata = Metadata ?? message.Metadata,
        };

    private static string? TextOf(SlackArgs args, JsonArray? blocks, int? maxText)
    {
        if (args["markdown_text"] is { } markdown)
        {
            if (args.Has("text") || blocks is not null)
            {
                throw new SlackRefusal("markdown_text_conflict");
            }

            return markdown.Length <= MaxMarkdown ? markdown : throw new SlackRefusal("msg_too_long");
        }

        var text = args["text"];
        if (maxText is { } max && text?.Length > max)
        {
            throw new SlackRefusal("msg_too_long");
        }

        return text?.Length > MaxText ? text[..MaxText] : text;
    }

    private static JsonArray? ReadArray(SlackArgs args, string name, string error) =>
        args.Has(name) ? args.Array(name) ?? throw new SlackRefusal(error) : null;

    private static JsonObject? MetadataOf(SlackArgs args)
    {
        if (!args.Has("metadata"))
        {
            return null;
        }

        if (
            args.Object("metadata") is not { } metadata
            || SlackBlocks.Text(metadata, "event_type") is null
            || metadata["event_payload"] is not JsonObject
        )
        {
            throw new SlackRefusal("invalid_metadata_format");
        }

        return Encoding.UTF8.GetByteCount(metadata.ToJsonString()) <= MaxMetadata
            ? metadata.DeepClone().AsObject()
            : throw new SlackRefusal("metadata_too_large");
    }
}
