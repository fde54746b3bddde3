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
    private const int PlainWords = 1500;

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
        foreach (var block in Fitting([.. Headline(card.Headline), .. card.Parts.SelectMany(Blocks)], most))
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

    /// <summary>A card as a few words, for where its blocks were refused; what is left out is said to be elsewhere.</summary>
    public Card InWords(Card card)
    {
        var words = PlainTextCard.Render(card);
        return words.Length <= PlainWords
            ? Card.Of(Prose.Of(words))
            : Card.Of(Prose.Of(Shortened(words, PlainWords))).With(new Paragraph(Prose.Of("The rest is ") + RestInProse() + "."));
    }

    private static string Cut(string markup, int most) => markup.Length <= most ? markup : markup[..Seam(markup, most - 1)] + "…";

    // The last place at which a text can be parted: escapes, marks and surrogates must not be cut in half.
    private static int Seam(string markup, int most)
    {
        var cut = most;
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

        return cut > 0 && char.IsHighSurrogate(markup[cut - 1]) ? cut - 1 : cut;
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

    // A headline has few places; one that is longer stands whole below.
    private static IEnumerable<Block> Headline(string headline)
    {
        var words = headline.Trim();
        return words.Length == 0 ? []
            : words.Length <= HeaderText ? [new HeaderBlock(words)]
            : [new HeaderBlock(Shortened(words, HeaderText)), .. Sections(Mrkdwn.Escaped(words))];
    }

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
            var isBetweenWords = end >= SectionText / 2 && rest.LastIndexOf('<', end) <= rest.LastIndexOf('>', end);
            // One word without an end is parted anywhere: better in two than half of it lost.
            end = isBetweenWords ? end : Seam(rest, SectionText);
            yield return new SectionBlock(NotEmpty(rest[..end]));
            rest = rest[(isBetweenWords ? end + 1 : end)..];
        }

        yield return new SectionBlock(NotEmpty(rest));
    }

    private static IEnumerable<Block> Fields(Facts facts)
    {
        var fields = new List<string>();
        foreach (var row in facts.Rows)
        {
            var markup = $"*{Mrkdwn.Escaped(row.Label)}*\n{NotEmpty(Mrkdwn.Of(row.Value))}";
            if (markup.Length <= FieldText)
            {
                fields.Add(markup);
                continue;
            }

            foreach (var block in Grouped(fields).Concat(Sections(markup)))
            {
                yield return block;
            }

            fields.Clear();
        }

        foreach (var block in Grouped(fields))
        {
            yield return block;
        }
    }

    private static IEnumerable<Block> Grouped(List<string> fields) =>
        fields.Chunk(FieldsInSection).Select(group => new FieldsBlock(group)).ToList();

    private static IEnumerable<Block> Lines(Listing listing)
    {
        var section = new System.Text.StringBuilder();
        var count = 0;
        foreach (var line in listing.Lines)
        {
            var markup = "• " + Mrkdwn.Of(line);
            if (count > 0 && section.Length + 1 + markup.Length > SectionText)
            {
                yield return new SectionBlock(section.ToString(), count);
                section.Clear();
                count = 0;
            }

            if (markup.Length > SectionText)
            {
                foreach (var block in Sections(markup))
                {
                    yield return block;
                }

                continue;
            }

            section.Append(count == 0 ? "" : "\n").Append(markup);
            count++;
        }

        if (count > 0)
        {
            yield return new SectionBlock(section.ToString(), count);
        }
    }

    // What does not fit is left out from the end. Buttons go with what stands above them, or nobody would know what they do;
    // those that stand only at the end of a card belong to all of it, and stay.
    private IEnumerable<Block> Fitting(List<Block> blocks, int most)
    {
        if (blocks.Count <= most && blocks.Sum(block => block.Length) <= TextInAll)
        {
            return blocks;
        }

        var last = blocks.FindLastIndex(block => block is not ActionsBlock);
        var ends = blocks.FindIndex(block => block is ActionsBlock) > last ? blocks[(last + 1)..] : [];
        ends = ends[..Math.Min(ends.Count, most / 2)];
        // One place is for the remark.
        var places = most - 1 - ends.Count;
        var room = TextInAll;
        var kept = blocks.Take(last + 1).TakeWhile(block => places-- > 0 && (room -= block.Length) >= 0).ToList();
        var missing = blocks
            .Take(last + 1)
            .Skip(kept.Count)
            .Sum(block => block is ActionsBlock or DividerBlock ? 0 : Math.Max(block.Shows, 1));
        return [.. kept, new ContextBlock($"… and {(missing == 0 ? "" : $"{missing} ")}more {Rest()}"), .. ends];
    }

    private string Rest() => Mrkdwn.Of(RestInProse());

    private Prose RestInProse() =>
        dashboardUrl.Length == 0 ? "on the dashboard" : Prose.Of("on ") + Prose.Link("the dashboard", dashboardUrl);
}
