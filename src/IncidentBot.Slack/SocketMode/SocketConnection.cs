using System.Net.WebSockets;
using System.Text.Json;
using IncidentBot.Slack.Incoming;
using IncidentBot.Slack.Outgoing;

namespace IncidentBot.Slack.SocketMode;

/// <summary>One Socket Mode connection: hears envelopes, and acknowledges each on itself when it is dealt with.</summary>
internal sealed class SocketConnection(ISlackSocket socket, EnvelopeDoor door) : IAsyncDisposable
{
    private readonly TaskCompletionSource _hello = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<Farewell> _farewell = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<Task> _underWay = [];

    /// <summary>Done when it is of no more use; it may still hear for a while.</summary>
    public Task<Farewell> Farewell => _farewell.Task;

    /// <summary>Done when nothing more comes.</summary>
    public Task Closed { get; private set; } = Task.CompletedTask;

    /// <summary>Connects, and waits until Slack says hello.</summary>
    public async Task OpenAsync(Uri address, TimeProvider time, CancellationToken stopping)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stopping);
        await socket.OpenAsync(address, message => Hear(message, stopping), either.Token, stopping);
        Closed = CloseAsync();
        var first = await Task.WhenAny(_hello.Task, _farewell.Task).WaitAsync(either.Token);
        if (first == _farewell.Task && !_hello.Task.IsCompleted && await _farewell.Task == SocketMode.Farewell.Lost)
        {
            throw new WebSocketException("Slack closed the connection before it said hello.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await socket.DisposeAsync();
        await Closed;
    }

    private void Hear(ReadOnlyMemory<byte> message, CancellationToken stopping)
    {
        _underWay.RemoveAll(task => task.IsCompleted);
        if (Understood(message) is { } envelope)
        {
            _underWay.Add(HandleAsync(envelope, stopping));
        }
    }

    private async Task CloseAsync()
    {
        await socket.Closed;
        _farewell.TrySetResult(SocketMode.Farewell.Lost);
        await Task.WhenAll(_underWay);
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
            if (await door.HandleAsync(envelope, stopping) is { } answer)
            {
                await socket.AcknowledgeAsync(envelope, answer, stopping);
            }
        }
        catch (Exception)
        {
            // The connection went meanwhile. What was recorded stays recorded, and its repetition is known.
        }
    }
}
