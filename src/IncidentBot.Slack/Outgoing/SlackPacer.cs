using IncidentBot.Chat;
using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.Slack.Outgoing;

/// <summary>Keeps to Slack's pace before Slack has to ask for it: so many calls of a method a minute, one message a second for a channel.</summary>
/// <remarks>A short wait is waited for; a long one is a <see cref="DeliveryPostponedException"/>, so that nothing is held meanwhile.</remarks>
internal sealed class SlackPacer(TimeProvider time)
{
    /// <summary>How many messages a channel takes at once before it is one a second.</summary>
    public const int Burst = 3;

    // More channels than this are not written to in a few seconds; those of yesterday need no memory.
    private const int MostRemembered = 500;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Queue<DateTimeOffset>> _calls = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _closed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _nextPost = new(StringComparer.Ordinal);

    /// <summary>Waits for the method's turn, and for the channel's where the call posts in one.</summary>
    public async Task WaitAsync(string method, string? channel, CancellationToken cancellation)
    {
        if (Reserve(method, channel) is { Ticks: > 0 } wait)
        {
            await Task.Delay(wait, time, cancellation);
        }
    }

    /// <summary>Slack said so: nothing of this method (in this channel) until then.</summary>
    public void Close(string method, string? channel, TimeSpan pause)
    {
        lock (_lock)
        {
            _closed[Key(method, channel)] = time.GetPassing() + pause;
        }
    }

    private TimeSpan Reserve(string method, string? channel)
    {
        lock (_lock)
        {
            var now = time.GetPassing();
            Forget(_closed, now);
            Forget(_nextPost, now - TimeSpan.FromSeconds(Burst));
            var at = Latest(now, _closed.GetValueOrDefault(Key(method, channel)));
            at = Latest(at, MethodTurn(method, now));
            at = channel is null ? at : Latest(at, ChannelTurn(channel, now));
            if (at - now > LongestWait)
            {
                throw new DeliveryPostponedException(Duration.FromTimeSpan(at - now));
            }

            _calls[method].Enqueue(at);
            if (channel is not null)
            {
                _nextPost[channel] = Latest(_nextPost.GetValueOrDefault(channel), now - TimeSpan.FromSeconds(Burst - 1)).AddSeconds(1);
            }

            return at - now;
        }
    }

    private DateTimeOffset MethodTurn(string method, DateTimeOffset now)
    {
        var calls = _calls.TryGetValue(method, out var known) ? known : _calls[method] = new Queue<DateTimeOffset>();
        while (calls.TryPeek(out var oldest) && now - oldest >= Minute)
        {
            calls.Dequeue();
        }

        var most = SlackTiers.PerMinute(method);
        return calls.Count < most ? now : calls.ElementAt(calls.Count - most) + Minute;
    }

    // A bucket of a few messages that fills by one a second, kept as the time at which the next one may go.
    private DateTimeOffset ChannelTurn(string channel, DateTimeOffset now) => Latest(now, _nextPost.GetValueOrDefault(channel));

    private static void Forget(Dictionary<string, DateTimeOffset> times, DateTimeOffset before)
    {
        if (times.Count > MostRemembered)
        {
            foreach (var past in times.Where(one => one.Value < before).Select(one => one.Key).ToList())
            {
                times.Remove(past);
            }
        }
    }

    private static string Key(string method, string? channel) => channel is null ? method : $"{method} {channel}";

    private static DateTimeOffset Latest(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
