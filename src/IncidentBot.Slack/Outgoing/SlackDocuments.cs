using System.Text;
using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.Slack.Incoming;

namespace IncidentBot.Slack.Outgoing;

/// <summary>Puts a document into a channel: as its canvas where the plan allows that, else as a file.</summary>
internal sealed class SlackDocuments(SlackApi api, EarlierTry earlier, OwnCanvases own)
{
    /// <summary>Puts it there and says in a sentence where it is.</summary>
    /// <exception cref="DeliveryFailedException">It could not be put there.</exception>
    public async Task<Prose> PutAsync(string channel, Document document, bool mayHaveHappened, CancellationToken cancellation)
    {
        if (await PutCanvasAsync(channel, document, cancellation))
        {
            return "The whole document is the canvas of this channel.";
        }

        var content = Encoding.UTF8.GetBytes(document.Markdown.Length == 0 ? "\n" : document.Markdown);
        if (!mayHaveHappened || await earlier.FindFileAsync(channel, document.Name, content.Length, cancellation) is null)
        {
            await UploadAsync(channel, document, content, cancellation);
        }

        return Prose.Of($"The whole document is the file {document.Name} above.");
    }

    private async Task<bool> PutCanvasAsync(string channel, Document document, CancellationToken cancellation)
    {
        var text = ForCanvas(document.Markdown);
        var known = await own.FindAsync(channel, cancellation);
        if (known is { Length: > 0 })
        {
            return (await ReplaceAsync(known, text, cancellation)).Ok;
        }

        if (await InChannelAsync(channel, cancellation) is { } found)
        {
            // Of an earlier try whose answer was lost; else it is one that people wrote, which is not touched.
            return known is not null && await TakeOverAsync(channel, found, text, cancellation);
        }

        await own.BeginAsync(channel, cancellation);
        // A plan without canvases, a missing scope, a text that it does not like: a file always works.
        var made = await api.WriteAsync(
            "conversations.canvases.create",
            json =>
            {
                json.WriteString("channel_id"u8, channel);
                json.WriteString("title"u8, document.Title);
                WriteContent(json, text);
            },
            cancellation
        );
        if (made.Ok)
        {
            await own.RememberAsync(channel, made.Json.Text("canvas_id"), cancellation);
        }

        return made.Ok;
    }

    private async Task<string?> InChannelAsync(string channel, CancellationToken cancellation)
    {
        var answer = (await api.ReadAsync("conversations.info", cancellation, ("channel", channel))).Done("missing_scope");
        var canvas = answer.Json.Find("channel").Find("properties").Find("canvas").Text("file_id");
        return canvas.Length > 0 ? canvas : null;
    }

    private async Task<bool> TakeOverAsync(string channel, string canvas, string text, CancellationToken cancellation)
    {
        await own.RememberAsync(channel, canvas, cancellation);
        return (await ReplaceAsync(canvas, text, cancellation)).Ok;
    }

    private Task<SlackAnswer> ReplaceAsync(string canvas, string text, CancellationToken cancellation) =>
        api.WriteAsync(
            "canvases.edit",
            json =>
            {
                json.WriteString("canvas_id"u8, canvas);
                json.WriteStartArray("changes"u8);
                json.WriteStartObject();
                json.WriteString("operation"u8, "replace"u8);
                WriteContent(json, text);
                json.WriteEndObject();
                json.WriteEndArray();
            },
            cancellation
        );

    private static void WriteContent(System.Text.Json.Utf8JsonWriter json, string text)
    {
        json.WriteStartObject("document_content"u8);
        json.WriteString("type"u8, "markdown"u8);
        json.WriteString("markdown"u8, text);
        json.WriteEndObject();
    }

    private async Task UploadAsync(string channel, Document document, byte[] content, CancellationToken cancellation)
    {
        var place = (
            await api.ReadAsync("files.getUploadURLExternal", cancellation, ("filename", document.Name), ("length", $"{content.Length}"))
        )
            .Done()
            .Json;
        await api.UploadAsync(place.Text("upload_url"), content, cancellation);
        var answer = await api.WriteAsync(
            "files.completeUploadExternal",
            json =>
            {
                json.WriteStartArray("files"u8);
                json.WriteStartObject();
                json.WriteString("id"u8, place.Text("file_id"));
                json.WriteString("title"u8, document.Title);
                json.WriteEndObject();
                json.WriteEndArray();
                json.WriteString("channel_id"u8, channel);
            },
            cancellation
        );
        answer.Done();
    }

    // Canvases know three levels of headings; a deeper one is a line in bold.
    private static string ForCanvas(string markdown)
    {
        var text = new StringBuilder(markdown.Length);
        foreach (var line in markdown.Split('\n'))
        {
            text.Append(line.StartsWith("####", StringComparison.Ordinal) ? $"**{line.TrimStart('#').Trim()}**" : line).Append('\n');
        }

        return text.ToString().TrimEnd('\n') + "\n";
    }
}
