using System.Collections.Concurrent;
using IncidentBot.Chat;
using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.Slack.Outgoing;

/// <summary>Lets what is asked for several times within a moment be done once, at the moment's end.</summary>
internal sealed class Turns(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _turns = new(StringComparer.Ordinal);

    /// <summary>Comes back where it is its turn.</summary>
    /// <exception cref="DeliveryPostponedException">Not yet.</exception>
    public void Wait(string what, TimeSpan pause)
    {
        var now = time.GetPassing();
        var turn = _turns.GetOrAdd(what, now + pause);
        if (turn > now)
        {
            throw new DeliveryPostponedException(Duration.FromTimeSpan(turn - now));
        }

        _turns.TryRemove(what, out _);
    }
}
