using System.Net.Sockets;
using IncidentBot.Outbox;
using IncidentBot.Reminders;
using IncidentBot.Server.Settings;
using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.Server.CommandLine;

/// <summary>One thing that was looked at.</summary>
internal sealed record Finding(bool IsFine, string What, string Says);

/// <summary>Looks at what the bot needs from its machine. Changes nothing.</summary>
internal static class Diagnosis
{
    private const long LeastFreeBytes = 200L * 1024 * 1024;

    // The program was written after this; a clock before it is not set.
    private static readonly Instant Earliest = Instant.FromUtc(2025, 1, 1, 0, 0);
    private static readonly Instant Latest = Instant.FromUtc(2100, 1, 1, 0, 0);

    public static async Task<IReadOnlyList<Finding>> OfDatabaseAsync(string file, DigestOptions? digest, CancellationToken cancellation)
    {
        var folder = Path.GetDirectoryName(file)!;
        var existing = Existing(folder);
        var findings = new List<Finding> { OfWriting(file, existing), OfDisk(existing) };
        if (!File.Exists(file))
        {
            findings.Insert(0, new Finding(true, "database", $"{file} is not there yet; the first start makes it"));
            return findings;
        }

        var found = await SqliteFile.ExamineAsync(file, cancellation);
        findings.Insert(
            0,
            found.Problem is { } problem
                ? new Finding(false, "database", problem)
                : new Finding(true, "database", $"{file} is sound: {found.Incidents} incidents with {found.Events} events")
        );
        if (found.Version > 0)
        {
            findings.Add(OfVersion(found.Version));
        }

        if (found.Problem is null && found.Version == SchemaVersion.Newest)
        {
            findings.AddRange(await SqliteFile.ReadAsync(file, connection => JobsDiagnosis.OfAsync(connection, digest), cancellation));
            findings.Add(OutboxDiagnosis.Of(await SqliteFile.ReadAsync(file, GivenUp.ListAsync, cancellation)));
        }

        return findings;
    }

    public static Finding OfClock(Instant now) =>
        now < Earliest || now > Latest
            ? new Finding(false, "clock", $"it says {now:uuuu-MM-dd HH:mm} UTC, which cannot be. Set the machine's clock, best by NTP.")
            : new Finding(
                true,
                "clock",
                $"it says {now:uuuu-MM-dd HH:mm} UTC; time zones are those of {DateTimeZoneProviders.Tzdb.VersionId}"
            );

    public static async Task<IReadOnlyList<Finding>> OfAddressAsync(ListeningSettings listening, CancellationToken cancellation)
    {
        var findings = new List<Finding>();
        foreach (var url in listening.Urls)
        {
            findings.Add(await OfAddressAsync(BindingAddress.Parse(url), url, cancellation));
        }

        findings.Add(
            listening.IsOnlyForThisMachine
                ? new Finding(true, "reach", "only programs on this machine can reach the bot")
                : new Finding(
                    true,
                    "reach",
                    "other machines can reach the web chat, which asks for no password: keep it on a network you trust"
                )
        );
        return findings;
    }

    private static async Task<Finding> OfAddressAsync(BindingAddress address, string url, CancellationToken cancellation)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(address.Host is "*" or "+" or "0.0.0.0" ? "127.0.0.1" : address.Host, address.Port, cancellation);
        }
        catch (SocketException)
        {
            return new Finding(true, "address", $"{url} is free");
        }

        return await AnswersAsBotAsync(url, cancellation)
            ? new Finding(true, "address", $"{url}: a bot is running there")
            : new Finding(false, "address", $"{url} is taken by another program. Give another with Urls or --urls.");
    }

    private static async Task<bool> AnswersAsBotAsync(string url, CancellationToken cancellation)
    {
        try
        {
            using var client = new HttpClient { Timeout = System.TimeSpan.FromSeconds(3) };
            var there = new Uri(
                url.Replace("*", "127.0.0.1", StringComparison.Ordinal).Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal)
            );
            return await client.GetStringAsync(new Uri(there, "/health/live"), cancellation) == "alive";
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException or UriFormatException)
        {
            return false;
        }
    }

    private static Finding OfWriting(string file, string existing)
    {
        try
        {
            if (File.Exists(file))
            {
                using var opened = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
            }

            var probe = Path.Combine(existing, $".incidentbot-{Environment.ProcessId}");
            using (new FileStream(probe, FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose))
            {
                return new Finding(true, "writing", $"{existing} can be written");
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new Finding(
                false,
                "writing",
                $"{exception.Message} Give the bot's user the right to write there, or name another file with --database."
            );
        }
    }

    private static Finding OfDisk(string existing)
    {
        var free = new DriveInfo(existing).AvailableFreeSpace;
        return free < LeastFreeBytes
            ? new Finding(false, "disk", $"only {free / 1024 / 1024} MB are free. Make room: a full disk stops every command.")
            : new Finding(true, "disk", $"{free / 1024 / 1024 / 1024.0:0.#} GB are free");
    }

    public static Finding OfVersion(int version) =>
        version == SchemaVersion.Newest
            ? new Finding(true, "schema", $"version {version}, which is this bot's")
            : new Finding(true, "schema", $"version {version}; the next start brings it to {SchemaVersion.Newest}. Make a backup before.");

    // The folder may not be there yet: its nearest parent is what has to be writable.
    private static string Existing(string folder)
    {
        while (!Directory.Exists(folder))
        {
            folder = Path.GetDirectoryName(folder) ?? Path.GetPathRoot(Path.GetFullPath("."))!;
        }

        return folder;
    }
}
