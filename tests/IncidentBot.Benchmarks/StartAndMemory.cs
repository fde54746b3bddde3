using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;

namespace IncidentBot.Benchmarks;

/// <summary>
/// The program as a newcomer starts it: how long from the process's start until it answers that it is ready (target: under 1.5 s), and how much
/// memory is resident after 1,000 incidents were typed into its web chat by four people, each with thirteen commands (target: under 150 MB).
/// </summary>
internal static class StartAndMemory
{
    private const int Incidents = 1_000;
    private const int People = 4;

    // By the first a quiet bot has given back what the burst needed, by the second also what pools had kept for the next one.
    private static readonly TimeSpan[] Quiet = [TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(100)];

    private static readonly string[] Lines =
    [
        "detected Monitoring alert: error rates and latency are rising",
        "lead",
        "suspect The database is overloaded for 20m",
        "ruledout H1 Queries and load are normal",
        "suspect The load balancer settings",
        "confirm H2 One server gets all the traffic",
        "impact About 30% of users",
        "mitigated Rolled back",
        "resolved Errors are gone",
        "cause A misconfigured update",
        "fix Rolled back and tested",
        "close",
    ];

    /// <summary>Starts the program and measures it from outside.</summary>
    public static async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("incidentbot-start-").FullName;
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var clock = Stopwatch.StartNew();
        using var server = Start(folder, address);
        try
        {
            using var client = new HttpClient { BaseAddress = address };
            await ReadyAsync(client);
            Console.WriteLine($"from the start until it is ready: {clock.ElapsedMilliseconds} ms, {Resident(server)} MB");
            await IntroduceAsync(client);
            var numbers = new Numbers();
            await Task.WhenAll(Enumerable.Range(0, People).Select(_ => TypeAsync(client, numbers)));
            await client.GetStringAsync("/chat");
            Console.WriteLine($"resident after {Incidents} incidents of {Lines.Length + 1} commands: {Resident(server)} MB");
            var since = Stopwatch.StartNew();
            foreach (var quiet in Quiet)
            {
                await Task.Delay(quiet - since.Elapsed, TimeProvider.System);
                Console.WriteLine($"and when it has been quiet for {quiet.TotalSeconds} s: {Resident(server)} MB");
            }
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Process Start(string folder, Uri address)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "incidentbot.dll")])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["Urls"] = address.ToString();
        start.Environment["ConnectionStrings__IncidentBot"] = Path.Combine(folder, "bot.db");
        var server = Process.Start(start) ?? throw new InvalidOperationException("dotnet does not start.");
        server.BeginOutputReadLine();
        server.BeginErrorReadLine();
        return server;
    }

    private static async Task ReadyAsync(HttpClient client)
    {
        while (true)
        {
            try
            {
                await client.GetStringAsync("/health/ready");
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
            }
        }
    }

    private static async Task IntroduceAsync(HttpClient client)
    {
        var page = await client.GetStringAsync("/chat");
        using var who = new FormUrlEncodedContent(
            new Dictionary<string, string> { ["name"] = "Amara Diallo", ["__RequestVerificationToken"] = Token(page) }
        );
        (await client.PostAsync("/chat/person", who)).EnsureSuccessStatusCode();
    }

    private static async Task TypeAsync(HttpClient client, Numbers numbers)
    {
        while (numbers.Next() is var number and <= Incidents)
        {
            var opened = await SayAsync(client, $"/incident open Web stack slow, the {number}th time sev2");
            foreach (var line in Lines)
            {
                await SayAsync(client, $"/incident INC-{opened} {line}");
            }
        }
    }

    private static async Task<int?> SayAsync(HttpClient client, string line)
    {
        var id = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);
        var answer = await client.PostAsJsonAsync(
            "/chat/lines",
            new
            {
                id,
                channel = "general",
                line,
            }
        );
        var told = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<Told>();
        return told is { Outcome: "recorded" } ? told.Incident : throw new InvalidOperationException($"{line}: {told?.Note}");
    }

    private static long Resident(Process server)
    {
        server.Refresh();
        return server.WorkingSet64 / 1_000_000;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Token(string page)
    {
        const string Before = "name=\"__RequestVerificationToken\" value=\"";
        var start = page.IndexOf(Before, StringComparison.Ordinal) + Before.Length;
        return page[start..page.IndexOf('"', start)];
    }

    private sealed record Told(string Outcome, string? Note, int? Incident);

    private sealed class Numbers
    {
        private int _last;

        public int Next() => Interlocked.Increment(ref _last);
    }
}
