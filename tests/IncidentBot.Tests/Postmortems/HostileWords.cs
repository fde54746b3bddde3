using System.Net;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;
using IncidentBot.People;
using IncidentBot.Postmortems;
using IncidentBot.Postmortems.Writing;
using IncidentBot.Times;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using NodaTime;

namespace IncidentBot.Tests.Postmortems;

/// <summary>Whatever people typed is shown as words in every format, and never becomes markup or runs.</summary>
public sealed partial class HostileWords
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().UseTaskLists().Build();

    public static TheoryData<string> Nasty =>
        [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "[click](javascript:alert(1))",
            "![picture](http://evil.example/x.png)",
            "](http://evil.example) and [",
            "# A heading",
            "--- \n===",
            "- a list\n- of things",
            "1. numbered\n2) list",
            "| a | table |\n|---|---|",
            "`code` and ``more``",
            "**bold** _italic_ snake_case ~~gone~~",
            "&lt;b&gt; &amp; &copy;",
            "\\* already escaped \\",
            "> quoted\n\n    indented",
            "```\nfence\n```",
            "[ ] a box\n[x] ticked",
            "{{Title}} {{#each Tasks}}",
            "</body></html>",
            "<!-- hidden",
            "a  \nb\\\nc",
            "+ plus",
            "שלום ‏עולם 🎉",
        ];

    [Theory]
    [MemberData(nameof(Nasty))]
    public void Words_stay_words_in_Markdown(string words) => Assert.Equal(Plain(words), Read(words));

    [Theory]
    [MemberData(nameof(Nasty))]
    public void A_page_runs_nothing_and_loads_nothing(string words)
    {
        var page = PostmortemDraft.Html(Saying(words));
        Assert.DoesNotMatch(@"<(script|img|iframe|object|a href=""(?!https?:))", page);
        Assert.DoesNotMatch(@"<[^>]+\son\w+\s*=", page);
        Assert.Single(Regex.Matches(page, "</body>", RegexOptions.None, TimeSpan.FromSeconds(1)));
    }

    [Theory]
    [MemberData(nameof(Nasty))]
    public void Json_gives_the_words_back(string words)
    {
        var json = System.Text.Json.JsonDocument.Parse(PostmortemDraft.Json(Saying(words)));
        Assert.Equal(words, json.RootElement.GetProperty("rootCause")[0].GetString());
    }

    [Fact]
    public void Any_words_stay_words() =>
        Prop.ForAll(
                Gen.Elements(Nasty.Select(row => row.Data))
                    .NonEmptyListOf()
                    .Select(parts => string.Join(" ", parts))
                    .Or(ArbMap.Default.GeneratorFor<NonNull<string>>().Select(text => text.Get))
                    .ToArbitrary(),
                words => Plain(words) == Read(words)
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    // The words as one entry of a timeline, read back by a Markdown reader that knows HTML.
    private static string Read(string words)
    {
        var document = Markdown.Parse("# Title\n\n- **10:00** " + MarkdownText.Escape(words) + " — Amara\n\n## Next\n", Pipeline);
        Assert.Equal(2, document.Descendants<HeadingBlock>().Count());
        var item = Assert.Single(document.Descendants<ListItemBlock>());
        Assert.Empty(item.Descendants<LinkInline>());
        Assert.Empty(item.Descendants<HtmlInline>());
        Assert.Empty(document.Descendants<HtmlBlock>());
        Assert.Empty(item.Descendants<CodeInline>());
        var text = string.Concat(
            item.Descendants()
                .Select(node =>
                    node switch
                    {
                        LiteralInline literal => literal.Content.ToString(),
                        AutolinkInline link when link.Url.StartsWith("http", StringComparison.OrdinalIgnoreCase) => link.Url,
                        HtmlEntityInline entity => entity.Transcoded.ToString(),
                        LineBreakInline => " ",
                        ParagraphBlock => " ",
                        _ => "",
                    }
                )
        );
        return Blanks()
            .Replace(text.Replace("10:00", "", StringComparison.Ordinal).Replace("— Amara", "", StringComparison.Ordinal), " ")
            .Trim();
    }

    private static string Plain(string words) =>
        Blanks().Replace(Mentions.InWords(words).Replace("\0", "\ufffd", StringComparison.Ordinal), " ").Trim();

    private static Incident Saying(string words)
    {
        var at = Instant.FromUtc(2024, 3, 1, 10, 0);
        var amara = new Person("web:amara", "Amara");
        Recorded[] events =
        [
            new(
                1,
                new IncidentOpened("Slow " + words, Severity.Sev2, "UTC", false, false, new("web", "general")),
                Moment.Exact(at, "UTC"),
                at,
                amara
            ),
            new(2, new Noted(words), Moment.Exact(at, "UTC"), at, amara),
            new(3, new CauseStated(words), Moment.Exact(at, "UTC"), at, amara),
            new(4, new TaskAdded(1, words), Moment.Exact(at, "UTC"), at, amara),
        ];
        return Incident.From(new IncidentId(1), events);
    }

    [GeneratedRegex(@"[\s\u0000-\u001f\u007f-\u009f]+", RegexOptions.None, 1000)]
    private static partial Regex Blanks();
}
