using System.Buffers;
using System.Net.Http.Headers;
using System.Text.Json;
using IncidentBot.Chat;
using IncidentBot.Slack.Incoming;

namespace IncidentBot.Slack.Outgoing;

/// <summary>The line to Slack: requests out, answers in, with patience for so long and no longer.</summary>
internal sealed class SlackWire(HttpClient http, TimeProvider time)
{
    // Slack itself gives up after some seconds; a delivery that hangs longer holds up its conversation.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly MediaTypeHeaderValue JsonType = new("application/json") { CharSet = "utf-8" };

    /// <summary>What Slack says in a response.</summary>
    /// <exception cref="DeliveryFailedException">Nothing that can be read.</exception>
    public async Task<SlackAnswer> ReadAsync(string method, HttpResponseMessage response, CancellationToken cancellation)
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

    /// <summary>Sends a request and waits for the head of its response.</summary>
    /// <exception cref="DeliveryFailedException">None came.</exception>
    public async Task<HttpResponseMessage> SendAsync(string what, HttpRequestMessage request, CancellationToken cancellation)
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

    /// <summary>Nobody knows what became of it. What may be in the inner exception is for the log; the sentence names no address and no token.</summary>
    public static DeliveryFailedException Unclear(string what, string how, Exception? inner) =>
        new(
            how.StartsWith("HTTP 5", StringComparison.Ordinal) ? DeliveryFailure.PlatformError : DeliveryFailure.Unreachable,
            $"Slack could not be reached for {what}: {how}.",
            isPermanent: false,
            inner: inner
        );

    /// <summary>Arguments as JSON.</summary>
    public static ByteArrayContent Json(Action<Utf8JsonWriter> write)
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
