using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;
using IncidentBot.Postmortems;
using IncidentBot.Slack;
using IncidentBot.Slack.Forms;
using IncidentBot.Slack.Incoming;
using IncidentBot.Slack.Install;
using IncidentBot.Testing;
using IncidentBot.Testing.Slack;
using YamlDotNet.RepresentationModel;

namespace IncidentBot.Contracts.SlackAdapter;

/// <summary>Every card and form of five whole incidents, and the manifests, are what Slack's own types and limits allow.</summary>
public sealed class What_we_draw
{
    private const string EveryVerb = """
        @zone Europe/Berlin
        @people priya=Priya Raman, marek=Marek Kowal
        2026-03-03 10:00 priya: /incident open Checkout <!channel> & "cards" decline sev1
        +1m priya: /incident role commander @marek
        +1m priya: /incident join
        +1m priya: /incident detected Alert from <https://a.example|monitoring>
        +1m priya: /incident suspect The database for 10m
        +11m -: tick
        +1m priya: /incident ruledout H1 It is idle
        +1m priya: /incident suspect The certificate
        +1m priya: /incident confirm H2 It expired
        +1m priya: /incident impact 40 % of payments
        +1m priya: /incident escalate @network They own the balancer
        +1m priya: /incident page @marek Please look
        +1m marek: /incident ack
        +1m priya: /incident update We are on it next 30m
        +31m -: tick
        +1m priya: /incident mitigated The old certificate is back
        +1m priya: /incident resolved A new certificate
        +1m priya: /incident cause Nobody owned the renewal
        +1m priya: /incident fix Renewed by hand
        +1m priya: /incident improve An alert before it expires
        +1m priya: /incident task add Automate the renewal @marek due tomorrow
        +1m priya: /incident task add Own the certificates
        +1m priya: /incident task list
        +1m priya: /incident timeline full
        +1m priya: /incident show
        +1m priya: /incident who
        +1m priya: /incident list
        +1m priya: /incident similar
        +1m priya: /incident frobnicate
        +1m priya: /incident note
        +1m priya: /incident close
        +1m priya: /incident postmortem
        +1m priya: /incident stats
        +1m priya: /incident tutorial
        +1d -: tick
        +3d -: tick
        """;

    private static readonly BlockKit Kit = new("https://incidents.example.com");

    [Fact]
    public async Task Cards_are_blocks_of_Slacks_types_and_within_its_limits()
    {
        var cards = await CardsAsync();
        Assert.InRange(cards.Count, 100, 5000);
        var blocks = cards.Select(card => Blocks(json => Kit.WriteBlocks(json, card, BlockKit.BlocksInMessage))).ToList();

        Assert.All(blocks, BlockRules.CheckMessage);
        Assert.All(await SchemaOfSlack.CheckAsync("blocks", blocks), said => Assert.Equal("ok", said));
    }

    [Fact]
    public async Task Forms_and_shown_cards_are_views_of_Slacks_types_and_within_its_limits()
    {
        var cards = await CardsAsync();
        var buttons = cards.SelectMany(card => card.Parts).OfType<Buttons>().SelectMany(row => row.Row).ToList();
        var forms = buttons.Select(button => button.Form).OfType<Form>().Append(Open.Form).DistinctBy(form => form.Template).ToList();
        Assert.InRange(forms.Count, 5, 200);
        List<JsonObject> views =
        [
            .. forms.Select(form => Written(json => Modal.Write(json, form, ModalState.Of(form, "C0123456789")))),
            .. cards.Take(100).Select(card => Written(json => Modal.WriteCard(json, card, Kit))),
        ];

        Assert.All(views, view => ViewRules.Check(view, "modal"));
        Assert.All(await SchemaOfSlack.CheckAsync("view", views), said => Assert.Equal("ok", said));
        // What a button carries comes back as it was: the form, or the command in one line.
        Assert.All(buttons, button => Assert.InRange(ButtonValue.Of(button).Length, 1, ButtonValue.Longest));
        Assert.All(buttons, button => Assert.Equal(button.Form is null, ButtonValue.Read(ButtonValue.Of(button)).Form is null));
    }

    [Fact]
    public async Task Manifests_are_of_Slacks_type_and_within_its_limits()
    {
        var manifests = new[] { SlackManifest.ForSocketMode(), SlackManifest.ForHttp("https://bot.example.com", "outage") }
            .Select(Json)
            .ToList();

        // Slack's reference has this scope; the types are behind. When they know it, it need not be left out here.
        var typed = manifests.Select(manifest => Without("canvases:write", manifest)).ToList();
        Assert.All(await SchemaOfSlack.CheckAsync("manifest", typed), said => Assert.Equal("ok", said));
        Assert.All(
            await SchemaOfSlack.CheckAsync("manifest", manifests),
            said => Assert.Contains("/oauth_config/scopes/bot/", said, StringComparison.Ordinal)
        );
        foreach (var manifest in manifests)
        {
            var shown = manifest["display_information"]!;
            Assert.InRange(Length(shown["name"]), 1, 35);
            Assert.InRange(Length(shown["description"]), 1, 140);
            var features = manifest["features"]!;
            Assert.InRange(Length(features["bot_user"]!["display_name"]), 1, 80);
            Assert.All(features["slash_commands"]!.AsArray(), command => Assert.InRange(Length(command!["command"]), 2, 32));
            Assert.InRange(features["shortcuts"]!.AsArray().Count, 1, 10);
            Assert.All(features["shortcuts"]!.AsArray(), shortcut => Assert.InRange(Length(shortcut!["description"]), 1, 150));
            Assert.All(features["shortcuts"]!.AsArray(), shortcut => Assert.InRange(Length(shortcut!["name"]), 1, 24));
        }
    }

    private static async Task<List<Card>> CardsAsync()
    {
        var cards = Vocabulary.Verbs.Select(verb => Card.Of(Prose.Of(verb.Help))).ToList();
        string[] stories =
        [
            .. Directory.EnumerateFiles(Path.Combine(RepositoryFiles.Root, "tests", "stories"), "*.story").Select(File.ReadAllText),
            EveryVerb,
            "2026-03-03 10:00 priya: /incident help\n"
                + string.Concat(Vocabulary.Verbs.Select(verb => $"+1m priya: /incident help {verb.Name}\n")),
        ];
        foreach (var story in stories)
        {
            await using var host = await StoryHost.PlayAsync(story, TestContext.Current.CancellationToken);
            cards.AddRange(host.Result.Answers.Select(answer => answer.Reply.Card));
            cards.AddRange(await PostedAsync(host));
        }

        return cards;
    }

    private static async Task<List<Card>> PostedAsync(StoryHost host)
    {
        var now = host.Clock.GetCurrentInstant();
        var cards = new List<Card>();
        for (
            var number = 1;
            await host.Bot.Store.FindAsync(new IncidentId(number), TestContext.Current.CancellationToken) is { } incident;
            number++
        )
        {
            cards.AddRange((await host.ChannelAsync(number, TestContext.Current.CancellationToken)).Select(message => message.Card));
            cards.AddRange([
                IncidentCard.Header(incident, now),
                IncidentCard.Announcement(incident, now),
                IncidentCard.Details(incident, now),
                DraftCard.Of(incident),
            ]);
        }

        return cards;
    }

    private static JsonObject Without(string scope, JsonObject manifest)
    {
        var typed = manifest.DeepClone().AsObject();
        var scopes = typed["oauth_config"]!["scopes"]!["bot"]!.AsArray();
        scopes.Remove(scopes.Single(one => one!.GetValue<string>() == scope));
        return typed;
    }

    private static int Length(JsonNode? text) => text!.GetValue<string>().Length;

    private static JsonArray Blocks(Action<Utf8JsonWriter> write) =>
        Written(json =>
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        })["blocks"]!.AsArray();

    private static JsonObject Written(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, SlackResponse.Relaxed))
        {
            write(json);
        }

        return JsonNode.Parse(buffer.WrittenSpan)!.AsObject();
    }

    private static JsonObject Json(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return Json(stream.Documents[0].RootNode)!.AsObject();
    }

    private static JsonNode? Json(YamlNode node) =>
        node switch
        {
            YamlMappingNode map => new JsonObject(map.Select(pair => KeyValuePair.Create($"{pair.Key}", Json(pair.Value)))),
            YamlSequenceNode list => new JsonArray([.. list.Select(Json)]),
            YamlScalarNode { Style: YamlDotNet.Core.ScalarStyle.Plain, Value: "true" or "false" } yes => yes.Value == "true",
            YamlScalarNode { Style: YamlDotNet.Core.ScalarStyle.Plain } number when int.TryParse(number.Value, out var value) => value,
            _ => $"{node}",
        };
}
