using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.AI;

namespace IncidentBot.Server.Wording;

/// <summary>A language model behind <c>/chat/completions</c>, as OpenAI, Azure, Ollama, vLLM and llama.cpp serve it.</summary>
/// <remarks>No answer is trusted: what is too long, no success or no JSON is an exception, and no redirection takes the key elsewhere.</remarks>
internal sealed class CompletionsClient(Uri endpoint, string model, string? key) : IChatClient
{
    private const string Path = "/chat/completions";
    private const int LongestAnswer = 256 * 1024;

    // The caller says how long it waits.
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private readonly Uri _address = new(
        endpoint.AbsoluteUri.TrimEnd('/') is var url && url.EndsWith(Path, StringComparison.Ordinal) ? url : url + Path
    );

    /// <inheritdoc />
    /// <exception cref="HttpRequestException">There is no answer, or it is no success.</exception>
    /// <exception cref="InvalidDataException">The answer is too long, or says nothing.</exception>
    /// <exception cref="JsonException">The answer is no JSON, or ends before its end.</exception>
    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        var asked = new Asked(
            options?.ModelId ?? model,
            [.. messages.Select(message => new Message(message.Role.Value, message.Text))],
            options?.Temperature,
            options?.MaxOutputTokens
        );
        using var request = new HttpRequestMessage(HttpMethod.Post, _address)
        {
            Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(asked, CompletionsJson.Default.Asked))
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
            },
        };
        request.Headers.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        response.EnsureSuccessStatusCode();
        var answered = JsonSerializer.Deserialize((await BodyAsync(response, cancellationToken)).Span, CompletionsJson.Default.Answered);
        return answered?.Choices is [{ Message.Content: { } content } choice, ..]
            ? new ChatResponse(new ChatMessage(ChatRole.Assistant, content))
            {
                FinishReason = choice.FinishReason is { Length: > 0 } reason ? new ChatFinishReason(reason) : null,
            }
            : throw new InvalidDataException("The answer says nothing.");
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        foreach (var update in (await GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates())
        {
            yield return update;
        }
    }

    /// <inheritdoc />
    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    // Whatever length the other side names, only so much is ever held.
    private static async Task<ReadOnlyMemory<byte>> BodyAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
        var bytes = new byte[LongestAnswer + 1];
        var length = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellation);
        return length <= LongestAnswer
            ? bytes.AsMemory(0, length)
            : throw new InvalidDataException($"The answer has more than {LongestAnswer / 1024} KiB.");
    }

    internal sealed record Asked(string Model, IReadOnlyList<Message> Messages, float? Temperature, int? MaxTokens);

    internal sealed record Message(string Role, string? Content);

    internal sealed record Answered(IReadOnlyList<Choice?>? Choices);

    internal sealed record Choice(Message? Message, string? FinishReason);
}

/// <summary>What the source generator writes for <see cref="CompletionsClient"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(CompletionsClient.Asked))]
[JsonSerializable(typeof(CompletionsClient.Answered))]
internal sealed partial class CompletionsJson : JsonSerializerContext;
