using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using IncidentBot.Slack.Install;
using IncidentBot.Testing;

namespace IncidentBot.Contracts.SlackAdapter;

/// <summary>One process of emulate for all facts of a class.</summary>
public sealed class EmulateServer : IAsyncLifetime
{
    private readonly string _seed = Path.GetTempFileName();
    private readonly int _port = FreePort();
    private PeerProcess? _process;
    private int _resets;

    /// <summary>Where its Web API is.</summary>
    public Uri Api => new($"http://127.0.0.1:{_port}/api/");

    public async ValueTask InitializeAsync()
    {
        if (PeerProcess.Missing is null)
        {
            await File.WriteAllTextAsync(_seed, Seed());
            _process = await PeerProcess.StartAsync("slack/emulate.mjs", $"{_port}", _seed);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await (_process?.DisposeAsync() ?? ValueTask.CompletedTask);
        File.Delete(_seed);
    }

    /// <summary>Brings it back to where it began.</summary>
    public async Task ResetAsync()
    {
        var number = $"{++_resets}";
        await _process!.SayAsync($"reset {number}");
        await _process.WhenLine(line => line == $"RESET {number}");
    }

    private static string Seed() =>
        JsonSerializer.Serialize(
            new
            {
                slack = new
                {
                    strict_scopes = true,
                    team = new { name = "Fake", domain = "fake" },
                    users = new object[]
                    {
                        new { name = "priya", real_name = "Priya Raman" },
                        new { name = "marek", real_name = "Marek Kowal" },
                    },
                    channels = new object[] { new { name = "ops" } },
                    oauth_apps = new object[]
                    {
                        new
                        {
                            client_id = "1.2",
                            client_secret = "unused",
                            name = "IncidentBot",
                            app_id = "A0FAKE",
                            redirect_uris = Array.Empty<string>(),
                            bot_id = "B0BOT",
                            bot_user_id = AnotherSlack.BotUser,
                            bot_name = "incidentbot",
                        },
                    },
                    tokens = new object[]
                    {
                        Token(AnotherSlack.BotToken, SlackScopes.Needed.Keys),
                        Token(EmulateSlack.LookingToken, ["pins:read"]),
                        Spoken("priya"),
                    },
                },
            }
        );

    private static object Token(string token, IEnumerable<string> scopes) =>
        new
        {
            token,
            type = "bot",
            user_id = AnotherSlack.BotUser,
            app_id = "A0FAKE",
            bot_id = "B0BOT",
            bot_user_id = AnotherSlack.BotUser,
            scopes,
        };

    private static object Spoken(string name) =>
        new
        {
            token = $"xoxp-{name}",
            type = "user",
            user = name,
            scopes = new[] { "chat:write" },
        };

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
