namespace IncidentBot.Testing.Slack;

/// <summary>What shall go wrong and when: scripted for the next calls, for all calls, or by the throw of a seeded die.</summary>
public sealed class SlackFaults
{
    /// <summary>Stands for every method.</summary>
    public const string All = "*";

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Queue<SlackFault>> _next = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SlackFault> _always = new(StringComparer.Ordinal);
    private (Random Die, double Rate, SlackFault[] Kinds)? _chaos;

    /// <summary>Deliver each event twice, with the same id.</summary>
    public bool EventsTwice { get; set; }

    /// <summary>How long each event waits before its first delivery.</summary>
    public TimeSpan EventsLate { get; set; }

    /// <summary>The next calls of the method meet these faults, one each; what follows goes well.</summary>
    public void Next(string method, params SlackFault[] faults)
    {
        lock (_lock)
        {
            var queue = _next.TryGetValue(method, out var known) ? known : _next[method] = new Queue<SlackFault>();
            Array.ForEach(faults, queue.Enqueue);
        }
    }

    /// <summary>Every call of the method meets the fault until <see cref="Clear"/>.</summary>
    public void Always(string method, SlackFault fault)
    {
        lock (_lock)
        {
            _always[method] = fault;
        }
    }

    /// <summary>A share of all calls meets one of the faults; the same seed throws the same die.</summary>
    public void Randomly(int seed, double rate, params SlackFault[] kinds)
    {
        lock (_lock)
        {
            _chaos = (new Random(seed), rate, kinds);
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _next.Clear();
            _always.Clear();
            _chaos = null;
            EventsTwice = false;
            EventsLate = TimeSpan.Zero;
        }
    }

    internal SlackFault? Take(string method)
    {
        lock (_lock)
        {
            return TakeNext(method) ?? TakeNext(All) ?? _always.GetValueOrDefault(method) ?? _always.GetValueOrDefault(All) ?? TakeChaos();
        }
    }

    private SlackFault? TakeNext(string method) =>
        _next.TryGetValue(method, out var queue) && queue.TryDequeue(out var fault) ? fault : null;

    private SlackFault? TakeChaos() =>
        _chaos is { } chaos && chaos.Die.NextDouble() < chaos.Rate ? chaos.Kinds[chaos.Die.Next(chaos.Kinds.Length)] : null;
}
