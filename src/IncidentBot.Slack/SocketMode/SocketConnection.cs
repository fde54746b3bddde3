using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json;
using IncidentBot.Slack.Incoming;

namespace IncidentBot.Slack.SocketMode;

/// <summary>One Socket Mode connection: hears envelopes, and acknowledges each on itself when it is dealt with.</summary>
internal sealed class SocketConnection : IAsyncDisposable
{
    // Slack pings; where nothing comes back to our own pings either, the other end is dead.
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PongWithin = TimeSpan.FromSeconds(20);
    private const int LargestEnvelope = 4 * 1024 * 1024;

    private readonly ClientWebSocket _socket = new();
    private readonly EnvelopeDoor _door;
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly TaskCompletionSource _hello = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<Farewell> _farewell = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SocketConnection(EnvelopeDoor door)
    {
        _door = door;
        _socket.Options.KeepAliveInterval = PingEvery;
        _socket.Options.KeepAliveTimeout = PongWithin;
    }

    /// <summary>Done when it is of no more use; it may still hear for a while.</summary>
    public Task<Farewell> Farewell => _farewell.Task;

    /// <summary>Done when nothing more comes.</summary>
    public Task Closed { get; private set; } = Task.CompletedTask;

    /// <summary>Connects, and waits until Slack says hello.</summary>
    public async Task OpenAsync(Uri address, TimeProvider time, CancellationToken stopping)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stopping);
        await _socket.ConnectAsync(address, either.Token);
        Closed = ListenAsync(stopping);
        var first = await Task.WhenAny(_hello.Task, _farewell.Task).WaitAsync(either.Token);
        if (first == _farewell.Task && !_hello.Task.IsCompleted && await _farewell.Task == SocketMode.Farewell.Lost)
        {
            throw new WebSocketException("Slack closed the connection before it said hello.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        await Closed;
        _socket.Dispose();
        _sending.Dispose();
    }

    private async Task ListenAsync(CancellationToken stopping)
    {
        var underWay = new List<Task>();
        try
        {
            while (await ReceiveAsync(stopping) is { } message)
            {
                underWay.RemoveAll(task => task.IsCompleted);
                if (Understood(message) is { } envelope)
                {
                    underWay.Add(HandleAsync(envelope, stopping));
                }
            }
        }
        catch (Exception)
        {
            // However it broke, it is of no more use; whoever waits for that is told below.
        }

        _farewell.TrySetResult(SocketMode.Farewell.Lost);
        await Task.WhenAll(underWay);
    }

    // What makes no sense is no reason to hang up on what follows.
    private JsonElement? Understood(ReadOnlyMemory<byte> message)
    {
        try
        {
            return Understand(message);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private JsonElement? Understand(ReadOnlyMemory<byte> message)
    {
        using var document = JsonDocument.Parse(message);
        var json = document.RootElement;
        switch (json.Text("type"))
        {
            case "hello":
                _hello.TrySetResult();
                return null;
            case "disconnect":
                _farewell.TrySetResult(
                    json.Text("reason") switch
                    {
                        "link_disabled" => SocketMode.Farewell.Disabled,
                        "too_many_websockets" => SocketMode.Farewell.TooMany,
                        _ => SocketMode.Farewell.Refresh,
                    }
                );
                return null;
            default:
                return json.Text("envelope_id").Length > 0 ? json.Clone() : null;
        }
    }

    private async Task HandleAsync(JsonElement envelope, CancellationToken stopping)
    {
        try
        {
            // What is not on the disk is not acknowledged: Slack brings it again, by whichever connection.
            if (await _door.HandleAsync(envelope, stopping) is { } answer)
            {
                await AcknowledgeAsync(envelope, answer, stopping);
            }
        }
        catch (Exception)
        {
            // The connection went meanwhile. What was recorded stays recorded, and its repetition is known.
        }
    }

    private async Task AcknowledgeAsync(JsonElement envelope, SlackResponse answer, CancellationToken stopping)
    {
        var acknowledgement = Acknowledgement.Of(envelope, answer);
        await _sending.WaitAsync(stopping);
        try
        {
            await _socket.SendAsync(acknowledgement, WebSocketMessageType.Text, endOfMessage: true, stopping);
        }
        finally
        {
            _sending.Release();
        }
    }

    private async Task<ReadOnlyMemory<byte>?> ReceiveAsync(CancellationToken stopping)
    {
        var whole = new ArrayBufferWriter<byte>(8192);
        while (true)
        {
            var part = await _socket.ReceiveAsync(whole.GetMemory(4096), stopping);
            if (part.MessageType == WebSocketMessageType.Close || whole.WrittenCount > LargestEnvelope)
            {
                return null;
            }

            whole.Advance(part.Count);
            if (part.EndOfMessage)
            {
                return whole.WrittenMemory;
            }
        }
    }
}
