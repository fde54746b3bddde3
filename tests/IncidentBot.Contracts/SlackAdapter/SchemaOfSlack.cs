using System.Security.Cryptography;
using System.Text.Json.Nodes;
using IncidentBot.Testing;

namespace IncidentBot.Contracts.SlackAdapter;

/// <summary>The JSON schemas made from Slack's own types; they are made anew only when a peer changes.</summary>
internal static class SchemaOfSlack
{
    /// <summary>What is wrong with each document, <c>ok</c> where nothing is.</summary>
    /// <param name="kind"><c>blocks</c>, <c>view</c> or <c>manifest</c>.</param>
    /// <param name="documents">The documents.</param>
    public static async Task<IReadOnlyList<string>> CheckAsync(string kind, IReadOnlyList<JsonNode> documents)
    {
        Assert.SkipWhen(PeerProcess.Missing is not null, PeerProcess.Missing ?? "");
        await using var peer = PeerProcess.Start("slack/blockkit-schema.mjs", Folder(), "check", kind);
        foreach (var document in documents)
        {
            await peer.SayAsync(document.ToJsonString());
        }

        while (peer.Lines.Count < documents.Count)
        {
            var known = peer.Lines.Count;
            await peer.WhenLine(_ => peer.Lines.Count > known);
        }

        return peer.Lines;
    }

    private static string Folder()
    {
        var peers = File.ReadAllBytes(Path.Combine(RepositoryFiles.Root, "tests", "peers", "package-lock.json"));
        return Path.Combine(Path.GetTempPath(), "incidentbot-slack-schemas-" + Convert.ToHexStringLower(SHA256.HashData(peers))[..12]);
    }
}
