using System.Net;
using System.Net.Http.Headers;
using System.Text;
using IncidentBot.Chat;
using IncidentBot.Stories.CommandLine;

namespace IncidentBot.Stories.Operations;

public sealed class The_dashboard_of_Hangfire
{
    private const string Page = "/jobs/hangfire";
    private const string Password = "correct horse battery";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null)]
    [InlineData("Basic")]
    [InlineData("Basic no base64")]
    [InlineData("Basic Y29ycmVjdCBob3JzZSBiYXR0ZXJ5")] // without a name
    [InlineData("Bearer YWRtaW46Y29ycmVjdCBob3JzZSBiYXR0ZXJ5")]
    [InlineData("Basic YWRtaW46d3Jvbmc=")] // admin:wrong
    public async Task Is_closed_to_whoever_does_not_know_the_password_also_on_this_machine(string? sent)
    {
        await using var server = await StartAsync(("Jobs__DashboardPassword", Password));
        using var client = new HttpClient { BaseAddress = new Uri(server.Address) };
        if (sent is not null)
        {
            client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", sent);
        }

        foreach (var path in new[] { Page, Page + "/jobs/scheduled", Page + "/stats", Page + "/nowhere" })
        {
            using var response = await client.GetAsync(path, Cancellation);
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
            Assert.Equal("Basic", Assert.Single(response.Headers.WwwAuthenticate).Scheme);
            Assert.Empty(await response.Content.ReadAsStringAsync(Cancellation));
        }
    }

    [Fact]
    public async Task Is_not_there_without_a_password()
    {
        await using var server = await StartAsync();
        using var client = Admin(server.Address);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(Page, Cancellation)).StatusCode);
    }

    [Fact]
    public async Task Shows_an_admin_what_the_bot_is_to_be_woken_for()
    {
        Require();
        await using var bot = await OnSlack.StartAsync(("Jobs__Engine", "hangfire"), ("Jobs__DashboardPassword", Password));
        using var client = Admin(bot.Server.Address);
        await bot.OpenAsync("Checkout declines cards sev1");

        var scheduled = await ShownAsync(client, Page + "/jobs/scheduled", "WakeCall");
        Assert.DoesNotContain("Checkout", scheduled, StringComparison.Ordinal);
        var home = await client.GetStringAsync(Page, Cancellation);
        Assert.Contains("href=\"/jobs/hangfire/jobs/enqueued\"", home, StringComparison.Ordinal);
        using var unproved = await client.PostAsync(
            Page + "/jobs/scheduled/delete",
            new FormUrlEncodedContent([new("jobs[]", "1")]),
            Cancellation
        );
        Assert.Equal(HttpStatusCode.Forbidden, unproved.StatusCode);
    }

    private static void Require()
    {
        if (ChatSdks.Missing(ChatSdks.Hangfire) is { } missing)
        {
            Assert.Skip(missing);
        }
    }

    private static Task<RunningServer> StartAsync(params (string Name, string Value)[] settings)
    {
        Require();
        return RunningServer.StartAsync(null, [("Jobs__Engine", "hangfire"), .. settings]);
    }

    private static HttpClient Admin(string address)
    {
        var client = new HttpClient { BaseAddress = new Uri(address) };
        var pair = Convert.ToBase64String(Encoding.UTF8.GetBytes("admin:" + Password));
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", pair);
        return client;
    }

    // It is written after the commit, by a queue of its own.
    private static async Task<string> ShownAsync(HttpClient client, string path, string words)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(TimeSpan.FromMinutes(2));
        while (true)
        {
            using var response = await client.GetAsync(path, patience.Token);
            var page = await response.Content.ReadAsStringAsync(patience.Token);
            if (page.Contains(words, StringComparison.Ordinal))
            {
                return page;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, patience.Token);
        }
    }
}
