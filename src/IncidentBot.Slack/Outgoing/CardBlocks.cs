using IncidentBot.Chat.Cards;

namespace IncidentBot.Slack.Outgoing;

/// <summary>The parts of a card as blocks, each within its own limits, however many there are.</summary>
internal static class CardBlocks
{
    /// <summary>All blocks of a card, in order.</summary>
    public static IEnumerable<Block> Of(Card card) => [.. Headline(card.Headline), .. card.Parts.SelectMany(Blocks)];

    /// <summary>Slack takes no text of nothing.</summary>
    public static string NotEmpty(string markup) => markup.Trim().Length == 0 ? "–" : markup;

    // A headline has few places; one that is longer stands whole below.
    private static IEnumerable<Block> Headline(string headline)
    {
        var words = headline.Trim();
        return words.Length == 0 ? []
            : words.Length <= BlockKit.HeaderText ? [new HeaderBlock(words)]
            : [new HeaderBlock(BlockKit.Shortened(words, BlockKit.HeaderText)), .. Sections(Mrkdwn.Escaped(words))];
    }

    private static IEnumerable<Block> Blocks(CardPart part) =>
        part switch
        {
            Paragraph p => Sections(Mrkdwn.Of(p.Text)),
            Facts f => Fields(f),
            Listing l => Lines(l),
            Quote q => Sections("> " + Mrkdwn.Of(q.Text).Replace("\n", "\n> ", StringComparison.Ordinal)),
            Buttons b => b.Row.Chunk(BlockKit.ButtonsInRow).Select(row => new ActionsBlock(row)),
            Rule => [new DividerBlock()],
            _ => throw new InvalidOperationException($"No blocks for {part.GetType().Name}."),
        };

    private static IEnumerable<Block> Sections(string markup)
    {
        var rest = markup;
        while (rest.Length > BlockKit.SectionText)
        {
            var end = rest.LastIndexOfAny(['\n', ' '], BlockKit.SectionText - 1);
            var isBetweenWords = end >= BlockKit.SectionText / 2 && rest.LastIndexOf('<', end) <= rest.LastIndexOf('>', end);
            // A quotation's mark stays with the line that it quotes.
            end = isBetweenWords && rest[..end].EndsWith("\n>", StringComparison.Ordinal) ? end - 2 : end;
            // One word without an end is parted anywhere: better in two than half of it lost.
            end = isBetweenWords ? end : MarkupSeam.Before(rest, BlockKit.SectionText);
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
            if (markup.Length <= BlockKit.FieldText)
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
        fields.Chunk(BlockKit.FieldsInSection).Select(group => new FieldsBlock(group)).ToList();

    private static IEnumerable<Block> Lines(Listing listing)
    {
        var section = new System.Text.StringBuilder();
        var count = 0;
        foreach (var line in listing.Lines)
        {
            var markup = "• " + Mrkdwn.Of(line);
            if (count > 0 && section.Length + 1 + markup.Length > BlockKit.SectionText)
            {
                yield return new SectionBlock(section.ToString(), count);
                section.Clear();
                count = 0;
            }

            if (markup.Length > BlockKit.SectionText)
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
}
