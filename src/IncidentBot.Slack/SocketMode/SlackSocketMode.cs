using IncidentBot.Chat;
using IncidentBot.Slack.Incoming;
using IncidentBot.Slack.Outgoing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IncidentBot.Slack.SocketMode;

/// <summary>
/// Keeps some Socket Mode connections. A connection that Slack renews is replaced before it goes; one that breaks is made anew, at once the
/// first time, then after five more seconds with each failure, and a little later than that, so that not all come back in one instant. A token
/// that is wrong for good, and Socket Mode switched off, end it.
/// </summary>
internal sealed partial class SlackSocketMode(
    SlackApi api,
    ISlackClient client,
    EnvelopeDoor door,
    SlackOptions options,
    ReconnectPauses pauses,
    TimeProvider time,
    ILogger<SlackSocketMode> logger
) : BackgroundService
{
    // What breaks sooner than this has not held: it counts as a failure, or bot and Slack would greet each other for ever.
    private static readonly TimeSpan Steady = TimeSpan.FromSeconds(30);

    private static readonly string[] Final = ["not_authed", "invalid_auth", "account_inactive", "user_removed_from_team", "team_disabled"];

    // Set when there is nothing left to hope for, so that the other connections go too.
    private readonly CancellationTokenSource _over = new();
    private int _open;

    /// <summary>How many connections hear now.</summary>
    public int Open => _open;

    /// <summary>Why nothing is heard any more; null while the bot goes on trying.</summary>
    public string? Stopped { get; private set; }

    /// <inheritdoc />
    public override void Dispose()
    {
        _over.Dispose();
        base.Dispose();
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, _over.Token);
        await Task.WhenAll(Enumerable.Range(0, options.SocketConnections).Select(_ => KeepAsync(either.Token)));
    }

    private async Task KeepAsync(CancellationToken stopping)
    {
        var failures = 0;
        var brief = 0;
        var retiring = new List<Task>();
        while (!stopping.IsCancellationRequested && Stopped is null)
        {
            try
            {
                var connection = await ConnectAsync(stopping);
                failures = 0;
                var since = time.GetTimestamp();
                // Its own listening ends when the program stops, so this needs no token.
                var farewell = await connection.Farewell;
                // Slack still sends by the old one until it closes it; the loop opens the new one meanwhile.
                retiring.RemoveAll(task => task.IsCompleted);
                retiring.Add(RetireAsync(connection, farewell));
                if (farewell == Farewell.Disabled)
                {
                    await StopAsync(
                        "Socket Mode is switched off for the app. Switch it on on the app's page, Socket Mode, and start the bot again."
                    );
                }
                else if (farewell == Farewell.TooMany)
                {
                    Log.TooMany(logger, options.SocketConnections);
                    await pauses.WaitAsync(ReconnectPauses.Longest, stopping);
                }
                else
                {
                    brief = farewell == Farewell.Lost && time.GetElapsedTime(since) < Steady ? brief + 1 : 0;
                    await pauses.WaitAsync(ReconnectPauses.After(brief - 1), stopping);
                }
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                break;
            }
            catch (DeliveryFailedException failed)
                when (Array.Exists(Final, error => failed.Message.Contains(error, StringComparison.Ordinal)))
            {
                await StopAsync($"{failed.Message} Make an app-level token with connections:write and put it into Slack__AppToken.");
            }
            catch (Exception failed)
            {
                // Whatever it was, without a connection the bot is deaf: it is tried again.
                failures++;
                Log.NotConnected(logger, failures, failed.Message);
                await pauses.WaitAsync(ReconnectPauses.After(failed, failures), stopping);
            }
        }

        await Task.WhenAll(retiring);
    }

    private async Task<SocketConnection> ConnectAsync(CancellationToken stopping)
    {
        var answer = await api.ConnectAsync(stopping);
        if (!answer.Ok && Array.Exists(Final, error => error == answer.Error))
        {
            throw new DeliveryFailedException(
                DeliveryFailure.Unauthorized,
                $"Slack does not accept the app-level token ({answer.Error}).",
                isPermanent: true
            );
        }

        var connection = new SocketConnection(client.Socket(), door);
        try
        {
            await connection.OpenAsync(new Uri(answer.Done().Json.Text("url")), time, stopping);
            Interlocked.Increment(ref _open);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private async Task RetireAsync(SocketConnection connection, Farewell farewell)
    {
        Interlocked.Decrement(ref _open);
        await using (connection)
        {
            if (farewell == Farewell.Refresh)
            {
                await connection.Closed.WaitAsync(ReconnectPauses.Longest, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private Task StopAsync(string because)
    {
        Stopped = because;
        Log.Stopped(logger, because);
        return _over.CancelAsync();
    }

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Warning,
            Message = "Slack could not be connected to ({Failures} times in a row); it is tried again. {Because}"
        )]
        public static partial void NotConnected(ILogger logger, int failures, string because);

        [LoggerMessage(
            Level = LogLevel.Warning,
            Message = "Slack says that the app has too many connections. Lower Slack__SocketConnections (now {Connections}), or end other copies of the bot."
        )]
        public static partial void TooMany(ILogger logger, int connections);

        [LoggerMessage(Level = LogLevel.Critical, Message = "Slack is not heard any more. {Because}")]
        public static partial void Stopped(ILogger logger, string because);
    }
}
