using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using IncidentBot.Slack.Incoming;
using IncidentBot.Slack.Outgoing;
using IncidentBot.Slack.SocketMode;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using SlackNet;
using SlackNet.SocketMode;
using SlackNet.WebApi;

namespace IncidentBot.Slack.SlackNet;

/// <summary>
/// One connection of SlackNet's client for Socket Mode. The bot keeps several and replaces one before it goes, which SlackNet does not do, so
/// each is a client of its own that is not let to connect twice.
/// </summary>
internal sealed class SlackNetSocket(SlackJsonSettings json) : ISlackSocket, IWebSocketFactory
{
    private readonly SemaphoreSlim _sending = new(1, 1);
    private CoreSocketModeClient? _client;
    private Task _closed = Task.CompletedTask;
    private CancellationTokenRegistration _stopping;
    private int _isOver;

    /// <inheritdoc />
    public Task Closed { get; private set; } = Task.CompletedTask;

    /// <inheritdoc />
    public async Task OpenAsync(Uri address, Action<ReadOnlyMemory<byte>> hear, CancellationToken cancellation, CancellationToken stopping)
    {
        var once = new SlackApiClient(new Ticket(address, json), Default.UrlBuilder(json), json, "");
        _client = new CoreSocketModeClient(once, this, json, Default.Scheduler, Default.Logger);
        _client.RawSocketMessages.Subscribe(raw => hear(Encoding.UTF8.GetBytes(raw.Message)), _ => { });
        try
        {
            await _client.Connect(new SocketModeConnectionOptions { NumberOfConnections = 1 }, cancellation);
        }
        catch (SlackException notAgain)
        {
            throw new WebSocketException("Slack could not be connected to.", notAgain);
        }

        Closed = _closed;
        _stopping = stopping.Register(End);
    }

    /// <inheritdoc />
    public async Task AcknowledgeAsync(JsonElement envelope, SlackResponse answer, CancellationToken cancellation)
    {
        var acknowledgement = JsonConvert.DeserializeObject<Acknowledgement<JObject>>(
            Encoding.UTF8.GetString(SocketMode.Acknowledgement.Of(envelope, answer).Span),
            json.SerializerSettings
        )!;
        await _sending.WaitAsync(cancellation);
        try
        {
            await _client!.Send(0, acknowledgement);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <inheritdoc />
    public IWebSocket Create(string uri)
    {
        var socket = new ClientWebSocket();
        socket.Options.KeepAliveInterval = OwnSocket.PingEvery;
        socket.Options.KeepAliveTimeout = OwnSocket.PongWithin;
        var wrapped = new WebSocketWrapper(socket, uri);
        _closed = wrapped.Closed;
        return wrapped;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _stopping.DisposeAsync();
        End();
        await Closed;
        _sending.Dispose();
    }

    // SlackNet does not bear to be disposed of twice.
    private void End()
    {
        if (Interlocked.Exchange(ref _isOver, 1) == 0)
        {
            _client?.Dispose();
        }
    }

    /// <summary>Tells SlackNet the address that Slack gave, once: asked again it is to connect anew, which is for the bot to do.</summary>
    private sealed class Ticket(Uri address, SlackJsonSettings json) : IHttp
    {
        private int _isUsed;

        public Task<T> Execute<T>(HttpRequestMessage requestMessage, CancellationToken cancellationToken = default) =>
            Interlocked.Exchange(ref _isUsed, 1) == 0
                ? Task.FromResult(
                    JsonConvert.DeserializeObject<T>(
                        new JObject { ["ok"] = true, ["url"] = address.ToString() }.ToString(),
                        json.SerializerSettings
                    )!
                )
                : Task.FromException<T>(new SlackException(new ErrorResponse { Error = "used" }));
    }
}
