using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;
using IncidentBot.Slack;
using IncidentBot.Slack.Forms;
using IncidentBot.Slack.Incoming;
using IncidentBot.Slack.Install;
using IncidentBot.Testing.Slack;
using YamlDotNet.RepresentationModel;

namespace IncidentBot.Contracts.SlackAdapter;

/// <summary>Every card and form of five whole incidents, and the manifests, are what Slack's own types and limits allow.</summary>
public sealed class What_we_draw(WholeIncidents incidents) : IClassFixture<WholeIncidents>
{
    private static readonly BlockKit Kit = new("https://incidents.example.com");

    [Fact]
    public async Task Cards_are_blocks_of_Slacks_types_and_within_its_limits()
    {
        var cards = incidents.Cards;
        Assert.InRange(cards.Count, 100, 5000);
        var blocks = cards.Select(card => Blocks(json => Kit.WriteBlocks(json, card, BlockKit.BlocksInMessage))).ToList();

        Assert.All(blocks, BlockRules.CheckMessage);
        Assert.All(await SchemaOfSlack.CheckAsync("blocks", blocks), said => Assert.Equal("ok", said));
    }

    [Fact]
    public async Task Forms_and_shown_cards_are_views_of_Slacks_types_and_within_its_limits()
    {
        var cards = incidents.Cards;
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
