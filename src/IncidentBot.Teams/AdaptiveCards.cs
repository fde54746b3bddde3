using System.Buffers;
using System.Text;
using System.Text.Json;
using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.Teams.Cards;
using IncidentBot.Teams.Outgoing;

namespace IncidentBot.Teams;

/// <summary>Our cards as Adaptive Cards 1.5, within Teams' limits: what does not fit is cut with a hint where the rest is.</summary>
/// <remarks>
/// https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-reference. Channels take 28 KB; that is counted in
/// bytes of UTF-8 here, so that a card stays below the 100 KB of UTF-16 that bots are promised, too.
/// </remarks>
internal sealed class AdaptiveCards(string dashboardUrl)
{
    public const string ContentType = "application/vnd.microsoft.card.adaptive";

    /// <summary>The largest message, in bytes.</summary>
    public const int LargestMessage = 28 * 1024;

    /// <summary>What the elements of a card may take of it; the rest is for the frame, the mentions and the texts that stand for the card.</summary>
    private const int ElementsInAll = 21 * 1024;

    /// <summary>What buttons may take of that: people have to be able to do something.</summary>
    private const int ButtonsInAll = 9 * 1024;

    public const int ButtonsInRow = 5;
    public const int HeadlineText = 300;
    public const int LongestText = 4000;
    public const int NotificationText = 250;
    public const int MostMentions = 40;
    private const int MostRefreshed = 60;

    /// <summary>For whom a card is drawn anew when they look at it.</summary>
    public Func<IReadOnlyList<string>> Readers { get; init; } = () => [];

    /// <summary>Writes a message with the card into an object that is open.</summary>
    public void WriteMessage(Utf8JsonWriter json, Card card, string? mark = null)
    {
        json.WriteString("type"u8, "message"u8);
        json.WriteString("summary"u8, Notification(card));
        json.WriteStartArray("attachments"u8);
        json.WriteStartObject();
        json.WriteString("contentType"u8, ContentType);
        json.WritePropertyName("content"u8);
        WriteCard(json, card, mark);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    /// <summary>Writes a message of the words alone, for when a card is not taken.</summary>
    public static void WriteText(Utf8JsonWriter json, Card card)
    {
        json.WriteString("type"u8, "message"u8);
        json.WriteString("textFormat"u8, "plain"u8);
        json.WriteString("text"u8, Phrase(card, LongestText));
    }

    /// <summary>Writes the card itself.</summary>
    public void WriteCard(Utf8JsonWriter json, Card card, string? mark = null)
    {
        var mentions = new MentionList();
        var elements = Fitting([.. Elements(card, mentions)]);
        json.WriteStartObject();
        WriteFrame(json);
        json.WriteString("fallbackText"u8, Notification(card));
        json.WriteStartArray("body"u8);
        for (var i = 0; i < elements.Count; i++)
        {
            elements[i].Write(json, i == 0 ? mark : null);
        }

        json.WriteEndArray();
        WriteMentions(json, mentions, elements);
        if (card.StateOf is { } incident)
        {
            WriteRefresh(json, incident);
        }

        json.WriteEndObject();
    }

    /// <summary>What every card begins with.</summary>
    public static void WriteFrame(Utf8JsonWriter json)
    {
        json.WriteString("$schema"u8, "http://adaptivecards.io/schemas/adaptive-card.json"u8);
        json.WriteString("type"u8, "AdaptiveCard"u8);
        json.WriteString("version"u8, "1.5"u8);
    }

    /// <summary>The words of a card without its buttons, at most so many.</summary>
    public static string Phrase(Card card, int most)
    {
        var text = PlainTextCard.Render(card with { Parts = card.Parts.RemoveAll(part => part is Buttons) }).Trim();
        return text.Length == 0 ? "IncidentBot" : CardText.Shortened(text, most);
    }

    private static string Notification(Card card) => Phrase(card, NotificationText).Replace('\n', ' ');

    private static IEnumerable<CardElement> Elements(Card card, MentionList mentions)
    {
        if (card.Headline.Trim().Length > 0)
        {
            yield return new HeadlineElement(CardText.Escaped(CardText.Shortened(card.Headline.Trim(), HeadlineText)));
        }

        foreach (var element in card.Parts.SelectMany(part => Elements(part, card.StateOf, mentions)))
        {
            yield return element;
        }
    }

    private static IEnumerable<CardElement> Elements(CardPart part, int? stateOf, MentionList mentions) =>
        part switch
        {
            Paragraph p => [new TextElement(Cut(CardText.Of(p.Text, mentions)))],
            Facts f when f.Rows.Length > 0 =>
            [
                new FactsElement([.. f.Rows.Select(row => (row.Label, Cut(CardText.Of(row.Value, mentions))))]),
            ],
            Facts => [],
            // One line is a sentence.
            Listing { Lines: [var only] } => [new TextElement(Cut(CardText.Of(only, mentions)))],
            Listing l => l.Lines.Select(line => new TextElement("• " + Cut(CardText.Of(line, mentions)), IsLine: true)),
            Quote q => [new TextElement(Cut(CardText.Of(q.Text, mentions)), IsQuiet: true)],
            Buttons b => b.Row.Chunk(ButtonsInRow).Select(row => new ButtonsElement(row, stateOf)),
            Rule => [new RuleElement()],
            _ => throw new InvalidOperationException($"No element for {part.GetType().Name}."),
        };

    // A mark, an escape, a mention or a date must not be halved, so a long text is cut at a blank before any that is open.
    private static string Cut(string markup)
    {
        if (markup.Length <= LongestText)
        {
            return markup;
        }

        var cut = markup.LastIndexOf(' ', LongestText - 1);
        cut = cut < LongestText / 2 ? LongestText - 1 : cut;
        foreach (var (open, close) in (ReadOnlySpan<(string, string)>)[("<at>", "</at>"), ("{{", "}}"), ("](", ")")])
        {
            var begins = markup.LastIndexOf(open, cut - 1, StringComparison.Ordinal);
            cut = begins > 0 && markup.IndexOf(close, begins, StringComparison.Ordinal) >= cut ? begins : cut;
        }

        while (cut > 1 && (markup[cut - 1] is '\\' or '*' || char.IsHighSurrogate(markup[cut - 1])))
        {
            cut--;
        }

        var kept = markup[..cut];
        var isOpen = kept.Split("**").Length % 2 == 0;
        return kept + (isOpen ? "**…" : "…");
    }

    private List<CardElement> Fitting(List<CardElement> elements)
    {
        var sizes = elements.ConvertAll(Size);
        if (sizes.Sum() <= ElementsInAll)
        {
            return elements;
        }

        var roomForButtons = ButtonsInAll;
        var buttons = 0;
        for (var i = 0; i < elements.Count; i++)
        {
            buttons += elements[i] is ButtonsElement && buttons + sizes[i] <= roomForButtons ? sizes[i] : 0;
        }

        var room = ElementsInAll - buttons;
        var missing = 0;
        var kept = new List<CardElement>();
        for (var i = 0; i < elements.Count; i++)
        {
            var isButtons = elements[i] is ButtonsElement;
            if (isButtons ? (roomForButtons -= sizes[i]) >= 0 : missing == 0 && (room -= sizes[i]) >= 0)
            {
                kept.Add(elements[i]);
            }
            else
            {
                missing += elements[i].Shows;
            }
        }

        kept.Add(new TextElement($"… and {missing} more {Rest()}", IsQuiet: true));
        return kept;
    }

    private string Rest() => dashboardUrl.Length == 0 ? "on the dashboard" : $"on [the dashboard]({dashboardUrl})";

    private static int Size(CardElement element)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using var json = new Utf8JsonWriter(buffer, TeamsHttp.Relaxed);
        element.Write(json, null);
        json.Flush();
        return buffer.WrittenCount + 1;
    }

    private static void WriteMentions(Utf8JsonWriter json, MentionList mentions, List<CardElement> elements)
    {
        json.WriteStartObject("msteams"u8);
        json.WriteString("width"u8, "Full"u8);
        var text = new StringBuilder();
        elements.ForEach(element => text.Append(element.Text).Append('\n'));
        var there = text.ToString();
        var kept = mentions.All.Where(mention => there.Contains(mention.Text, StringComparison.Ordinal)).Take(MostMentions).ToList();
        if (kept.Count > 0)
        {
            json.WriteStartArray("entities"u8);
            foreach (var (written, id, name) in kept)
            {
                json.WriteStartObject();
                json.WriteString("type"u8, "mention"u8);
                json.WriteString("text"u8, written);
                json.WriteStartObject("mentioned"u8);
                json.WriteString("id"u8, id);
                json.WriteString("name"u8, name);
                json.WriteEndObject();
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private void WriteRefresh(Utf8JsonWriter json, int incident)
    {
        json.WriteStartObject("refresh"u8);
        json.WriteStartObject("action"u8);
        json.WriteString("type"u8, "Action.Execute"u8);
        json.WriteString("title"u8, "Refresh"u8);
        json.WriteString("verb"u8, Forms.ButtonData.StateVerb);
        json.WriteStartObject("data"u8);
        json.WriteNumber(Forms.ButtonData.StateOf, incident);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartArray("userIds"u8);
        foreach (var reader in Readers().Take(MostRefreshed))
        {
            json.WriteStringValue(reader);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
