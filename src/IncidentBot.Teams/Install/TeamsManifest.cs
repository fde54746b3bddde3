using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IncidentBot.Teams.Install;

/// <summary>The package that is uploaded to Teams: the app's manifest, filled in for this bot, and its two icons.</summary>
public static class TeamsManifest
{
    private const string WrittenId = "00000000-0000-0000-0000-000000000000";
    private const string WrittenHost = "incidentbot.example.com";
    private const string VersionOfPreview = "1.29";

    // The same package for the same input: Teams compares what is uploaded.
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The package, as the bytes of a zip file.</summary>
    /// <param name="appId">The app registration's id, a GUID.</param>
    /// <param name="host">The bot's address from outside, <c>https://…</c>.</param>
    /// <param name="isPreview">Whether the bot's commands stand behind the slash too, answered to one person alone: a preview of Microsoft's.</param>
    /// <exception cref="FormatException">The id or the address is none; the message says so.</exception>
    public static byte[] Zip(string appId, string host, bool isPreview = false)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "manifest.json", System.Text.Encoding.UTF8.GetBytes(Json(appId, host, isPreview)));
            Add(zip, "color.png", Resource("color.png"));
            Add(zip, "outline.png", Resource("outline.png"));
        }

        return memory.ToArray();
    }

    /// <summary>The manifest alone.</summary>
    /// <exception cref="FormatException">The id or the address is none; the message says so.</exception>
    public static string Json(string appId, string host, bool isPreview = false)
    {
        if (!Guid.TryParse(appId, out var id) || id == Guid.Empty)
        {
            throw new FormatException(
                $"“{appId}” is no id of an app. Write the Application (client) ID of the app registration, such as 3f2b7c1e-…, or set Teams__AppId."
            );
        }

        var text = System
            .Text.Encoding.UTF8.GetString(Resource("manifest.json"))
            .ReplaceLineEndings("\n")
            .Replace(WrittenId, id.ToString("D"), StringComparison.Ordinal)
            .Replace(WrittenHost, Callable(host).Host, StringComparison.Ordinal);
        return isPreview ? WithPreview(text) : text;
    }

    private static Uri Callable(string host) =>
        Uri.TryCreate(host.Contains("://", StringComparison.Ordinal) ? host : "https://" + host, UriKind.Absolute, out var address)
        && address is { Scheme: "https", IsLoopback: false, UserInfo: "", Host.Length: > 0 }
            ? address
            : throw new FormatException(
                $"“{host}” is no address that Teams can call. Write the bot's address from outside, such as https://incidents.example.com."
            );

    private static string WithPreview(string text)
    {
        var manifest = JsonNode.Parse(text)!;
        manifest["$schema"] = $"https://developer.microsoft.com/json-schemas/teams/v{VersionOfPreview}/MicrosoftTeams.schema.json";
        manifest["manifestVersion"] = VersionOfPreview;
        var bot = manifest["bots"]![0]!;
        bot["supportsTargetedMessages"] = true;
        foreach (var list in bot["commandLists"]!.AsArray())
        {
            list!["triggers"] = new JsonArray("mention", "slash");
        }

        return manifest.ToJsonString(Readable) + "\n";
    }

    private static void Add(ZipArchive zip, string name, byte[] content)
    {
        var entry = zip.CreateEntry(name);
        entry.LastWriteTime = NoTime;
        using var stream = entry.Open();
        stream.Write(content);
    }

    private static byte[] Resource(string name)
    {
        using var stream = typeof(TeamsManifest).Assembly.GetManifestResourceStream("manifests/" + name)!;
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }
}
