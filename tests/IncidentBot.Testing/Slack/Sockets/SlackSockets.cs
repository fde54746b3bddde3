using System.Net.WebSockets;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace IncidentBot.Testing.Slack;

/// <summary>The server side of Socket Mode: single-use addresses, up to ten connections, each envelope to exactly one of them.</summary>
public sealed class SlackSockets
{
    private static readonly TimeSpan TicketLife = TimeSpan.FromSeconds(30);
    private readonly FakeSlack _slack;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, DateTimeOffset> _tickets = new(StringComparer.Ordinal);
    private readonly List<SlackSocket> _open = [];
    private int _turn;

    internal SlackSockets(FakeSlack slack) => _slack = slack;

    public IReadOnlyList<SlackSocket> Open
    {
        get
        {
            lock (_lock)
            {
                return [.. _open];
            }
        }
    }

    /// <summary>How many connections were accepted since the start.</summary>
    public int Accepted { get; private set; }

    /// <summary>Done when so many connections are open at once.</summary>
    public Task WhenOpen(int count = 1) => _slack.Until(() => Open.Count >= count);

    /// <summary>Tells every connection to go: <c>warning</c> or <c>refresh_requested</c> leave ten seconds, <c>link_disabled</c> none.</summary>
    public async Task DisconnectAsync(string reason)
    {
        foreach (var socket in Open)
        {
            await socket.DisconnectAsync(reason);
        }
    }

    /// <summary>Cuts every connection without a word.</summary>
    public void Drop()
    {
        foreach (var socket in Open)
        {
            socket.Drop();
        }
    }

    internal Uri NewAddress()
    {
        var ticket = _slack.Workspace.NewId("ticket");
        lock (_lock)
        {
            _tickets[ticket] = _slack.Options.Time.GetUtcNow();
        }

        return new UriBuilder(_slack.Url)
        {
            Scheme = "ws",
            Path = "/link/",
            Query = $"ticket={ticket}&app_id={_slack.Options.AppId}",
        }.Uri;
    }

    internal async Task ServeAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest || !UseUp(context.Request.Query["ticket"].ToString()))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        using var webSocket = await context.WebSockets.AcceptWebSocketAsync(
            new WebSocketAcceptContext { KeepAliveInterval = _slack.Options.PingInterval, KeepAliveTimeout = TimeSpan.FromSeconds(30) }
        );
        var socket = new SlackSocket(_slack, webSocket);
        if (!Admit(socket))
        {
            await socket.DisconnectAsync("too_many_websockets");
            return;
        }

        try
        {
            await socket.HelloAsync(Open.Count);
            _slack.Changed();
            await socket.ListenAsync();
        }
        finally
        {
            Forget(socket);
        }
    }

    internal async Task<SlackReply> SendAsync(SlackPayload payload)
    {
        var socket = NextInTurn();
        return socket is null ? new SlackReply(0, "") { Error = "dispatch_failed" } : await socket.SendAsync(payload);
    }

    private bool UseUp(string ticket)
    {
        lock (_lock)
        {
            return _tickets.Remove(ticket, out var issued) && _slack.Options.Time.GetUtcNow() - issued < TicketLife;
        }
    }

    private bool Admit(SlackSocket socket)
    {
        lock (_lock)
        {
            if (_open.Count >= _slack.Options.MaxSockets)
            {
                return false;
            }

            Accepted++;
            _open.Add(socket);
            return true;
        }
    }

    private SlackSocket? NextInTurn()
    {
        lock (_lock)
        {
            var usable = _open.Where(socket => socket.IsOpen).ToList();
            return usable.Count == 0 ? null : usable[_turn++ % usable.Count];
        }
    }

    private void Forget(SlackSocket socket)
    {
        lock (_lock)
        {
            _open.Remove(socket);
        }

        socket.Forget();
        _slack.Changed();
    }
}
