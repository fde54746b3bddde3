using System.Text;

namespace IncidentBot.Chat.Cards;

/// <summary>A card as plain text, for a terminal, a mail and a platform's fallback.</summary>
public static class PlainTextCard
{
    /// <summary>Draws a card; lines end in a line feed, the last one does not.</summary>
    public static string Render(Card card)
    {
        var text = new StringBuilder();
        if (card.Headline.Length > 0)
        {
            text.Append(card.Headline).Append('\n');
        }

        foreach (var part in card.Parts)
        {
            Draw(part, text);
        }

        return text.ToString().TrimEnd('\n');
    }

    private static void Draw(CardPart part, StringBuilder text)
    {
        switch (part)
        {
            case Paragraph p:
                text.Append(p.Text.ToPlainText()).Append('\n');
                break;
            case Facts f:
                foreach (var row in f.Rows)
                {
                    text.Append(row.Label).Append(": ").Append(row.Value.ToPlainText()).Append('\n');
                }

                break;
            case Listing l:
                foreach (var line in l.Lines)
                {
                    text.Append("- ").Append(line.ToPlainText()).Append('\n');
                }

                break;
            case Quote q:
                text.Append("> ").Append(q.Text.ToPlainText().Replace("\n", "\n> ", StringComparison.Ordinal)).Append('\n');
                break;
            case Buttons b:
                text.Append(string.Join("  ", b.Row.Select(button => $"[{button.Label}]"))).Append('\n');
                break;
            case Rule:
                text.Append("---\n");
                break;
            default:
                throw new InvalidOperationException($"No plain text for {part.GetType().Name}.");
        }
    }
}
