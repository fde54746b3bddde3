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
        foreach (var block in Fitting([.. CardBlocks.Of(card)], most))
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

    private static string? AsText(Card card) =>
        card switch
        {
            { Headline.Length: > 0 } => null,
            { Parts: [Paragraph paragraph] } => CardBlocks.NotEmpty(Mrkdwn.Of(paragraph.Text)),
            { Parts: [Listing { Lines: [var line] }] } => CardBlocks.NotEmpty(Mrkdwn.Of(line)),
            _ => null,
        };

    private static string Notification(Card card) =>
        MarkupSeam.Cut(
            CardBlocks.NotEmpty(Mrkdwn.Escaped(PlainTextCard.Render(card with { Parts = card.Parts.RemoveAll(part => part is Buttons) }))),
            NotificationText
        );

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
