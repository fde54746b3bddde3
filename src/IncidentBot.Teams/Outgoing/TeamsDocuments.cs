using System.Text;
using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.Teams.Conversations;
using IncidentBot.Teams.Incoming;

namespace IncidentBot.Teams.Outgoing;

/// <summary>
/// Where a whole document is read in Teams: as a file among those of the channel where Graph allows that, else on the dashboard, else as messages
/// in the conversation itself.
/// </summary>
internal sealed class TeamsDocuments(Graph graph, ConversationBook book, TeamsOptions options)
{
    // A paragraph of a card takes 4,000 characters, escapes included.
    private const int LongestPart = 3_000;

    /// <summary>Puts the document where it can be read. Gives back the sentence that says where; null where only the words themselves can be shown.</summary>
    /// <exception cref="DeliveryFailedException">Graph gave no clear answer at the first try; at the next one it is left out.</exception>
    public async Task<Prose?> PlaceAsync(Place where, Document document, Attempt attempt, CancellationToken cancellation) =>
        await UploadedAsync(where.Channel, document, attempt, cancellation) is { } file
            ? Prose.Of("The whole document is ") + Prose.Link(document.Name, file) + ", among the files of this channel."
        : options.DashboardUrl.Length > 0 ? Prose.Of("The whole document is ") + Prose.Link("on the dashboard", PageOf(document)) + "."
        : null;

    /// <summary>The document in pieces that fit into a message, each ending with a line.</summary>
    public static IReadOnlyList<Card> Parts(Document document)
    {
        var texts = new List<StringBuilder> { new() };
        foreach (var line in document.Markdown.ReplaceLineEndings("\n").Split('\n').SelectMany(Pieces))
        {
            if (texts[^1].Length + line.Length > LongestPart)
            {
                texts.Add(new StringBuilder());
            }

            texts[^1].Append(line).Append('\n');
        }

        return
        [
            .. texts.Select(
                (text, i) => Card.Of($"{document.Title} ({i + 1} of {texts.Count})", new Paragraph(Prose.Of(text.ToString().Trim('\n'))))
            ),
        ];
    }

    private async Task<string?> UploadedAsync(string conversation, Document document, Attempt attempt, CancellationToken cancellation)
    {
        var team = await book.TeamGroupOfAsync(conversation, cancellation);
        if (team.Length == 0)
        {
            return null;
        }

        try
        {
            var folder = (await graph.FolderAsync(team, Activity.Bare(conversation), cancellation)).Done().Json;
            var drive = folder.Find("parentReference").Text("driveId");
            var file = await graph.UploadAsync(
                drive,
                folder.Text("id"),
                document.Name,
                Encoding.UTF8.GetBytes(document.Markdown),
                cancellation
            );
            return file.Done().Json.Text("webUrl") is { Length: > 0 } url ? url : null;
        }
        catch (DeliveryFailedException failed) when (failed.IsPermanent || attempt.MayHaveHappened)
        {
            // People want the draft now, wherever it is.
            return null;
        }
    }

    private string PageOf(Document document) =>
        $"{options.DashboardUrl.TrimEnd('/')}/incidents/{document.Name.Replace("postmortem-", "", StringComparison.Ordinal).Replace(".md", "", StringComparison.Ordinal)}/postmortem";

    private static IEnumerable<string> Pieces(string line) =>
        line.Length <= LongestPart ? [line] : line.Chunk(LongestPart).Select(piece => new string(piece));
}
