using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using IncidentBot.Chat.Cards;
using IncidentBot.People;
using IncidentBot.Slack;
using IncidentBot.Slack.Forms;
using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.Tests.Slack;

public sealed class Drawing
{
    private static readonly BlockKit Kit = new("https://incidents.example.com");

    [Fact]
    public void What_people_type_is_escaped_and_calls_nobody() =>
        Assert.Equal("&lt;!channel&gt; a &amp; b", Mrkdwn.Of(Prose.Of("<!channel> a & b")));

    [Fact]
    public void Spans_have_their_marks()
    {
        var prose =
            Prose.Strong("Root cause: ")
            + "see "
            + Prose.Code("help")
            + " "
            + Prose.Link("the | wiki", "https://a.example/?x|y")
            + " "
            + Prose.Mention(new Person("slack:U1", "Priya"))
            + " "
            + Prose.Mention(new Person("web:lee", "Lee <Novak>"));
        Assert.Equal("*Root cause:* see `help` <https://a.example/?x%7Cy|the ¦ wiki> <@U1> Lee &lt;Novak&gt;", Mrkdwn.Of(prose));
    }

    [Fact]
    public void A_moment_is_in_the_readers_zone_with_the_meant_one_behind_it()
    {
        var at = Moment.Exact(Instant.FromUtc(2026, 3, 3, 9, 0), "Europe/Berlin");
        Assert.Equal("<!date^1772528400^{date_short_pretty} {time}|2026-03-03 10:00 Europe/Berlin>", Mrkdwn.Of(Prose.Time(at)));
    }

    [Fact]
    public void A_sentence_is_only_text() =>
        Assert.Equal("""{"text":"*Hi*"}""", Drawn(Card.Of("", new Listing([Prose.Strong("Hi")]))).ToJsonString());

    [Fact]
    public void What_is_left_out_is_counted()
    {
        var lines = Enumerable.Range(1, 200).Select(i => Prose.Of($"{i} {new string('x', 90)}")).ToList();
        var blocks = Blocks(Drawn(Card.Of("Many", new Listing([.. lines]))));

        var shown = blocks.Sum(block => block["text"]?["text"]?.GetValue<string>().Split('\n').Count(line => line.StartsWith('•')) ?? 0);
        var remark = blocks[^1]["elements"]![0]!["text"]!.GetValue<string>();
        Assert.Equal($"… and {200 - shown} more on <https://incidents.example.com|the dashboard>", remark);
    }

    [Fact]
    public void Any_card_stays_inside_the_limits() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000), Prop.ForAll(Cards.ToArbitrary(), StaysInside));

    [Fact]
    public void A_form_comes_back_from_its_button()
    {
        var button = new Button("Open", "open", Form: IncidentBot.Incidents.Open.Form);
        var (command, form) = ButtonValue.Read(ButtonValue.Of(button));

        Assert.Equal("", command);
        Assert.Equal(IncidentBot.Incidents.Open.Form.Template, form!.Template);
        Assert.Equal(
            IncidentBot.Incidents.Open.Form.Fields.Select(field =>
                (field.Name, field.Label, field.Kind, field.IsRequired, field.Prefix, field.Initial)
            ),
            form.Fields.Select(field => (field.Name, field.Label, field.Kind, field.IsRequired, field.Prefix, field.Initial))
        );
        Assert.Equal(
            IncidentBot.Incidents.Open.Form.Fields.SelectMany(field => field.Choices),
            form.Fields.SelectMany(field => field.Choices)
        );
    }

    [Fact]
    public void Every_form_of_the_bot_fits_its_button_and_its_modal()
    {
        Form[] forms =
        [
            IncidentBot.Incidents.Open.Form,
            IncidentBot.Incidents.IncidentForms.AddTask("INC-123456"),
            IncidentBot.Incidents.IncidentForms.Close("INC-123456"),
            IncidentBot.Incidents.IncidentForms.Update("INC-123456"),
            IncidentBot.Incidents.IncidentForms.Tell("Mitigated", "INC-123456 mitigated", "What is the temporary fix?"),
        ];
        Assert.All(
            forms,
            form =>
            {
                Assert.NotNull(ButtonValue.Read(ButtonValue.Of(new Button("X", "x", Form: form))).Form);
                Assert.InRange(ModalState.Of(form, "C0123456789").Written().Length, 1, ModalState.Longest);
            }
        );
    }

    private static bool StaysInside(Card card)
    {
        var message = Drawn(card);
        Assert.InRange(message["text"]!.GetValue<string>().Length, 1, 4000);
        var blocks = Blocks(message);
        Assert.InRange(blocks.Count, 0, BlockKit.BlocksInMessage);
        foreach (var block in blocks)
        {
            Inside(block);
        }

        return true;
    }

    private static void Inside(JsonObject block)
    {
        switch (block["type"]!.GetValue<string>())
        {
            case "header":
                Assert.InRange(Text(block["text"]), 1, BlockKit.HeaderText);
                break;
            case "section" when block["fields"] is JsonArray fields:
                Assert.InRange(fields.Count, 1, BlockKit.FieldsInSection);
                Assert.All(fields, field => Assert.InRange(Text(field), 1, BlockKit.FieldText));
                break;
            case "section":
                Assert.InRange(Text(block["text"]), 1, BlockKit.SectionText);
                break;
            case "actions":
                Assert.InRange(block["elements"]!.AsArray().Count, 1, BlockKit.ButtonsInRow);
                Assert.All(
                    block["elements"]!.AsArray(),
                    button =>
                    {
                        Assert.InRange(Text(button!["text"]), 1, BlockKit.ButtonText);
                        Assert.InRange(button["value"]!.GetValue<string>().Length, 1, ButtonValue.Longest);
                    }
                );
                break;
            default:
                Assert.True(block["type"]!.GetValue<string>() is "divider" or "context");
                break;
        }
    }

    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.Elements("", " ", "<!channel>", "a & b", "`x`", "*", "\n", "<@slack:U1|Priya>", "😀😀😀", "https://a.example"),
        Gen.Choose(1, 7000).Select(length => new string('x', length)),
        Gen.Choose(1, 2000).Select(count => string.Concat(Enumerable.Repeat("wörd & <b> ", count)))
    );

    private static readonly Gen<Prose> Proses = Gen.OneOf(
        Texts.Select(Prose.Of),
        Texts.Select(Prose.Strong),
        Texts.Select(Prose.Code),
        Texts.Select(text => Prose.Of("x ") + Prose.Link(text, "https://a.example/" + text.Length))
    );

    private static readonly Gen<Button> SomeButtons = Texts.Select(text => new Button(
        text,
        "INC-1 note x",
        Form: text.Length > 500 ? IncidentBot.Incidents.IncidentForms.AddTask("INC-1") : null
    ));

    private static readonly Gen<CardPart> SomeParts = Gen.OneOf(
        Proses.Select(CardPart (prose) => new Paragraph(prose)),
        Proses.Select(CardPart (prose) => new Quote(prose)),
        Gen.Choose(1, 30).SelectMany(count => Gen.ArrayOf(Proses, count)).Select(CardPart (lines) => new Listing([.. lines])),
        Gen.Choose(1, 15)
            .SelectMany(count => Gen.ArrayOf(Proses, count))
            .Select(CardPart (values) => new Facts([.. values.Select(value => new Fact("Label", value))])),
        Gen.Choose(1, 40).SelectMany(count => Gen.ArrayOf(SomeButtons, count)).Select(CardPart (row) => new Buttons([.. row])),
        Gen.Constant<CardPart>(new Rule())
    );

    private static readonly Gen<Card> Cards = Gen.Choose(0, 60)
        .SelectMany(count => Gen.ArrayOf(SomeParts, count))
        .SelectMany(parts => Texts.Select(headline => new Card(headline, [.. parts])));

    private static int Text(JsonNode? text) => text!["text"]!.GetValue<string>().Length;

    private static Func<JsonObject, bool> Is(string type) => block => block["type"]!.GetValue<string>() == type;

    private static List<JsonObject> Blocks(JsonObject message) => [.. (message["blocks"] as JsonArray ?? []).OfType<JsonObject>()];

    private static JsonObject Drawn(Card card)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            Kit.WriteMessage(json, card);
            json.WriteEndObject();
        }

        return JsonNode.Parse(buffer.WrittenSpan)!.AsObject();
    }
}
