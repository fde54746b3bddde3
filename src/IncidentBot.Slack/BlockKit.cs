using System.Text.Json;
using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.Slack.Outgoing;

namespace IncidentBot.Slack;

/// <summary>Draws cards as Slack's blocks. What does not fit is cut, and the card says how much and where the rest is.</summary>
/// <remarks>The limits: https://docs.slack.dev/reference/block-kit/blocks. Buttons are never cut: people need them more than prose.</remarks>
internal sealed class BlockKit(string dashboardUrl)
{
    public const int BlocksInMessage = 50;
    public const int BlocksInView = 100;
    public const int SectionText = 3000;
    public const int FieldText = 2000;
    public const int FieldsInSection = 10;
    public const int HeaderText = 150;
    public const int ButtonText = 75;
    public const int ButtonsInRow = 25;

    // The whole of a message or view: beyond it Slack answers msg_blocks_too_long or view_too_large.
    private const int TextInAll = 12_000;
    private const int NotificationText = 600;

    /// <summary>Writes <c>text</c> and, where text is not enough, <c>blocks</c> into an object that is open.</summary>
    public void WriteMessage(Utf8JsonWriter json, Card card)
    {
        if (AsText(card) is { Length: <= SectionText } text)
        {
            json.WriteString("text"u8, text);
            return;
        }

        json.WriteString("text"u8, Notification(card));
        WriteBlocks(json, card, BlocksInMessage);
    }

    /// <summary>Writes <c>blocks</c> into an object that is open.</summary>
    public void WriteBlocks(Utf8JsonWriter json, Card card, int most)
    {
        json.WriteStartArray("blocks"u8);
        var index = 0;
        foreach (
            var block in Fitting(
                [.. card.Headline.Trim().Length > 0 ? [Header(card.Headline)] : Array.Empty<Block>(), .. card.Parts.SelectMany(Blocks)],
                most
            )
        )
        {
            block.Write(json, index++);
        }

        json.WriteEndArray();
    }

    /// <summary>A text of at most so many characters, the last one “…” where it is cut.</summary>
    public static string Shortened(string text, int most)
    {
        if (text.Length <= most)
        {
            return text;
        }

        var cut = char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1;
        return text[..cut] + "…";
    }

    // Escapes and mentions must not be cut in half, so the markup is cut where a line or a word ends, outside of a mark.
    internal static string Cut(string markup, int most)
    {
        if (markup.Length <= most)
        {
            return markup;
        }

        var cut = most - 1;
        var open = markup.LastIndexOf('<', cut - 1);
        if (open >= 0 && markup.IndexOf('>', open) >= cut)
        {
            cut = open;
        }

        var escape = cut > 0 ? markup.LastIndexOf('&', cut - 1) : -1;
        if (escape >= 0 && cut - escape < 6 && markup.IndexOf(';', escape) >= cut)
        {
            cut = escape;
        }

        cut = cut > 0 && char.IsHighSurrogate(markup[cut - 1]) ? cut - 1 : cut;
        return markup[..cut] + "…";
    }

    private static string? AsText(Card card) =>
        card switch
        {
            { Headline.Length: > 0 } => null,
            { Parts: [Paragraph paragraph] } => NotEmpty(Mrkdwn.Of(paragraph.Text)),
            { Parts: [Listing { Lines: [var line] }] } => NotEmpty(Mrkdwn.Of(line)),
            _ => null,
        };

    private static string NotEmpty(string markup) => markup.Trim().Length == 0 ? "–" : markup;

    private static string Notification(Card card) =>
        Cut(
            NotEmpty(Mrkdwn.Escaped(PlainTextCard.Render(card with { Parts = card.Parts.RemoveAll(part => part is Buttons) }))),
            NotificationText
        );

    private static HeaderBlock Header(string headline) => new(Shortened(headline.Trim(), HeaderText));

    private static IEnumerable<Block> Blocks(CardPart part) =>
        part switch
        {
            Paragraph p => Sections(Mrkdwn.Of(p.Text)),
            Facts f => Fields(f),
            Listing l => Lines(l),
            Quote q => Sections("> " + Mrkdwn.Of(q.Text).Replace("\n", "\n> ", StringComparison.Ordinal)),
            Buttons b => b.Row.Chunk(ButtonsInRow).Select(row => new ActionsBlock(row)),
            Rule => [new DividerBlock()],
            _ => throw new InvalidOperationException($"No blocks for {part.GetType().Name}."),
        };

    private static IEnumerable<Block> Sections(string markup)
    {
        var rest = markup;
        while (rest.Length > SectionText)
        {
            var end = rest.LastIndexOfAny(['\n', ' '], SectionText - 1);
            if (end < SectionText / 2 || rest.LastIndexOf('<', end) > rest.LastIndexOf('>', end))
            {
                // One word without an end, or in the middle of a link: no place to part it.
                break;
            }

            yield return new SectionBlock(rest[..end]);
            rest = rest[(end + 1)..];
        }

        yield return new SectionBlock(Cut(NotEmpty(rest), SectionText));
    }

    private static IEnumerable<Block> Fields(Facts facts) =>
        facts
            .Rows.Select(row => Cut($"*{Mrkdwn.Escaped(row.Label)}*\n{NotEmpty(Mrkdwn.Of(row.Value))}", FieldText))
            .Chunk(FieldsInSection)
            .Select(fields => new FieldsBlock(fields));

    private static IEnumerable<Block> Lines(Listing listing)
    {
        var section = new System.Text.StringBuilder();
        var count = 0;
        foreach (var line in listing.Lines)
        {
            var markup = Cut("• " + Mrkdwn.Of(line), SectionText);
            if (count > 0 && section.Length + 1 + markup.Length > SectionText)
            {
                yield return new SectionBlock(section.ToString(), count);
                section.Clear();
                count = 0;
            }

            section.Append(count == 0 ? "" : "\n").Append(markup);
            count++;
        }

        if (count > 0)
        {
            yield return new SectionBlock(section.ToString(), count);
        }
    }

    private IEnumerable<Block> Fitting(List<Block> blocks, int most)
    {
        var buttons = blocks.Count(block => block is ActionsBlock);
        if (blocks.Count <= most && blocks.Sum(block => block.Length) <= TextInAll)
        {
            return blocks;
        }

        // One place is for the remark; the buttons have theirs.
        var places = most - 1 - Math.Min(buttons, most - 1);
        var room = TextInAll;
        var missing = 0;
        var kept = new List<Block>();
        foreach (var block in blocks)
        {
            if (block is ActionsBlock ? kept.Count < most - 1 : missing == 0 && places > 0 && (room -= block.Length) >= 0)
            {
                places -= block is ActionsBlock ? 0 : 1;
                kept.Add(block);
            }
            else
            {
                missing += Math.Max(block.Shows, block is DividerBlock ? 0 : 1);
            }
        }

        kept.Add(new ContextBlock($"… and {missing} more {Rest()}"));
        return kept;
    }

    private string Rest() => dashboardUrl.Length == 0 ? "on the dashboard" : "on " + Mrkdwn.Link("the dashboard", dashboardUrl);
}
