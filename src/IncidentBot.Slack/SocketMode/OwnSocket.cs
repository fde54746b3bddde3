using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json;
using IncidentBot.Slack.Incoming;
using IncidentBot.Slack.Outgoing;

namespace IncidentBot.Slack.SocketMode;

/// <summary>The bot's own socket.</summary>
internal sealed class OwnSocket : ISlackSocket
{
    /// <summary>Slack pings; where nothing comes back to our own pings either, the other end is dead.</summary>
    public static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(10);

    /// <summary>How long it has for an answer.</summary>
    public static readonly TimeSpan PongWithin = TimeSpan.FromSeconds(20);

    private const int LargestEnvelope = 4 * 1024 * 1024;

    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _sending = new(1, 1);

    public OwnSocket()
    {
        _socket.Options.KeepAliveInterval = PingEvery;
        _socket.Options.KeepAliveTimeout = PongWithin;
    }

    /// <inheritdoc />
    public Task Closed { get; private set; } = Task.CompletedTask;

    /// <inheritdoc />
    public async Task OpenAsync(Uri address, Action<ReadOnlyMemory<byte>> hear, CancellationToken cancellation, CancellationToken stopping)
    {
        await _socket.ConnectAsync(address, cancellation);
        Closed = ListenAsync(hear, stopping);
    }

    /// <inheritdoc />
    public async Task AcknowledgeAsync(JsonElement envelope, SlackResponse answer, CancellationToken cancellation)
    {
        var acknowledgement = Acknowledgement.Of(envelope, answer);
        await _sending.WaitAsync(cancellation);
        try
        {
            await _socket.SendAsync(acknowledgement, WebSocketMessageType.Text, endOfMessage: true, cancellation);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        await Closed;
        _socket.Dispose();
        _sending.Dispose();
    }

    private async Task ListenAsync(Action<ReadOnlyMemory<byte>> hear, CancellationToken stopping)
    {
        try
        {
            while (await ReceiveAsync(stopping) is { } message)
            {
                hear(message);
            }
        }
        catch (Exception)
        {
            // However it broke, it is of no more use; whoever waits for that sees it closed.
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
