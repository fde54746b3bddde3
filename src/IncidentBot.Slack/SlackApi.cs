using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using IncidentBot.Chat;
using IncidentBot.Slack.Incoming;
using IncidentBot.Slack.Outgoing;
using NodaTime;

namespace IncidentBot.Slack;

/// <summary>Calls of Slack's Web API: what Slack understood comes back as an answer, what got no clear answer is a failure.</summary>
internal sealed class SlackApi(HttpClient http, SlackOptions options, SlackPacer pacer, TimeProvider time)
{
    // Slack itself gives up after some seconds; a delivery that hangs longer holds up its conversation.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly MediaTypeHeaderValue JsonType = new("application/json") { CharSet = "utf-8" };

    /// <summary>A call that changes something: its arguments as JSON.</summary>
    /// <param name="method">Slack's name of it.</param>
    /// <param name="arguments">Writes the arguments into an open object.</param>
    /// <param name="cancellation">Ends the call; its outcome is then unknown.</param>
    /// <param name="channel">The channel whose pace it is to keep, where it posts.</param>
    /// <exception cref="DeliveryFailedException">No clear answer: it may have been done.</exception>
    public Task<SlackAnswer> WriteAsync(
        string method,
        Action<Utf8JsonWriter> arguments,
        CancellationToken cancellation,
        string? channel = null
    ) => CallAsync(method, Json(arguments), options.BotToken, channel, cancellation);

    /// <summary>A call that looks something up: its arguments as a form, for such methods know no JSON.</summary>
    /// <exception cref="DeliveryFailedException">No clear answer.</exception>
    public Task<SlackAnswer> ReadAsync(
        string method,
        CancellationToken cancellation,
        params ReadOnlySpan<(string Name, string Value)> arguments
    )
    {
        var form = new List<KeyValuePair<string, string>>(arguments.Length);
        foreach (var (name, value) in arguments)
        {
            form.Add(new(name, value));
        }

        return CallAsync(method, new FormUrlEncodedContent(form), options.BotToken, null, cancellation);
    }

    /// <summary>Enters a public channel, so that the bot may read and write there; one it may not enter stays closed to it.</summary>
    /// <exception cref="DeliveryFailedException">No clear answer.</exception>
    public Task<SlackAnswer> JoinAsync(string channel, CancellationToken cancellation) =>
        WriteAsync("conversations.join", json => json.WriteString("channel"u8, channel), cancellation);

    /// <summary>Asks where to connect for Socket Mode.</summary>
    /// <exception cref="DeliveryFailedException">No clear answer.</exception>
    public Task<SlackAnswer> ConnectAsync(CancellationToken cancellation) =>
        CallAsync("apps.connections.open", new FormUrlEncodedContent([]), options.AppToken, null, cancellation);

    /// <summary>Sends the bytes of a file to where Slack wants them.</summary>
    /// <exception cref="DeliveryFailedException">They did not arrive.</exception>
    public async Task UploadAsync(string address, byte[] content, CancellationToken cancellation)
    {
        using var response = await SendAsync(
            "the upload",
            new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(content) },
            cancellation
        );
        if (!response.IsSuccessStatusCode)
        {
            throw Unclear("the upload", $"HTTP {(int)response.StatusCode}", null);
        }
    }

    /// <summary>Answers through the address that came with a command or a press. Only Slack's own hosts are written to.</summary>
    /// <exception cref="DeliveryFailedException">It was not taken.</exception>
    public async Task RespondAsync(string responseUrl, Action<Utf8JsonWriter> message, CancellationToken cancellation)
    {
        if (!IsSlacks(responseUrl))
        {
            throw new DeliveryFailedException(DeliveryFailure.Rejected, "The address to answer to is not Slack's.", isPermanent: true);
        }

        using var response = await SendAsync(
            "the answer",
            new HttpRequestMessage(HttpMethod.Post, responseUrl) { Content = Json(message) },
            cancellation
        );
        if (!response.IsSuccessStatusCode)
        {
            throw new DeliveryFailedException(
                DeliveryFailure.Rejected,
                $"Slack refused the answer: HTTP {(int)response.StatusCode}.",
                isPermanent: true
            );
        }
    }

    private bool IsSlacks(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && (
            (uri.Scheme == "https" && uri.Host is "hooks.slack.com" or "hooks.slack-gov.com")
            || (options.ApiUrl != SlackOptions.RealApi && uri.Authority == new Uri(options.ApiUrl).Authority)
        );

    private async Task<SlackAnswer> CallAsync(
        string method,
        HttpContent content,
        string token,
        string? channel,
        CancellationToken cancellation
    )
    {
        await pacer.WaitAsync(method, channel, cancellation);
        var request = new HttpRequestMessage(HttpMethod.Post, options.ApiUrl + method) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await SendAsync(method, request, cancellation);
        if (response.StatusCode == HttpStatusCode.TooManyRequests)
        {
            var pause = response.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(30);
            pacer.Close(method, channel, pause);
            throw new DeliveryFailedException(
                DeliveryFailure.RateLimited,
                $"Slack wants {method} left alone for {(int)pause.TotalSeconds} s.",
                isPermanent: false,
                Duration.FromTimeSpan(pause)
            );
        }

        var answer = await ReadAnswerAsync(method, response, cancellation);
        if (answer is { Ok: false, Error: "ratelimited" })
        {
            throw SlackErrors.Failure(answer);
        }

        return answer;
    }

    private async Task<SlackAnswer> ReadAnswerAsync(string method, HttpResponseMessage response, CancellationToken cancellation)
    {
        try
        {
            using var patience = Timeout(cancellation, out var either);
            using (either)
            {
                using var document = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(either.Token));
                return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("ok", out _)
                    ? new SlackAnswer(method, document.RootElement.Clone())
                    {
                        Scopes = response.Headers.TryGetValues("x-oauth-scopes", out var scopes) ? string.Join(',', scopes) : "",
                        Date = response.Headers.Date,
                    }
                    : throw Unclear(method, $"HTTP {(int)response.StatusCode}", null);
            }
        }
        catch (Exception broken) when (broken is JsonException or HttpRequestException or IOException)
        {
            throw Unclear(method, $"HTTP {(int)response.StatusCode} and no answer that can be read", broken);
        }
        catch (OperationCanceledException late) when (!cancellation.IsCancellationRequested)
        {
            throw Unclear(method, "no answer in time", late);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(string what, HttpRequestMessage request, CancellationToken cancellation)
    {
        try
        {
            using var patience = Timeout(cancellation, out var either);
            using (either)
            using (request)
            {
                return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            }
        }
        catch (HttpRequestException broken)
        {
            throw Unclear(what, "the connection failed", broken);
        }
        catch (OperationCanceledException late) when (!cancellation.IsCancellationRequested)
        {
            throw Unclear(what, "no answer in time", late);
        }
    }

    private CancellationTokenSource Timeout(CancellationToken cancellation, out CancellationTokenSource either)
    {
        var patience = new CancellationTokenSource(Patience, time);
        either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        return patience;
    }

    // What may be in the inner exception is for the log; the sentence names no address and no token.
    private static DeliveryFailedException Unclear(string what, string how, Exception? inner) =>
        new(
            how.StartsWith("HTTP 5", StringComparison.Ordinal) ? DeliveryFailure.PlatformError : DeliveryFailure.Unreachable,
            $"Slack could not be reached for {what}: {how}.",
            isPermanent: false,
            inner: inner
        );

    private static ByteArrayContent Json(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, SlackResponse.Relaxed))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return new ByteArrayContent(buffer.WrittenSpan.ToArray()) { Headers = { ContentType = JsonType } };
    }
}
