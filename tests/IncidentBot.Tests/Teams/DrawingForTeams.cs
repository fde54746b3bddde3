using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using IncidentBot.Chat.Cards;
using IncidentBot.People;
using IncidentBot.Teams;
using IncidentBot.Teams.Cards;
using IncidentBot.Teams.Forms;
using IncidentBot.Times;
using NodaTime;
// The Bot Framework SDK, where it is built in, brings a namespace of the class's name.
using TeamsCards = IncidentBot.Teams.AdaptiveCards;

namespace IncidentBot.Tests.Teams;

public sealed class DrawingForTeams
{
    private static readonly Person Lee = new("teams:29:lee", "Lee Novak");

    [Theory]
    [InlineData("plain words", "plain words")]
    [InlineData("a *star* and _line_", "a \\*star\\* and \\_line\\_")]
    [InlineData("[text](url) ~~gone~~", "\\[text\\](url) \\~\\~gone\\~\\~")]
    [InlineData("Type `sev 1`, or `at *` and a ` alone", "Type **sev 1**, or **at \\*** and a \\` alone")]
    [InlineData("`` ` x` `a\nb`", "\\`\\` \\` x\\` \\`a\n\nb\\`")]
    [InlineData("3 < 5, <at>Lee</at>", "3 < 5, \\<at>Lee\\</at>")]
    [InlineData("{{DATE(2020-01-01T00:00:00Z)}}", "\\{{DATE(2020-01-01T00:00:00Z)}}")]
    [InlineData("# no heading", "\\# no heading")]
    [InlineData("- no list", "\\- no list")]
    [InlineData("1. no list", "1\\. no list")]
    [InlineData("-5 degrees, 2.5 percent", "-5 degrees, 2.5 percent")]
    [InlineData("one\ntwo", "one\n\ntwo")]
    [InlineData("", "–")]
    public void WordsStayWords(string words, string markup) => Assert.Equal(markup, CardText.Of(words, new MentionList()));

    [Fact]
    public void APersonIsMentionedAndOneOfAnotherPlatformIsNamed()
    {
        var mentions = new MentionList();

        var text = CardText.Of(Prose.Mention(Lee) + " and " + Prose.Mention(new Person("slack:U1", "Ana_Lima")), mentions);

        Assert.Equal("<at>Lee Novak</at> and Ana\\_Lima", text);
        Assert.Equal(("<at>Lee Novak</at>", "29:lee", "Lee Novak"), Assert.Single(mentions.All));
    }

    [Fact]
    public void TwoPeopleOfOneNameAreTwoMentions()
    {
        var mentions = new MentionList();

        var text = CardText.Of(Prose.Mention(Lee) + Prose.Mention(Lee with { Id = "teams:29:other" }) + Prose.Mention(Lee), mentions);

        Assert.Equal("<at>Lee Novak</at><at>Lee Novak (2)</at><at>Lee Novak</at>", text);
    }

    [Fact]
    public void AMomentIsShownInTheReadersZone() =>
        Assert.Equal(
            "{{DATE(2026-03-03T09:00:00Z, SHORT)}} {{TIME(2026-03-03T09:00:00Z)}}",
            CardText.Of(Prose.Time(Moment.Exact(Instant.FromUtc(2026, 3, 3, 9, 0), "Europe/Berlin")), new MentionList())
        );

    [Fact]
    public void ALinkThatIsNoneOfTheWebsIsOnlyWords() =>
        Assert.Equal("here (javascript:alert(1))", CardText.Of(Prose.Link("here", "javascript:alert(1)"), new MentionList()));

    [Fact]
    public void WhatDoesNotFitIsCutWithAHint()
    {
        var card = Card.Of(
                "All of it",
                new Listing([.. Enumerable.Range(1, 500).Select(i => Prose.Of($"Line {i} " + new string('x', 100)))])
            )
            .With(Buttons.Of(new Button("Close", "INC-1 close")));

        var json = Drawn(card);

        var last = json.GetProperty("body").EnumerateArray().Last().GetProperty("text").GetString()!;
        Assert.Matches(@"^… and \d+ more on the dashboard$", last);
        Assert.Contains(json.GetProperty("body").EnumerateArray(), element => element.GetProperty("type").GetString() == "ActionSet");
    }

    [Fact]
    public void NoCardIsEverTooLarge() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(100).WithEndSize(250),
            Prop.ForAll(Cards(), card => Message(card).Length <= TeamsCards.LargestMessage)
        );

    [Fact]
    public void NoDialogIsEverTooLargeAndItComesBackAsTheFormThatItWas() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(100).WithEndSize(150),
            Prop.ForAll(
                Forms(),
                asked =>
                {
                    var message = Written(Dialog.Of(asked.Form, asked.People, asked.Answers, asked.Wrong).Write!);
                    var card = JsonElement
                        .Parse(message)
                        .GetProperty("task")
                        .GetProperty("value")
                        .GetProperty("card")
                        .GetProperty("content");
                    var back = ButtonData.ReadForm(card.GetProperty("actions")[0].GetProperty("data"))!;
                    return message.Length <= TeamsCards.LargestMessage
                        && back.Template == asked.Form.Template
                        && back.Fields.Select(field => (field.Name, field.Kind, field.Label))
                            .SequenceEqual(asked.Form.Fields.Select(field => (field.Name, field.Kind, field.Label)));
                }
            )
        );

    [Fact]
    public void InACrowdWhoeverIsChosenIsStillOffered()
    {
        Person[] people = [.. Enumerable.Range(0, 100).Select(i => new Person($"teams:29:{i}-{new string('d', 150)}", $"Person {i}"))];
        var form = new Form(
            "Add task",
            "",
            [
                new FormField("who", "Who?", FieldKind.Person, Initial: $"29:99-{new string('d', 150)}"),
                new FormField("other", "Who else?", FieldKind.Person),
            ]
        );

        var fields = JsonElement
            .Parse(Written(Dialog.Of(form, people).Write!))
            .GetProperty("task")
            .GetProperty("value")
            .GetProperty("card")
            .GetProperty("content")
            .GetProperty("body");

        Assert.Equal(41, fields[0].GetProperty("choices").GetArrayLength());
        Assert.Equal("Person 99", fields[0].GetProperty("choices")[40].GetProperty("title").GetString());
        Assert.Equal(40, fields[1].GetProperty("choices").GetArrayLength());
    }

    [Fact]
    public void WhereNobodyFitsAPersonIsNamedNotNumbered()
    {
        Person[] people = [.. Enumerable.Range(0, 100).Select(i => new Person($"teams:29:{i}-{new string('d', 900)}", $"Person {i}"))];
        var form = new Form("Add task", "", [new FormField("who", "Who?", FieldKind.Person, Initial: $"29:7-{new string('d', 900)}")]);

        var field = JsonElement
            .Parse(Written(Dialog.Of(form, people).Write!))
            .GetProperty("task")
            .GetProperty("value")
            .GetProperty("card")
            .GetProperty("content")
            .GetProperty("body")[0];

        Assert.Equal(("Input.Text", "Person 7"), (field.GetProperty("type").GetString(), field.GetProperty("value").GetString()));
    }

    [Fact]
    public void EveryMentionOfACardStandsInItsText() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(100).WithEndSize(250),
            Prop.ForAll(
                Cards(),
                card =>
                {
                    var json = Drawn(card);
                    var text = json.GetProperty("body").GetRawText();
                    return !json.GetProperty("msteams").TryGetProperty("entities", out var entities)
                        || entities
                            .EnumerateArray()
                            .All(entity => Unescaped(text).Contains(entity.GetProperty("text").GetString()!, StringComparison.Ordinal));
                }
            )
        );

    [Fact]
    public void TheMarkStandsOnTheFirstElement() =>
        Assert.Equal("effect:1", Drawn(Card.Of("words"), "effect:1").GetProperty("body")[0].GetProperty("id").GetString());

    private static string Unescaped(string json) =>
        json.Replace("\\u003C", "<", StringComparison.Ordinal).Replace("\\u003E", ">", StringComparison.Ordinal);

    private sealed record Asked(Form Form, IReadOnlyList<Person> People, Dictionary<string, string> Answers, string? Wrong);

    private static Arbitrary<Asked> Forms()
    {
        var text = Texts();
        // No form asks for a choice more than once or twice.
        var field = Field(FieldKind.Line, FieldKind.Paragraph, FieldKind.Person, FieldKind.Date);
        var crowd =
            from many in Gen.Choose(0, 100)
            from name in text
            select (IReadOnlyList<Person>)
                [.. Enumerable.Range(0, many).Select(i => new Person($"teams:29:{i}-{new string('d', 120)}", $"{i} {name}"))];
        return (
            from choices in Gen.Choose(0, 2).SelectMany(many => Gen.ListOf(Field(FieldKind.Choice), many))
            from others in Gen.Choose(1, 6).SelectMany(many => Gen.ListOf(field, many))
            let fields = choices.Concat(others).ToList()
            from answers in Gen.ListOf(text, fields.Count)
            from people in crowd
            from wrong in Gen.OneOf(Gen.Constant<string?>(null), text.Select(string? (words) => CardText.Shortened(words, 400)))
            select new Asked(
                new Form("Add task", "task add {0}", [.. fields.Select((one, i) => one with { Name = $"{i}" })]),
                people,
                answers.Select((words, i) => (i, words)).ToDictionary(pair => $"{pair.i}", pair => pair.words),
                wrong
            )
        ).ToArbitrary();
    }

    private static Gen<FormField> Field(params FieldKind[] kinds) =>
        from kind in Gen.Elements(kinds)
        from asked in Gen.Elements("What?", "Who verifies it, and by when is it to be looked at again?", "Wann? Leer heißt jetzt")
        from initial in Gen.OneOf(Gen.Constant<string?>(null), Texts().Select(string? (words) => words))
        from choices in Gen.Choose(0, 25)
        select new FormField("", asked, kind, Initial: initial)
        {
            Choices =
                kind == FieldKind.Choice ? [.. Enumerable.Range(0, choices).Select(i => new FieldChoice($"{i}", $"INC-{i} {asked}"))] : [],
        };

    private static Gen<string> Texts()
    {
        var word = Gen.Elements(
            "note",
            "*",
            "[x](y)",
            "<at>",
            "{{",
            "\\",
            "ü",
            "🔥",
            "日本語",
            "\n",
            "**",
            "]",
            "(",
            new string('w', 900),
            "\""
        );
        return Gen.ListOf(word).Select(words => string.Join(' ', words));
    }

    private static Arbitrary<Card> Cards()
    {
        var text = Texts();
        var prose = Gen.OneOf(
            text.Select(Prose.Of),
            text.Select(Prose.Strong),
            Gen.Choose(1, 90).Select(i => Prose.Mention(new Person($"teams:29:{i}", $"Person {i % 7}"))),
            text.Select(words => Prose.Of(words) + Prose.Mention(Lee) + Prose.Strong(words))
        );
        var part = Gen.OneOf<CardPart>(
            prose.Select(CardPart (one) => new Paragraph(one)),
            prose.Select(CardPart (one) => new Quote(one)),
            Gen.ListOf(prose).Select(CardPart (lines) => new Listing([.. lines])),
            Gen.ListOf(prose).Select(CardPart (rows) => new Facts([.. rows.Select(row => new Fact("Label", row))])),
            text.Select(CardPart (words) => Buttons.Of([.. Enumerable.Range(0, 9).Select(i => new Button($"{i} {words}", words))])),
            Gen.Constant<CardPart>(new Rule())
        );
        return Gen.ListOf(part).SelectMany(parts => text.Select(headline => new Card(headline, [.. parts]))).ToArbitrary();
    }

    private static JsonElement Drawn(Card card, string? mark = null) => Read(json => new TeamsCards("").WriteCard(json, card, mark));

    private static byte[] Message(Card card) =>
        Written(json => new TeamsCards("https://incidents.example.com").WriteMessage(json, card, "effect:" + new string('k', 80)));

    private static byte[] Written(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, IncidentBot.Teams.Outgoing.TeamsHttp.Relaxed);
        json.WriteStartObject();
        write(json);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static JsonElement Read(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, IncidentBot.Teams.Outgoing.TeamsHttp.Relaxed);
        write(json);
        json.Flush();
        return JsonElement.Parse(buffer.WrittenSpan);
    }
}
