using System.Text.Json;
using IncidentBot.Slack.Incoming;

namespace IncidentBot.Slack.Pins;

/// <summary>
/// What a message says. People say it in its text; monitoring systems often leave that empty and say it in attachments or blocks, and an image
/// says it by its name.
/// </summary>
internal static class MessageWords
{
    private const string Nothing = "A message without words";

    /// <summary>The words; never empty, for an entry has to say something.</summary>
    public static string Of(JsonElement message, INames names)
    {
        var candidates = new[]
        {
            message.Text("text"),
            Joined(message.Items("attachments").Select(Attachment)),
            Joined(message.Items("blocks").Select(Block)),
        };
        var said = candidates.Select(text => SlackWords.Of(text, names).Trim()).FirstOrDefault(text => text.Length > 0);
        return said
            ?? (SlackMessages.Files(message) is { Length: > 0 } files ? string.Join(", ", files.Select(file => file.Name)) : Nothing);
    }

    private static string Attachment(JsonElement attachment)
    {
        var shown = Joined([attachment.Text("pretext"), attachment.Text("title"), attachment.Text("text")]);
        return shown.Length > 0 ? shown
            : attachment.Text("fallback") is { Length: > 0 } fallback ? fallback
            : Joined(attachment.Items("blocks").Select(Block));
    }

    private static string Block(JsonElement block) =>
        Joined([
            block.Find("text").Text("text"),
            .. block.Items("fields").Select(field => field.Text("text")),
            .. block.Items("elements").Select(element => element.Text("type") == "mrkdwn" ? element.Text("text") : ""),
        ]);

    private static string Joined(IEnumerable<string> texts) => string.Join('\n', texts.Where(text => text.Length > 0));
}
