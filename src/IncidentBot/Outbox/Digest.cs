using System.Collections.Immutable;
using IncidentBot.Chat.Cards;

namespace IncidentBot.Outbox;

/// <summary>Many cards that waited for one conversation as one: after an outage people read one message, not a flood.</summary>
internal static class Digest
{
    /// <summary>One card of all, in order. Single sentences become lines of a list; buttons stay under their card.</summary>
    public static Card Of(IReadOnlyList<Card> cards)
    {
        var parts = ImmutableArray.CreateBuilder<CardPart>();
        var lines = ImmutableArray.CreateBuilder<Prose>();
        foreach (var card in cards)
        {
            if (card is { Headline: "", Parts: [Paragraph paragraph] })
            {
                lines.Add(paragraph.Text);
                continue;
            }

            Flush(lines, parts);
            if (card.Headline.Length > 0)
            {
                parts.Add(new Paragraph(Prose.Strong(card.Headline)));
            }

            parts.AddRange(card.Parts);
        }

        Flush(lines, parts);
        return new Card($"{cards.Count} messages that had to wait", parts.ToImmutable());
    }

    private static void Flush(ImmutableArray<Prose>.Builder lines, ImmutableArray<CardPart>.Builder parts)
    {
        if (lines.Count > 0)
        {
            parts.Add(new Listing(lines.ToImmutable()));
            lines.Clear();
        }
    }
}
