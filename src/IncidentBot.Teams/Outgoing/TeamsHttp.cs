using System.Buffers;
using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using System.Text.Json;
using IncidentBot.Chat;
using NodaTime;

namespace IncidentBot.Teams.Outgoing;

/// <summary>Calls with the bot's token: what was understood comes back as an answer, what got no clear answer is a failure.</summary>
internal sealed class TeamsHttp(HttpClient http, TeamsTokens tokens, TimeProvider time)
{
    // A delivery that hangs longer holds up its conversation.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan UsualPause = TimeSpan.FromSeconds(10);
    private const string JsonType = "application/json";

    /// <summary>Text goes to Teams, not into a page; the fewer escapes the shorter.</summary>
    public static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Makes a call; a token that is not taken is got anew once.</summary>
    /// <param name="call">The call in words, for sentences.</param>
    /// <param name="method">The method of HTTP.</param>
    /// <param name="address">The whole address.</param>
    /// <param name="scope">What the token is for.</param>
    /// <param name="body">Writes the members of the body into an open object; null for none.</param>
    /// <param name="cancellation">Ends the call; its outcome is then unknown.</param>
    /// <exception cref="DeliveryFailedException">No clear answer: it may have been done.</exception>
    public Task<TeamsAnswer> CallAsync(
        string call,
        HttpMethod method,
        string address,
        string scope,
        Action<Utf8JsonWriter>? body,
        CancellationToken cancellation
    ) => SendAsync(call, method, address, scope, body is null ? null : Written(body), JsonType, cancellation);

    /// <summary>The same with a body of any kind.</summary>
    /// <exception cref="DeliveryFailedException">No clear answer: it may have been done.</exception>
    public async Task<TeamsAnswer> SendAsync(
        string call,
        HttpMethod method,
        string address,
        string scope,
        byte[]? content,
        string type,
        CancellationToken cancellation
    )
    {
        var answer = await TryAsync(call, method, address, scope, content, type, anew: false, cancellation);
        return answer.Status == 401 ? await TryAsync(call, method, address, scope, content, type, anew: true, cancellation) : answer;
    }

    private async Task<TeamsAnswer> TryAsync(
        string call,
        HttpMethod method,
        string address,
        string scope,
        byte[]? content,
        string type,
        bool anew,
        CancellationToken cancellation
    )
    {
        using var request = new HttpRequestMessage(method, address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await tokens.GetAsync(scope, anew, cancellation));
        if (content is not null)
        {
            request.Content = new ByteArrayContent(content)
            {
                Headers = { ContentType = new MediaTypeHeaderValue(type) { CharSet = "utf-8" } },
            };
        }

        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            using var response = await http.SendAsync(request, either.Token);
            return await ReadAsync(call, response, either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw Unclear(call, $"no answer within {(int)Patience.TotalSeconds} s", null);
        }
        catch (HttpRequestException broken)
        {
            throw Unclear(call, "the connection broke", broken);
        }
    }

    private static async Task<TeamsAnswer> ReadAsync(string call, HttpResponseMessage response, CancellationToken cancellation)
    {
        if ((int)response.StatusCode == 429)
        {
            var pause = response.Headers.RetryAfter?.Delta ?? UsualPause;
            throw new DeliveryFailedException(
                DeliveryFailure.RateLimited,
                $"Teams wants to be left alone for {(int)pause.TotalSeconds} s with {call}.",
                isPermanent: false,
                Duration.FromTimeSpan(pause)
            );
        }

        var bytes = await response.Content.ReadAsByteArrayAsync(cancellation);
        try
        {
            return new TeamsAnswer(call, (int)response.StatusCode, bytes.Length == 0 ? default : JsonElement.Parse(bytes));
        }
        catch (JsonException broken) when (response.IsSuccessStatusCode)
        {
            throw Unclear(call, "the answer is no JSON", broken);
        }
        catch (JsonException)
        {
            return new TeamsAnswer(call, (int)response.StatusCode, default);
        }
    }

    private static byte[] Written(Action<Utf8JsonWriter> body)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using var json = new Utf8JsonWriter(buffer, Relaxed);
        json.WriteStartObject();
        body(json);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static DeliveryFailedException Unclear(string call, string what, Exception? inner) =>
        new(DeliveryFailure.Unreachable, $"Teams gave no clear answer to {call}: {what}.", isPermanent: false, inner: inner);
}
