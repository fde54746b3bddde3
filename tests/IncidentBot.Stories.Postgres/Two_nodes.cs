using System.Net;
using System.Net.Http.Json;
using IncidentBot.Stories.CommandLine;
using IncidentBot.Testing;

namespace IncidentBot.Stories.Postgres;

/// <summary>Two bots on one database, as people meet them behind a load balancer.</summary>
public sealed class Two_nodes
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_of_one_is_live_when_somebody_types_at_the_other()
    {
        await using var store = await StoryStore.TakeAsync();
        await using var here = await RunningServer.StartAsync(store);
        await using var there = await RunningServer.StartAsync(store);
        using var amara = await VisitAsync(here, "Amara Diallo");
        using var lee = await VisitAsync(there, "Lee Novak");
        using var changes = new StreamReader(await lee.GetStreamAsync(new Uri("/chat/changes", UriKind.Relative), Cancellation));
        await UntilAsync(changes, line => line == "event: listening");

        await SayAsync(amara, "general", "/incident open Web stack slow sev2");
        await UntilAsync(changes, line => line.StartsWith("data: inc-1-", StringComparison.Ordinal));
        await SayAsync(amara, "general", "/incident INC-1 note Restarted the workers");
        await UntilAsync(changes, line => line.StartsWith("data: inc-1-", StringComparison.Ordinal));

        var room = "";
        while (!room.Contains("Restarted the workers", StringComparison.Ordinal))
        {
            room = await lee.GetStringAsync(new Uri("/chat/room?channel=inc-1-web-stack-slow", UriKind.Relative), Cancellation);
        }
    }

    private static async Task<HttpClient> VisitAsync(RunningServer server, string name)
    {
        var client = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() })
        {
            BaseAddress = new Uri(server.Address),
        };
        var page = await client.GetStringAsync(new Uri("/chat", UriKind.Relative), Cancellation);
        const string Field = "name=\"__RequestVerificationToken\" value=\"";
        var token = page[(page.IndexOf(Field, StringComparison.Ordinal) + Field.Length)..];
        using var form = new FormUrlEncodedContent(
            new Dictionary<string, string>
            {
                ["name"] = name,
                ["zone"] = "UTC",
                ["__RequestVerificationToken"] = token[..token.IndexOf('"', StringComparison.Ordinal)],
            }
        );
        using var answer = await client.PostAsync(new Uri("/chat/person", UriKind.Relative), form, Cancellation);
        answer.EnsureSuccessStatusCode();
        return client;
    }

    private static async Task SayAsync(HttpClient client, string channel, string line)
    {
        using var answer = await client.PostAsJsonAsync(
            "/chat/lines",
            new
            {
                id = Guid.NewGuid().ToString("N"),
                channel,
                line,
            },
            Cancellation
        );
        answer.EnsureSuccessStatusCode();
    }

    private static async Task UntilAsync(StreamReader changes, Predicate<string> fits)
    {
        while (!fits(await changes.ReadLineAsync(Cancellation) ?? throw new InvalidOperationException("The changes ended."))) { }
    }
}
