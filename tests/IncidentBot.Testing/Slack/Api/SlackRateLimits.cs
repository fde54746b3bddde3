namespace IncidentBot.Testing.Slack;

/// <summary>Tiers per method, and one message a second per channel after a short burst.</summary>
internal sealed class SlackRateLimits(FakeSlackOptions options)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private readonly Dictionary<string, Queue<DateTimeOffset>> _calls = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (double Allowance, DateTimeOffset At)> _channels = new(StringComparer.Ordinal);

    /// <summary>Seconds to wait, or null when the call may pass.</summary>
    public int? Wait(SlackMethod method, SlackArgs args)
    {
        if (!options.RateLimits)
        {
            return null;
        }

        lock (_calls)
        {
            return WaitForTier(method) ?? (method.Name == "chat.postMessage" ? WaitForChannel(args["channel"] ?? "") : null);
        }
    }

    private int? WaitForTier(SlackMethod method)
    {
        var now = options.Time.GetUtcNow();
        var recent = _calls.TryGetValue(method.Name, out var known) ? known : _calls[method.Name] = new Queue<DateTimeOffset>();
        while (recent.TryPeek(out var oldest) && now - oldest >= Window)
        {
            recent.Dequeue();
        }

        if (recent.Count >= method.PerMinute)
        {
            return Math.Max(1, (int)Math.Ceiling((recent.Peek() + Window - now).TotalSeconds));
        }

        recent.Enqueue(now);
        return null;
    }

    private int? WaitForChannel(string channel)
    {
        var now = options.Time.GetUtcNow();
        var (allowance, at) = _channels.GetValueOrDefault(channel, (options.PostBurst, now));
        allowance = Math.Min(options.PostBurst, allowance + (now - at).TotalSeconds);
        if (allowance < 1)
        {
            _channels[channel] = (allowance, now);
            return 1;
        }

        _channels[channel] = (allowance - 1, now);
        return null;
    }
}
