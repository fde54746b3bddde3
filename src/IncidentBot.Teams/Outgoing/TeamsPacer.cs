using IncidentBot.Chat;
using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.Teams.Outgoing;

/// <summary>Keeps to Teams' pace before Teams has to ask for it: so many messages in a conversation within a second, half a minute, an hour.</summary>
/// <remarks>
/// https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit. A little less is used: two requests may arrive closer together
/// than they left. A short wait is waited for; a long one is a <see cref="DeliveryPostponedException"/>, so that nothing is held meanwhile.
/// </remarks>
internal sealed class TeamsPacer(TimeProvider time)
{
    private static readonly (int Most, TimeSpan Within)[] Windows =
    [
        (5, TimeSpan.FromSeconds(1)),
        (6, TimeSpan.FromSeconds(2)),
        (54, TimeSpan.FromSeconds(30)),
        (1700, TimeSpan.FromHours(1)),
    ];

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    private const int MostRemembered = 1000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<DateTimeOffset>> _sent = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _closed = new(StringComparer.Ordinal);

    /// <summary>Waits for the conversation's turn.</summary>
    public async Task WaitAsync(string conversation, CancellationToken cancellation)
    {
        if (Reserve(conversation) is { Ticks: > 0 } wait)
        {
            await Task.Delay(wait, time, cancellation);
        }
    }

    /// <summary>Teams said so: nothing in this conversation until then.</summary>
    public void Close(string conversation, TimeSpan pause)
    {
        lock (_lock)
        {
            _closed[conversation] = time.GetPassing() + pause;
        }
    }

    private TimeSpan Reserve(string conversation)
    {
        lock (_lock)
        {
            var now = time.GetPassing();
            Forget(now);
            var sent = _sent.TryGetValue(conversation, out var known) ? known : _sent[conversation] = [];
            var old = sent.FindIndex(at => now - at < Windows[^1].Within);
            sent.RemoveRange(0, old < 0 ? sent.Count : old);
            var turn = Later(now, _closed.GetValueOrDefault(conversation));
            turn = sent.Count > 0 ? Later(turn, sent[^1]) : turn;
            foreach (var (most, within) in Windows)
            {
                turn = sent.Count >= most ? Later(turn, sent[^most] + within) : turn;
            }

            if (turn - now > LongestWait)
            {
                throw new DeliveryPostponedException(Duration.FromTimeSpan(turn - now));
            }

            sent.Add(turn);
            return turn - now;
        }
    }

    // Conversations in which nothing was said for an hour; there are many threads.
    private void Forget(DateTimeOffset now)
    {
        if (_sent.Count < MostRemembered)
        {
            return;
        }

        foreach (var quiet in _sent.Where(one => one.Value.Count == 0 || now - one.Value[^1] >= Windows[^1].Within).ToList())
        {
            _sent.Remove(quiet.Key);
            _closed.Remove(quiet.Key);
        }
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
