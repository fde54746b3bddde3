using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using IncidentBot.Chat.Cards;
using IncidentBot.People;
using IncidentBot.Slack;
using IncidentBot.Slack.Forms;
using IncidentBot.Slack.Incoming;
using IncidentBot.Testing.Slack;
using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.Tests.Slack;

/// <summary>Whatever people type, the blocks are Slack's, call nobody, and say where the rest is.</summary>
public sealed partial class DrawingAnything
{
    private const string Remark = "more on <https://incidents.example.com|the dashboard>";
    private static readonly BlockKit Kit = new("https://incidents.example.com");

    [Fact]
    public void Every_card_is_a_message_that_Slack_takes() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(300),
            Prop.ForAll(
                Cards(SomeProse).ToArbitrary(),
                card =>
                {
                    var message = Drawn(json => Kit.WriteMessage(json, card));
                    BlockRules.CheckMessage(message["blocks"] as JsonArray ?? []);
                    return message["text"]!.GetValue<string>().Length is > 0 and <= BlockKit.SectionText;
                }
            )
        );

    [Fact]
    public void Every_card_is_a_modal_and_a_Home_tab_that_Slack_takes() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(200),
            Prop.ForAll(
                Cards(SomeProse).ToArbitrary(),
                card =>
                {
                    ViewRules.Check(View(json => Modal.WriteCard(json, card, Kit)), "modal");
                    return true;
                }
            )
        );

    [Fact]
    public void Every_form_is_a_modal_that_Slack_takes() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(200),
            Prop.ForAll(
                Gen.ArrayOf(SomeField, 8).SelectMany(fields => SomeText.Select(title => (fields, title))).ToArbitrary(),
                made =>
                {
                    var fields = made.fields.Select((field, i) => field with { Name = $"f{i}" });
                    var form = new Form(made.title, "note {f0}", [.. fields], made.title);
                    ViewRules.Check(View(json => Modal.Write(json, form, ModalState.Of(form, "C1"))), "modal");
                    return true;
                }
            )
        );

    [Fact]
    public void Nobody_is_called_who_was_not_mentioned() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(300),
            Prop.ForAll(
                Cards(SomeProse).ToArbitrary(),
                card =>
                {
                    var mentioned = Spans(card).OfType<MentionSpan>().Select(span => $"<@{SlackPlatform.UserIdOf(span.Who)}>").ToHashSet();
                    var message = Drawn(json => Kit.WriteMessage(json, card));
                    foreach (var markup in Markups(message).Append(message["text"]!.GetValue<string>()))
                    {
                        Assert.All(Calls().Matches(markup), call => Assert.Contains(call.Value, mentioned));
                        Assert.DoesNotMatch(Unescaped(), QuoteMarks().Replace(Ours().Replace(markup, ""), ""));
                    }

                    return true;
                }
            )
        );

    [Fact]
    public void No_word_is_lost_without_a_word_about_it() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(300),
            Prop.ForAll(
                Cards(SomeText.Select(text => new Prose([new PlainSpan(text)]))).ToArbitrary(),
                card =>
                {
                    var message = Drawn(json => Kit.WriteMessage(json, card));
                    var shown = message["blocks"] is null ? [message["text"]!.GetValue<string>()] : Markups(message).ToList();
                    if (shown.Any(markup => markup.EndsWith(Remark, StringComparison.Ordinal)))
                    {
                        return Mrkdwn.Escaped(Said(card)).Length > 5000 || Parts(card) > 40;
                    }

                    return IsWithin(Said(card), string.Join(' ', Header(message).Concat(shown.Select(NoNames.Read))));
                }
            )
        );

    [Fact]
    public void A_word_without_an_end_is_parted_and_not_lost()
    {
        var word = string.Concat(Enumerable.Repeat("😀&", 1500));
        var blocks = Drawn(json => Kit.WriteBlocks(json, Card.Of(Prose.Of(word)), 50));
        Assert.Equal(word, string.Concat(Markups(blocks).Select(NoNames.Read)));
    }

    [Fact]
    public void A_long_quotation_is_parted_between_its_lines()
    {
        var quote = new Quote(Prose.Of("abc\n" + string.Concat(Enumerable.Repeat("x\n", 1500)) + "x"));
        var shown = Markups(Drawn(json => Kit.WriteBlocks(json, Card.Of("", quote), 50))).ToList();
        Assert.InRange(shown.Count, 2, 4);
        Assert.All(shown, markup => Assert.All(markup.Split('\n'), line => Assert.StartsWith("> ", line, StringComparison.Ordinal)));
    }

    [Fact]
    public void A_headline_that_is_too_long_stands_whole_below_its_beginning()
    {
        var title = string.Concat(Enumerable.Repeat("Everything is down & <slow>. ", 10)).Trim();
        var message = Drawn(json => Kit.WriteMessage(json, Card.Of(title, new Paragraph("x"))));
        Assert.Equal(title, NoNames.Read(Markups(message).First()));
    }

    [Fact]
    public void Five_hundred_tasks_say_how_many_more_there_are()
    {
        var lines = Enumerable.Range(1, 500).Select(i => Prose.Strong($"T{i} ") + new string('x', 80)).ToList();
        var message = Drawn(json => Kit.WriteMessage(json, Card.Of("Tasks", new Listing([.. lines]), TwoButtons)));
        var shown = Markups(message).Sum(markup => markup.Count(letter => letter == '•'));

        Assert.InRange(shown, 100, 499);
        Assert.Contains($"… and {500 - shown} {Remark}", Markups(message));
        Assert.Equal("actions", Types(message)[^1]);
    }

    [Fact]
    public void Buttons_are_left_out_with_what_they_are_for()
    {
        var parts = Enumerable
            .Range(1, 60)
            .SelectMany(i => new CardPart[] { new Paragraph($"Page {i}"), Buttons.Of(new Button($"Take {i}", $"INC-{i} ack")) });
        var message = Drawn(json => Kit.WriteMessage(json, new Card("60 messages that had to wait", [.. parts])));

        var pages = Markups(message).Where(markup => markup.StartsWith("Page ", StringComparison.Ordinal)).Select(markup => markup[5..]);
        var buttons = message["blocks"]!
            .AsArray()
            .Where(block => block!["type"]!.GetValue<string>() == "actions")
            .Select(block => block!["elements"]![0]!["text"]!["text"]!.GetValue<string>()[5..]);
        Assert.InRange(pages.Count(), 20, 59);
        Assert.Equal(pages, buttons);
        Assert.Contains(Markups(message), markup => markup.EndsWith(Remark, StringComparison.Ordinal));
    }

    private static readonly Buttons TwoButtons = Buttons.Of(new Button("Add task", "INC-1 task"), new Button("Close", "INC-1 close"));

    private static readonly Gen<string> Piece = Gen.Elements(
        "word",
        " ",
        "\n",
        "\r\n",
        "\t",
        "<!channel>",
        "<!here|x>",
        "<!everyone>",
        "<@U0EVERY>",
        "<@slack:U0ALL|all>",
        "<@slack:U!channel|c>",
        "<@slack:C1|c>",
        "<!subteam^S1>",
        "<#C1|ops>",
        "<https://evil.example|click>",
        "&lt;!channel&gt;",
        "&",
        "<",
        ">",
        "|",
        "*",
        "_",
        "~",
        "`",
        "```",
        "> ",
        "• ",
        "👩‍👩‍👧‍👦",
        "😀",
        "e\u0301",
        "\u202Eesrever\u202C",
        "שלום",
        "\0",
        "\u0007",
        "\u200B",
        "\uFEFF",
        "\uD83D",
        "\uDE00",
        "\u2028",
        ":siren:",
        "https://a.example/?q=<x>&y=1",
        "…"
    );

    private static readonly Gen<string> SomeText = Gen.Frequency(
        (12, Gen.Choose(0, 12).SelectMany(count => Gen.ArrayOf(Piece, count)).Select(string.Concat)),
        (1, Gen.Choose(0, 40_000).SelectMany(length => Piece.Select(piece => Long(piece, length)))),
        (1, Gen.Choose(140, 160).Select(length => new string('h', length))),
        (1, Gen.Choose(1990, 3010).SelectMany(length => Piece.Select(piece => new string('x', length) + piece + "end")))
    );

    private static readonly Gen<Prose> SomeProse = Gen.OneOf(
        SomeText.Select(Prose.Of),
        SomeText.Select(Prose.Strong),
        SomeText.Select(Prose.Code),
        SomeText.SelectMany(text => SomeText.Select(url => Prose.Of("see ") + Prose.Link(text, "https://a.example/" + url))),
        SomeText.Select(name => Prose.Mention(new Person("slack:U1", name)) + " and " + Prose.Mention(new Person("web:x", name))),
        Gen.Choose(0, int.MaxValue)
            .Select(at => Prose.Time(Moment.Exact(Instant.FromUnixTimeSeconds(at), "Europe/Berlin")) + Prose.Of("<!here>"))
    );

    private static readonly Gen<FormField> SomeField = SomeText.SelectMany(text =>
        Gen.Elements(Enum.GetValues<FieldKind>())
            .Select(kind => new FormField("f", text, kind, Initial: text)
            {
                Choices = [.. Enumerable.Range(0, text.Length % 150).Select(i => new FieldChoice($"{i}", $"{i} {text}"))],
            })
    );

    private static Gen<Card> Cards(Gen<Prose> proses) =>
        Gen.Choose(0, 30)
            .SelectMany(count => Gen.ArrayOf(Part(proses), count))
            .SelectMany(parts => SomeText.Select(headline => new Card(headline, [.. parts])));

    private static Gen<CardPart> Part(Gen<Prose> proses) =>
        Gen.OneOf(
            proses.Select(CardPart (prose) => new Paragraph(prose)),
            proses.Select(CardPart (prose) => new Quote(prose)),
            Gen.Choose(1, 20).SelectMany(count => Gen.ArrayOf(proses, count)).Select(CardPart (lines) => new Listing([.. lines])),
            Gen.Choose(1, 15)
                .SelectMany(count => Gen.ArrayOf(proses, count))
                .Select(CardPart (values) => new Facts([.. values.Select(value => new Fact("Label", value))])),
            SomeText.Select(CardPart (label) => Buttons.Of(new Button(label, "INC-1 note x", ButtonStyle.Danger))),
            Gen.Constant<CardPart>(new Rule())
        );

    private static string Long(string piece, int length) => string.Concat(Enumerable.Repeat(piece + "x", length / (piece.Length + 1) + 1));

    // All that the card says.
    private static string Said(Card card) =>
        card.Headline
        + ' '
        + string.Join(
            ' ',
            card.Parts.Select(part =>
                part switch
                {
                    Paragraph p => p.Text.ToPlainText(),
                    Quote q => q.Text.ToPlainText(),
                    Listing l => string.Join(' ', l.Lines.Select(line => line.ToPlainText())),
                    Facts f => string.Join(' ', f.Rows.Select(row => row.Label + ' ' + row.Value.ToPlainText())),
                    _ => "",
                }
            )
        );

    private static int Parts(Card card) => card.Parts.Sum(part => part is Facts f ? 1 + f.Rows.Length / 10 : 1);

    private static IEnumerable<Span> Spans(Card card) =>
        card.Parts.SelectMany(part =>
            part switch
            {
                Paragraph p => p.Text.Spans,
                Quote q => q.Text.Spans,
                Listing l => l.Lines.SelectMany(line => line.Spans),
                Facts f => f.Rows.SelectMany(row => row.Value.Spans),
                _ => Enumerable.Empty<Span>(),
            }
        );

    // In this order, whatever marks stand between.
    private static bool IsWithin(string said, string shown)
    {
        var at = 0;
        foreach (var rune in said.EnumerateRunes().Where(rune => !Rune.IsWhiteSpace(rune)))
        {
            at = shown.IndexOf(rune.ToString(), at, StringComparison.Ordinal);
            if (at++ < 0)
            {
                return false;
            }
        }

        return true;
    }

    private static IEnumerable<string> Markups(JsonObject message) =>
        (message["blocks"] as JsonArray ?? [])
            .OfType<JsonObject>()
            .SelectMany(block =>
                (block["fields"] as JsonArray ?? []).Append(block["text"]).Concat(block["elements"] as JsonArray ?? []).OfType<JsonObject>()
            )
            .Where(text => text["type"]!.GetValue<string>() == "mrkdwn")
            .Select(text => text["text"]!.GetValue<string>());

    private static IEnumerable<string> Header(JsonObject message) =>
        (message["blocks"] as JsonArray ?? [])
            .Where(block => block!["type"]!.GetValue<string>() == "header")
            .Select(block => block!["text"]!["text"]!.GetValue<string>());

    private static List<string> Types(JsonObject message) =>
        [.. message["blocks"]!.AsArray().Select(block => block!["type"]!.GetValue<string>())];

    private static JsonObject Drawn(Action<Utf8JsonWriter> write) =>
        View(json =>
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        });

    private static JsonObject View(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, SlackResponse.Relaxed))
        {
            write(json);
        }

        return JsonNode.Parse(buffer.WrittenSpan)!.AsObject();
    }

    [GeneratedRegex(@"<(@|!channel|!here|!everyone|!subteam)[^>]*>", RegexOptions.NonBacktracking)]
    private static partial Regex Calls();

    // What we write ourselves: mentions, moments, links.
    [GeneratedRegex(@"<(@[UW][A-Z0-9]+|!date\^-?\d+\^[^|<>]*\|[^|<>]*|https?://[^|<>]*\|[^|<>]*)>", RegexOptions.NonBacktracking)]
    private static partial Regex Ours();

    [GeneratedRegex("^> ", RegexOptions.NonBacktracking | RegexOptions.Multiline)]
    private static partial Regex QuoteMarks();

    [GeneratedRegex("[<>]|&($|[^alg]|a[^m]|l[^t]|g[^t])", RegexOptions.NonBacktracking)]
    private static partial Regex Unescaped();
}
