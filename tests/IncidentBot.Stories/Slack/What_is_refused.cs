using System.Net;
using System.Text;
using IncidentBot.Testing.Slack;
using static IncidentBot.Stories.Slack.SlackHost;

namespace IncidentBot.Stories.Slack;

/// <summary>What strangers and slips send: refused as Slack expects it, told in the log without a secret, and nothing recorded.</summary>
public sealed class What_is_refused : IAsyncLifetime
{
    private const string Secret = "fake-signing-secret";
    private const string Before = "the one before";
    private const string Command =
        "token=x&channel_id=C1OPS&user_id=U1PRIYA&user_name=priya&command=%2Fincident&text=open+A+very+private+matter&response_url=&trigger_id=1.2.3";
    private const string Press =
        """{"type":"block_actions","user":{"id":"U1PRIYA"},"channel":{"id":"C1OPS"},"trigger_id":"1.2.4","actions":[{"value":"open A very private matter"}]}""";
    private const string Mention =
        """{"type":"event_callback","event_id":"Ev1","event":{"type":"app_mention","user":"U1PRIYA","channel":"C1OPS","text":"open A very private matter","ts":"1.1"}}""";

    private readonly HttpClient _http = new();
    private SlackHost _host = null!;

    public async ValueTask InitializeAsync() =>
        _host = await SlackHost.OverHttpAsync(settings => settings["Slack:PreviousSigningSecret"] = Before);

    public async ValueTask DisposeAsync()
    {
        // Whatever was tried: no secret and none of the words are in the log.
        Assert.All(
            _host.Log.Lines,
            line =>
            {
                Assert.DoesNotContain(Secret, line, StringComparison.Ordinal);
                Assert.DoesNotContain(Before, line, StringComparison.Ordinal);
                Assert.DoesNotContain(_host.Slack.Options.BotToken, line, StringComparison.Ordinal);
                Assert.DoesNotContain("private matter", line, StringComparison.Ordinal);
                Assert.DoesNotContain("v0=", line, StringComparison.Ordinal);
            }
        );
        await _host.DisposeAsync();
        _http.Dispose();
    }

    public static TheoryData<string, string> Genuine =>
        new()
        {
            { "commands", Command },
            { "interactions", "payload=" + Uri.EscapeDataString(Press) },
            { "events", Mention },
        };

    [Theory]
    [MemberData(nameof(Genuine))]
    public async Task Without_a_genuine_signature_nothing_is_done(string where, string body)
    {
        var now = Now;
        await IsRefusedAsync(401, "signing secret of the app", where, body, Signed("another secret", now, body));
        await IsRefusedAsync(401, "signing secret of the app", where, body, Signed(Secret, now, body + " "));
        await IsRefusedAsync(401, "signing secret of the app", where, body, ($"{now}", ""));
        await IsRefusedAsync(401, "signing secret of the app", where, body, ($"{now}", "v0=" + new string('z', 64)));
        await IsRefusedAsync(401, "301 s ago", where, body, Signed(Secret, now - 301, body));
        await IsRefusedAsync(401, "-301 s ago", where, body, Signed(Secret, now + 301, body));
        await IsRefusedAsync(401, "when it was signed", where, body, ("", SlackSignature.Sign(Secret, now, body)));
        await IsRefusedAsync(401, "when it was signed", where, body, ("soon", SlackSignature.Sign(Secret, now, body)));
        await IsRefusedAsync(401, "when it was signed", where, body, null);
        await NothingIsRecordedAsync();
    }

    [Theory]
    [MemberData(nameof(Genuine))]
    public async Task With_either_secret_it_is_done(string where, string body)
    {
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(where, Bytes(body), Signed(Before, Now, body))).StatusCode);
        Assert.NotNull(await _host.IncidentAsync(1));
        Assert.DoesNotContain(_host.Log.Lines, line => line.Contains("was refused", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task More_than_a_megabyte_is_refused_whether_it_says_its_length_or_not(bool chunked)
    {
        var body = Command + "&padding=" + new string('x', 1024 * 1024);
        HttpContent content = chunked ? new Chunked(Encoding.UTF8.GetBytes(body)) : Bytes(body);
        await IsRefusedAsync(413, "larger than a megabyte", "commands", content, Signed(Secret, Now, body));
        await NothingIsRecordedAsync();
    }

    [Fact]
    public async Task A_body_in_chunks_is_as_good_as_any_other()
    {
        var content = new Chunked(Encoding.UTF8.GetBytes(Command));
        Assert.Equal(HttpStatusCode.OK, (await SendAsync("commands", content, Signed(Secret, Now, Command))).StatusCode);
        Assert.NotNull(await _host.IncidentAsync(1));
    }

    [Theory]
    [InlineData("commands", Mention)]
    [InlineData("commands", "%%%=%&&&==&")]
    [InlineData("interactions", Mention)]
    [InlineData("interactions", Command)]
    [InlineData("interactions", "payload=%FF%FE")]
    [InlineData("interactions", "payload={\"type\":\"block_actions\"}")]
    [InlineData("events", Command)]
    [InlineData("events", "{\"type\":7}")]
    [InlineData("events", "{\"type\":\"event_callback\"")]
    [InlineData("events", "null")]
    [InlineData("events", "\u0000")]
    public async Task What_is_not_sent_there_is_refused(string where, string body)
    {
        await IsRefusedAsync(400, "", where, body, Signed(Secret, Now, body));
        await NothingIsRecordedAsync();
    }

    [Fact]
    public async Task So_is_what_nests_without_an_end()
    {
        var body = string.Concat(Enumerable.Repeat("[", 100_000));
        await IsRefusedAsync(400, "no JSON", "events", body, Signed(Secret, Now, body));
    }

    [Theory]
    [InlineData("interactions", """{"type":"block_actions","user":{"id":"U1PRIYA"},"actions":[{"action_id":"of_another_app"}]}""")]
    [InlineData("interactions", """{"type":"block_actions","user":{"id":"U1PRIYA"},"actions":[]}""")]
    [InlineData(
        "interactions",
        """{"type":"view_submission","user":{"id":"U1PRIYA"},"view":{"callback_id":"unknown","private_metadata":"{"}}"""
    )]
    [InlineData("interactions", """{"type":"shortcut","callback_id":"unknown","user":{"id":"U1PRIYA"}}""")]
    [InlineData("interactions", """{"type":"message_action","callback_id":"unknown","user":{"id":"U1PRIYA"}}""")]
    [InlineData("interactions", """{"type":"of_next_year","user":{"id":"U1PRIYA"}}""")]
    [InlineData("events", """{"type":"of_next_year"}""")]
    [InlineData("events", """{"type":"event_callback","event_id":"Ev2","event":{"type":"of_next_year"}}""")]
    [InlineData(
        "events",
        """{"type":"event_callback","event_id":"Ev3","event":{"type":"reaction_added","reaction":"pushpin","item":null}}"""
    )]
    [InlineData(
        "events",
        """{"type":"event_callback","event_id":"Ev4","event":{"type":"reaction_added","reaction":"\ud800","user":"\ud800"}}"""
    )]
    [InlineData("events", """{"type":"event_callback","event_id":"Ev5","event":[]}""")]
    [InlineData("events", """{"type":"app_rate_limited","minute_rate_limited":1}""")]
    public async Task What_the_bot_does_not_know_is_thanked_for_and_left(string where, string payload)
    {
        var body = where == "events" ? payload : "payload=" + Uri.EscapeDataString(payload);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(where, Bytes(body), Signed(Secret, Now, body))).StatusCode);
        await NothingIsRecordedAsync();
    }

    [Fact]
    public async Task An_incident_that_is_over_takes_no_press_and_says_why()
    {
        var channel = await _host.OpenAsync();
        var header = channel.Find(channel.PinnedTs[0])!;
        await _host.TypesAsync(Priya, "resolved It came back", channel.Id);
        await _host.TypesAsync(Priya, "close", channel.Id);
        await _host.SettleAsync();
        var entries = (await _host.IncidentAsync(1)).Entries.Count;

        // The header as somebody still sees it whose Slack is slow.
        var pressed = await _host.Slack.As(Marek).Press("Mitigated", header);
        await _host.SettleAsync();
        var sent = await _host.Slack.As(Marek).Submit(("What is the temporary fix?", "Rolled back"));

        Assert.Equal((200, 200), (pressed.Status, sent.Status));
        Assert.Contains("closed", Assert.Single(sent.Errors).Value, StringComparison.Ordinal);
        Assert.Equal(entries, (await _host.IncidentAsync(1)).Entries.Count);
    }

    [Fact]
    public async Task A_private_incident_is_not_there_for_whoever_is_not_in_it()
    {
        await _host.OpenAsync("A very private matter sev2 private");
        var entries = (await _host.IncidentAsync(1)).Entries.Count;

        foreach (var words in new[] { "INC-1 note I was here", "INC-1 show", "INC-1 join", "INC-1 close", "INC-1 postmortem", "list all" })
        {
            var reply = await _host.TypesAsync(Ana, words);
            Assert.Equal(200, reply.Status);
            Assert.False(reply.IsInChannel);
            Assert.DoesNotContain("private matter", reply.ReadableText, StringComparison.Ordinal);
        }

        Assert.Equal(entries, (await _host.IncidentAsync(1)).Entries.Count);
    }

    private long Now => _host.Time.GetUtcNow().ToUnixTimeSeconds();

    private static (string Timestamp, string Signature) Signed(string secret, long at, string body) =>
        ($"{at}", SlackSignature.Sign(secret, at, body));

    private static ByteArrayContent Bytes(string body) => new(Encoding.UTF8.GetBytes(body));

    private Task IsRefusedAsync(int status, string because, string where, string body, (string Timestamp, string Signature)? proof) =>
        IsRefusedAsync(status, because, where, Bytes(body), proof);

    private async Task IsRefusedAsync(
        int status,
        string because,
        string where,
        HttpContent content,
        (string Timestamp, string Signature)? proof
    )
    {
        var logged = _host.Log.Lines.Count(IsRefusal);
        var response = await SendAsync(where, content, proof);
        Assert.Equal(
            (status, ""),
            ((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))
        );
        var refusals = _host.Log.Lines.Where(IsRefusal).ToList();
        Assert.Equal(logged + 1, refusals.Count);
        Assert.StartsWith("Warning ", refusals[^1], StringComparison.Ordinal);
        Assert.Contains($"/slack/{where} was refused ({status})", refusals[^1], StringComparison.Ordinal);
        Assert.Contains(because, refusals[^1], StringComparison.Ordinal);
    }

    private static bool IsRefusal(string line) => line.Contains("was refused (", StringComparison.Ordinal);

    private async Task NothingIsRecordedAsync()
    {
        await _host.SettleAsync();
        Assert.Null(await _host.Bot.Store.FindAsync(new(1), TestContext.Current.CancellationToken));
        Assert.Empty(_host.Slack.Calls());
    }

    private Task<HttpResponseMessage> SendAsync(string where, HttpContent content, (string Timestamp, string Signature)? proof)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_host.Slack.RequestUrls!.Commands, where)) { Content = content };
        if (proof is var (timestamp, signature))
        {
            request.Headers.Add("X-Slack-Request-Timestamp", timestamp);
            request.Headers.Add("X-Slack-Signature", signature);
        }

        return _http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>A body that does not say how long it is.</summary>
    private sealed class Chunked(byte[] body) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => stream.WriteAsync(body).AsTask();

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
