using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IncidentBot.Testing.Slack;

/// <summary>One Socket Mode connection: it says hello, hands over envelopes and waits for each to be acknowledged on itself.</summary>
public sealed class SlackSocket
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);
    private readonly FakeSlack _slack;
    private readonly WebSocket _socket;
    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<string, Waiting> _waiting = new(StringComparer.Ordinal);
    private Task _lastWrite = Task.CompletedTask;
    private int _delivered;

    internal SlackSocket(FakeSlack slack, WebSocket socket)
    {
        _slack = slack;
        _socket = socket;
    }

    /// <summary>How many envelopes went through this connection.</summary>
    public int Delivered => _delivered;

    public bool IsOpen => _socket.State == WebSocketState.Open;

    /// <summary>Says why the connection ends, and ends it when the app has had its time to open another.</summary>
    public async Task DisconnectAsync(string reason)
    {
        await WriteAsync(
            new JsonObject
            {
                ["type"] = "disconnect",
                ["reason"] = reason,
                ["debug_info"] = new JsonObject { ["host"] = "fake" },
            }
        );
        if (reason is "warning" or "refresh_requested")
        {
            // The time runs from now on, not from when the background is reached.
            var grace = Task.Delay(Grace, _slack.Options.Time, _slack.Stopping);
            _slack.RunInBackground(() => CloseLaterAsync(grace));
        }
        else
        {
            await CloseAsync();
        }
    }

    /// <summary>Cuts the connection without a word.</summary>
    public void Drop() => _socket.Abort();

    internal Task HelloAsync(int connections) =>
        WriteAsync(
            new JsonObject
            {
                ["type"] = "hello",
                ["num_connections"] = connections,
                ["debug_info"] = new JsonObject
                {
                    ["host"] = "fake",
                    ["build_number"] = 1,
                    ["approximate_connection_time"] = 18060,
                },
                ["connection_info"] = new JsonObject { ["app_id"] = _slack.Options.AppId },
            }
        );

    internal async Task<SlackReply> SendAsync(SlackPayload payload)
    {
        var id = Guid.CreateVersion7(_slack.Options.Time.GetUtcNow()).ToString();
        var waiting = _waiting[id] = new Waiting(payload.AcceptsAnswer);
        try
        {
            using var deadline = new CancellationTokenSource(SlackDoor.Deadline, _slack.Options.Time);
            await using var _ = deadline.Token.Register(() =>
                waiting.Answer.TrySetResult(new SlackReply(0, "") { TimedOut = true, Error = "operation_timeout" })
            );
            await WriteAsync(Envelope(id, payload));
            Interlocked.Increment(ref _delivered);
            return await waiting.Answer.Task;
        }
        catch (WebSocketException)
        {
            return new SlackReply(0, "") { Error = "dispatch_failed" };
        }
    }

    internal async Task ListenAsync()
    {
        try
        {
            while (await ReadAsync() is { } text)
            {
                Acknowledge(text);
            }

            await CloseAsync();
        }
        catch (Exception error) when (error is WebSocketException or OperationCanceledException or IOException)
        {
            // The connection broke; whoever waits for an answer is told below.
        }
    }

    internal void Forget()
    {
        foreach (var waiting in _waiting.Values)
        {
            waiting.Answer.TrySetResult(new SlackReply(0, "") { Error = "dispatch_failed" });
        }
    }

    private static JsonObject Envelope(string id, SlackPayload payload)
    {
        var envelope = new JsonObject
        {
            ["envelope_id"] = id,
            ["type"] = payload.EnvelopeType,
            ["payload"] = payload.Json.DeepClone(),
            ["accepts_response_payload"] = payload.AcceptsAnswer,
        };
        if (payload.Kind == SlackPayloadKind.Event)
        {
            envelope["retry_attempt"] = payload.Retry;
            envelope["retry_reason"] = payload.RetryReason ?? "";
        }

        return envelope;
    }

    private void Acknowledge(string text)
    {
        JsonNode? json = null;
        try
        {
            json = JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            _slack.Violations.Add("a Socket Mode message was not JSON");
        }

        if (SlackBlocks.Text(json, "envelope_id") is not { } id || !_waiting.TryRemove(id, out var waiting))
        {
            _slack.Violations.Add($"acknowledged an envelope that did not come through this connection: {text}");
            return;
        }

        var payload = json?["payload"] as JsonObject;
        var hasAnswer = payload is { Count: > 0 };
        if (hasAnswer && !waiting.AcceptsAnswer)
        {
            _slack.Violations.Add($"answered an envelope that accepts no answer: {text}");
        }

        if (!waiting.Answer.TrySetResult(new SlackReply(200, hasAnswer && waiting.AcceptsAnswer ? payload!.ToJsonString() : "")))
        {
            _slack.Violations.Add($"acknowledged after the deadline: {id}");
        }
    }

    private async Task<string?> ReadAsync()
    {
        using var whole = new MemoryStream();
        var buffer = new byte[8192];
        while (true)
        {
            var part = await _socket.ReceiveAsync(buffer.AsMemory(), _slack.Stopping);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            await whole.WriteAsync(buffer.AsMemory(0, part.Count));
            if (part.EndOfMessage)
            {
                return Encoding.UTF8.GetString(whole.ToArray());
            }
        }
    }

    private Task WriteAsync(JsonObject json)
    {
        var bytes = Encoding.UTF8.GetBytes(json.ToJsonString());
        lock (_lock)
        {
            return _lastWrite = WriteAfterAsync(_lastWrite, bytes);
        }
    }

    // A socket takes one message at a time.
    private async Task WriteAfterAsync(Task previous, byte[] bytes)
    {
        await previous.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _socket.SendAsync(bytes, WebSocketMessageType.Text, endOfMessage: true, _slack.Stopping);
    }

    private async Task CloseLaterAsync(Task grace)
    {
        await grace;
        await CloseAsync();
    }

    private async Task CloseAsync()
    {
        if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
        {
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, statusDescription: null, _slack.Stopping);
        }
    }

    private sealed record Waiting(bool AcceptsAnswer)
    {
        public TaskCompletionSource<SlackReply> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
