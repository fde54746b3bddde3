using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;
using IncidentBot.Postmortems;
using IncidentBot.Testing;
using IncidentBot.Times;
using Markdig;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace IncidentBot.Tests.Postmortems;

/// <summary>Whatever people type, a draft has the same blocks as with harmless words, and shows what they typed.</summary>
public sealed class AnyWordsInADraft
{
    // What GitHub reads beyond CommonMark, and raw HTML: the draft may not need a careful reader.
    private static readonly MarkdownPipeline Careless = new MarkdownPipelineBuilder()
        .UsePipeTables()
        .UseEmphasisExtras(EmphasisExtraOptions.Strikethrough)
        .UseTaskLists()
        .UseFootnotes()
        .UseAlertBlocks()
        .Build();

    private static readonly string[] Fragments =
    [
        "#",
        "# ",
        "- ",
        "* ",
        "+ ",
        "1. ",
        "2) ",
        "> ",
        "---",
        "===",
        "***",
        "```",
        "~~~",
        "`",
        "``",
        "|",
        "|-|",
        "\n",
        "\n\n",
        "\r\n",
        "\t",
        "    ",
        "<",
        ">",
        "<b>",
        "</b>",
        "<!--",
        "-->",
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "javascript:alert(1)",
        "](",
        "[a](b)",
        "![a](b)",
        "[a]: http://b",
        "[^1]",
        "[ ] ",
        "[!NOTE]",
        "&lt;",
        "&#60;",
        "&",
        ";",
        "\\",
        "\\\n",
        "_",
        "__",
        "*",
        "**",
        "~",
        "~~",
        "!",
        "(",
        ")",
        "http://",
        "https://example.com/a_b",
        "https://example.com/a)b",
        "www.example.com",
        "a@example.com",
        "<https://x>",
        "<@web:lee|Lee>",
        "<@",
        "{",
        "}",
        "{{",
        "}}",
        ":",
        ":-",
        "-:",
        ":::",
        "^",
        "==",
        "++",
        "$",
        "\"",
        "'",
        "word",
        " ",
        "5",
        ".",
        "é",
        "\u00a0",
        "\u2028",
        "\0",
        "\u0007",
        "\ud83d\ude00",
        "|a|b|\n|-|-|\n",
    ];

    private static readonly Gen<string> Words = Gen.OneOf(
            Gen.ListOf(Gen.Elements(Fragments)).Select(string.Concat),
            Gen.ListOf(Gen.Elements(Fragments.Append("x ").Append(" y").ToArray())).Select(string.Concat),
            ArbMap.Default.GeneratorFor<NonNull<string>>().Select(text => text.Get)
        )
        .Select(words => words.Replace('%', '‰'))
        .Where(words => Squeezed(words).Length > 0);

    private static readonly List<string> Harmless = [.. Blocks(Draft("word"))];

    [Fact]
    public void Make_no_block_no_link_and_no_html_of_their_own() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(1000),
            Prop.ForAll(Words.ToArbitrary(), words => Harmless.SequenceEqual(Blocks(Draft(words))).Label(JsonSerializer.Serialize(words)))
        );

    [Fact]
    public void Are_shown_as_they_were_typed() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(1000),
            Prop.ForAll(
                Words.ToArbitrary(),
                words =>
                {
                    var shown = Shown(Drafting.Section(Drafting.Noting("(" + words + ")"), "Timeline"));
                    return shown
                        .Contains(Squeezed(Mentions.InWords("(" + words + ")")), StringComparison.Ordinal)
                        .Label(JsonSerializer.Serialize(words));
                }
            )
        );

    private static string Draft(string words)
    {
        var when = Moment.Exact(TestClock.Tuesday, "UTC");
        IncidentEvent[] told =
        [
            new Detected(words),
            new ImpactStated(words),
            new Noted(words),
            new HypothesisRaised(1, words),
            new HypothesisRuledOut(1, words + "!"),
            new SeverityChanged(Severity.Sev2, Severity.Sev1, words),
            new RoleAssigned(words, new People.Party(words)),
            new Escalated(new People.Party(words), words),
            new StatusUpdatePosted(words),
            new Mitigated(words),
            new Resolved(words),
            new CauseStated(words),
            new FixStated(words),
            new ImprovementProposed(words),
            new TaskAdded(1, words, new People.Party(words)),
            new TaskAdded(2, words, Parent: 1),
            new TaskCompleted(2, words + "!"),
        ];
        var incident = Drafting.Told("UTC", when, [.. told.Select(what => (when, what))]);
        var titled = incident.Apply(
            new Recorded(incident.Sequence + 1, new EntryCorrected(1, "", words), when, TestClock.Tuesday, Cast.Amara)
        );
        return PostmortemDraft.Markdown(new Postmortem(titled) { SeenBefore = [new Recurrence("INC-7", words, words, words, [words])] });
    }

    // Links to the web are people's own; they show their address and go nowhere else.
    private static IEnumerable<string> Blocks(string draft) =>
        Markdown
            .Parse(draft, Careless)
            .Descendants()
            .Where(part =>
                part
                    is not (
                        LiteralInline
                        or LineBreakInline
                        or HtmlEntityInline
                        or ContainerInline { }
                        and not (LinkInline or EmphasisInline)
                    )
            )
            .Where(part =>
                part is not AutolinkInline { IsEmail: false } link || !link.Url.StartsWith("http", StringComparison.OrdinalIgnoreCase)
            )
            .Select(part =>
                part switch
                {
                    HeadingBlock heading => $"{nameof(HeadingBlock)} {heading.Level}",
                    EmphasisInline emphasis => $"{nameof(EmphasisInline)} {emphasis.DelimiterChar}{emphasis.DelimiterCount}",
                    Table table => $"{nameof(Table)} of {table.Count}",
                    _ => part.GetType().Name,
                }
            );

    private static string Shown(string markdown)
    {
        var text = new StringBuilder();
        foreach (var part in Markdown.Parse(markdown, Careless).Descendants())
        {
            text.Append(
                part switch
                {
                    LiteralInline literal => literal.Content.ToString(),
                    AutolinkInline link => link.Url,
                    HtmlEntityInline entity => entity.Transcoded.ToString(),
                    LineBreakInline => " ",
                    _ => "",
                }
            );
        }

        return Squeezed(text.ToString());
    }

    // Markdown keeps no count of blanks, and what cannot be seen is one.
    private static string Squeezed(string text) =>
        string.Concat(text.Replace('\0', '\ufffd').Where(letter => !char.IsWhiteSpace(letter) && !char.IsControl(letter)));
}
