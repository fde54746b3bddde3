using System.Net;
using System.Text;
using IncidentBot.Testing.Slack;
using static IncidentBot.Stories.Slack.SlackHost;

namespace IncidentBot.Stories.Slack;

public sealed class Calling_over_HTTP : IAsyncLifetime
{
    private const string Command =
        "token=x&team_id=T0FAKE&channel_id=C1OPS&user_id=U1PRIYA&user_name=priya&command=%2Fincident&text=open+Checkout+down&response_url=&trigger_id=1.2.3";

    private readonly HttpClient _http = new();
    private SlackHost _host = null!;

    public async ValueTask InitializeAsync() =>
        _host = await SlackHost.OverHttpAsync(settings => settings["Slack:PreviousSigningSecret"] = "the one before");

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _http.Dispose();
    }

    [Theory]
    [InlineData("commands")]
    [InlineData("interactions")]
    [InlineData("events")]
    public async Task Who_cannot_prove_to_be_slack_is_sent_away(string where)
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(where, Command, secret: "another secret")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(where, Command, ago: 301)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(where, Command, ago: -301)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(where, Command, secret: null)).StatusCode);
        Assert.Null(await _host.Bot.Store.FindAsync(new(1), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("fake-signing-secret", 300)]
    [InlineData("fake-signing-secret", -300)]
    [InlineData("the one before", 0)]
    public async Task Who_can_is_heard(string secret, int ago)
    {
        Assert.Equal(HttpStatusCode.OK, (await SendAsync("commands", Command, secret, ago)).StatusCode);
        Assert.NotNull(await _host.IncidentAsync(1));
    }

    [Theory]
    [InlineData("commands", "")]
    [InlineData("commands", "command=%2Fincident&text=open+X")]
    [InlineData("interactions", "")]
    [InlineData("interactions", "payload=nonsense")]
    [InlineData("interactions", "payload=%7B%7D")]
    [InlineData("interactions", "payload=%5B1%5D")]
    [InlineData("events", "")]
    [InlineData("events", "{")]
    [InlineData("events", "[]")]
    [InlineData("events", "{}")]
    public async Task What_makes_no_sense_is_a_bad_request(string where, string body) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(where, body)).StatusCode);

    [Theory]
    [InlineData(1024 * 1024, HttpStatusCode.BadRequest)]
    [InlineData(1024 * 1024 + 1, HttpStatusCode.RequestEntityTooLarge)]
    public async Task A_megabyte_is_the_most(int size, HttpStatusCode status) =>
        Assert.Equal(status, (await SendAsync("events", new string(' ', size))).StatusCode);

    [Fact]
    public async Task A_look_at_the_certificate_does_nothing_whatever_else_it_says()
    {
        var reply = await SendAsync("commands", Command + "&ssl_check=1", secret: null);

        Assert.Equal(
            (HttpStatusCode.OK, ""),
            (reply.StatusCode, await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))
        );
        Assert.Equal(HttpStatusCode.OK, (await SendAsync("commands", Command + "&ssl_check=1")).StatusCode);
        Assert.Null(await _host.Bot.Store.FindAsync(new(1), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_address_proves_itself() =>
        Assert.Equal("sesame", (await _host.Slack.VerifyUrl("sesame")).Json!["challenge"]!.GetValue<string>());

    [Fact]
    public async Task A_command_that_comes_twice_is_answered_alike_and_recorded_once()
    {
        var first = await (await SendAsync("commands", Command)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var second = await (await SendAsync("commands", Command)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(first, second);
        Assert.Contains("INC-1", first, StringComparison.Ordinal);
        Assert.Null(await _host.Bot.Store.FindAsync(new(2), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Also_after_a_restart()
    {
        var first = await (await SendAsync("commands", Command)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        await _host.RestartAsync();
        var second = await (await SendAsync("commands", Command)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(first, second);
        Assert.Null(await _host.Bot.Store.FindAsync(new(2), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Who_speaks_is_called_what_slack_called_them_and_looked_up_afterwards()
    {
        await _host.TypesAsync(Priya, "open Checkout down");
        Assert.Empty(_host.Slack.Calls("users.info"));
        await _host.LookUpAsync();
        await _host.TypesAsync(Priya, "INC-1 note Somebody called");

        var entries = (await _host.IncidentAsync(1)).Entries;
        Assert.Equal(("priya", "Priya Raman"), (entries[0].By.Name, entries[^1].By.Name));
        Assert.Equal(entries[0].By.Id, entries[^1].By.Id);
    }

    [Fact]
    public async Task Whom_the_bot_has_met_speaks_in_their_own_name_and_zone()
    {
        await _host.MeetAsync();
        await _host.TypesAsync(Priya, "open Checkout down");

        var incident = await _host.IncidentAsync(1);
        Assert.Equal(("Priya Raman", "Europe/Berlin"), (incident.Entries[0].By.Name, incident.ZoneId));
    }

    [Fact]
    public async Task A_name_is_an_id_and_never_guessed()
    {
        await _host.TypesAsync(Priya, "open Checkout down");
        await _host.TypesAsync(Priya, "INC-1 role lead @mar");

        Assert.Null((await _host.IncidentAsync(1)).Commander?.Person);
    }

    private async Task<HttpResponseMessage> SendAsync(string where, string body, string? secret = "fake-signing-secret", int ago = 0)
    {
        var at = _host.Time.GetUtcNow().ToUnixTimeSeconds() - ago;
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_host.Slack.RequestUrls!.Commands, where))
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)),
        };
        if (secret is not null)
        {
            request.Headers.Add("X-Slack-Request-Timestamp", $"{at}");
            request.Headers.Add("X-Slack-Signature", SlackSignature.Sign(secret, at, body));
        }

        return await _http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
