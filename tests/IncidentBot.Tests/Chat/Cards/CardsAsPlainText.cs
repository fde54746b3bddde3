using IncidentBot.Chat.Cards;
using IncidentBot.Testing;
using IncidentBot.Times;

namespace IncidentBot.Tests.Chat.Cards;

public sealed class CardsAsPlainText
{
    [Fact]
    public void Every_part_is_drawn() =>
        Assert.Equal(
            "Head\nWords `code` and Lee Novak\nSeverity: sev1\n- one\n- two\n> said\n> so\n[Close]  [Reopen]\n---",
            PlainTextCard.Render(
                Card.Of(
                    "Head",
                    new Paragraph(Prose.Of("Words ") + Prose.Code("code") + " and " + Prose.Mention(Cast.Lee)),
                    Facts.Of(new Fact("Severity", "sev1"), null),
                    new Listing(["one", "two"]),
                    new Quote("said\nso"),
                    Buttons.Of(new Button("Close", "close"), new Button("Reopen", "reopen")),
                    new Rule()
                )
            )
        );

    [Fact]
    public void Every_subtype_of_a_part_and_of_a_span_has_a_plain_text()
    {
        CardPart[] parts =
        [
            new Paragraph(Prose.Empty),
            new Facts([]),
            new Listing([]),
            new Quote(Prose.Empty),
            new Buttons([]),
            new Rule(),
        ];
        Span[] spans =
        [
            new PlainSpan(""),
            new StrongSpan(""),
            new CodeSpan(""),
            new LinkSpan("", ""),
            new MentionSpan(Cast.Lee),
            new MomentSpan(Moment.Unknown("UTC")),
        ];

        Assert.Equal(Asking.SubtypesOf<CardPart>().ToHashSet(), parts.Select(part => part.GetType()).ToHashSet());
        Assert.Equal(Asking.SubtypesOf<Span>().ToHashSet(), spans.Select(span => span.GetType()).ToHashSet());
        PlainTextCard.Render(new Card("", [.. parts, new Paragraph(new Prose([.. spans]))]));
    }

    [Fact]
    public void A_link_shows_its_address() =>
        Assert.Equal("the log (https://x.example)", Prose.Link("the log", "https://x.example").ToPlainText());
}
