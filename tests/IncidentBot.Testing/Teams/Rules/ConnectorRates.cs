namespace IncidentBot.Testing.Teams;

/// <summary>How often a bot may do the same in one conversation.</summary>
/// <remarks>https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit</remarks>
internal sealed class ConnectorRates(FakeTeamsOptions options)
{
    private static readonly (int Calls, int Seconds)[] Sending = [(7, 1), (8, 2), (60, 30), (1800, 3600)];
    private static readonly (int Calls, int Seconds)[] Reading = [(14, 1), (16, 2), (120, 30), (3600, 3600)];

    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<DateTimeOffset>> _calls = new(StringComparer.Ordinal);

    /// <summary>Counts a call, or refuses it.</summary>
    public void Count(string conversation, bool isReading)
    {
        if (!options.RateLimits)
        {
            return;
        }

        lock (_lock)
        {
            var key = $"{conversation} {isReading}";
            var calls = _calls.TryGetValue(key, out var known) ? known : _calls[key] = [];
            var now = options.Time.GetUtcNow();
            calls.RemoveAll(call => now - call >= TimeSpan.FromHours(1));
            foreach (var (most, seconds) in isReading ? Reading : Sending)
            {
                var window = TimeSpan.FromSeconds(seconds);
                var within = calls.Where(call => now - call < window).ToList();
                if (within.Count >= most)
                {
                    throw new TeamsRefusal(429, "Throttled", "Too many requests.")
                    {
                        RetryAfter = Math.Max(1, (int)Math.Ceiling((within[^most] + window - now).TotalSeconds)),
                    };
                }
            }

            calls.Add(now);
        }
    }
}
