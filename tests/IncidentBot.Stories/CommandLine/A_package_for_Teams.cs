using System.IO.Compression;
using System.Text.Json.Nodes;
using IncidentBot.Chat;
using IncidentBot.Teams.Install;
using IncidentBot.Testing;

namespace IncidentBot.Stories.CommandLine;

public sealed class A_package_for_Teams : AFolder
{
    private const string App = "3f2b7c1e-5d0a-4c58-9a43-0e6f6f0f3a11";
    private const string Address = "https://incidents.example.org";

    [Fact]
    public async Task Has_manifest_and_icons_at_its_root()
    {
        var ended = await Executable.RunAsync(Folder, ["manifest", "teams", "--app-id", App, "--host", Address]);

        Assert.Equal((0, ""), (ended.Status, ended.Error));
        using var zip = await ZipFile.OpenReadAsync(ended.Output.Trim(), TestContext.Current.CancellationToken);
        Assert.Equal(["manifest.json", "color.png", "outline.png"], zip.Entries.Select(entry => entry.FullName));
        Assert.Equal((192, 192), await SizeAsync(zip.GetEntry("color.png")!));
        Assert.Equal((32, 32), await SizeAsync(zip.GetEntry("outline.png")!));
        var manifest = await JsonNode.ParseAsync(
            await zip.Entries[0].OpenAsync(TestContext.Current.CancellationToken),
            cancellationToken: TestContext.Current.CancellationToken
        );
        Assert.Equal(App, manifest!["bots"]![0]!["botId"]!.ToString());
        Assert.Equal("incidents.example.org", manifest["validDomains"]![0]!.ToString());
        Assert.DoesNotContain("example.com", manifest.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Takes_the_id_from_the_settings_and_the_file_from_the_line()
    {
        var ended = await Executable.RunAsync(Folder, ["manifest", "teams", "--host", Address, "--out", "app.zip"], ("Teams__AppId", App));

        Assert.Equal(0, ended.Status);
        Assert.True(File.Exists(In("app.zip")));
    }

    [Theory]
    [InlineData("no id", Address, "“no id” is no id of an app")]
    [InlineData(App, "http://incidents.example.org", "is no address that Teams can call")]
    [InlineData(App, "https://127.0.0.1:5080", "is no address that Teams can call")]
    public async Task Is_not_made_of_what_Teams_would_refuse(string id, string address, string sentence)
    {
        var ended = await Executable.RunAsync(Folder, ["manifest", "teams", "--app-id", id, "--host", address]);

        Assert.Equal((1, ""), (ended.Status, ended.Output));
        Assert.Contains(sentence, ended.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Folder));
    }

    [Fact]
    public void Is_the_same_for_the_same_input() => Assert.Equal(TeamsManifest.Zip(App, Address), TeamsManifest.Zip(App, Address));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Is_what_Microsofts_schema_asks_for(bool isPreview)
    {
        Assert.SkipWhen(PeerProcess.Missing is not null, PeerProcess.Missing ?? "");
        await using var peer = await PeerProcess.StartAsync("teams/check.mjs", "manifest");
        var manifest = JsonNode.Parse(TeamsManifest.Json(App, Address, isPreview))!;

        await peer.SayAsync(manifest.ToJsonString());
        Assert.Equal("ok", await peer.WhenLine(line => !line.StartsWith("READY", StringComparison.Ordinal)));

        manifest["bots"]![0]!["botId"] = "no guid";
        await peer.SayAsync(manifest.ToJsonString());
        Assert.Contains("/bots/0/botId", await peer.WhenLine(line => line.StartsWith('[')), StringComparison.Ordinal);
    }

    [Fact]
    public void Asks_for_slash_commands_only_as_a_preview()
    {
        Assert.DoesNotContain("slash", TeamsManifest.Json(App, Address), StringComparison.Ordinal);
        Assert.Contains("supportsTargetedMessages", TeamsManifest.Json(App, Address, isPreview: true), StringComparison.Ordinal);
    }

    [Fact]
    public void Offers_only_what_the_bot_understands()
    {
        var titles = JsonNode.Parse(TeamsManifest.Json(App, Address))!["bots"]![0]!["commandLists"]![0]!["commands"]!
            .AsArray()
            .Select(command => command!["title"]!.ToString().Split(' ')[0]);

        Assert.Equal([], titles.Except(Vocabulary.Verbs.Select(verb => verb.Name)));
    }

    // A PNG says its size behind its first chunk's name.
    private static async Task<(int Width, int Height)> SizeAsync(ZipArchiveEntry entry)
    {
        await using var stream = await entry.OpenAsync(TestContext.Current.CancellationToken);
        var head = new byte[24];
        await stream.ReadExactlyAsync(head, TestContext.Current.CancellationToken);
        return (
            System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(16)),
            System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(20))
        );
    }
}
