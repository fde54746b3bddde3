namespace IncidentBot.Testing.Teams;

/// <summary>What shall go wrong and when: scripted for the next requests, for all, or by the throw of a seeded die.</summary>
public sealed class TeamsFaults
{
    /// <summary>Stands for every operation.</summary>
    public const string All = "*";

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Queue<TeamsFault>> _next = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TeamsFault> _always = new(StringComparer.Ordinal);
    private (Random Die, double Rate, TeamsFault[] Kinds)? _chaos;

    /// <summary>How often each activity is delivered once more after its answer, with the same id, as Teams does when an answer is late.</summary>
    public int Redeliveries { get; set; }

    /// <summary>The next requests meet these faults, one each; what follows goes well.</summary>
    public void Next(string operation, params TeamsFault[] faults)
    {
        lock (_lock)
        {
            var queue = _next.TryGetValue(operation, out var known) ? known : _next[operation] = new Queue<TeamsFault>();
            Array.ForEach(faults, queue.Enqueue);
        }
    }

    /// <summary>Every request meets the fault until <see cref="Clear"/>.</summary>
    public void Always(string operation, TeamsFault fault)
    {
        lock (_lock)
        {
            _always[operation] = fault;
        }
    }

    /// <summary>A share of all requests meets one of the faults; the same seed throws the same die. Tokens and metadata are spared.</summary>
    public void Randomly(int seed, double rate, params TeamsFault[] kinds)
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
            Redeliveries = 0;
        }
    }

    internal TeamsFault? Take(string operation)
    {
        lock (_lock)
        {
            return TakeNext(operation)
                ?? TakeNext(All)
                ?? _always.GetValueOrDefault(operation)
                ?? _always.GetValueOrDefault(All)
                ?? TakeChaos(operation);
        }
    }

    private TeamsFault? TakeNext(string operation) =>
        _next.TryGetValue(operation, out var queue) && queue.TryDequeue(out var fault) ? fault : null;

    private TeamsFault? TakeChaos(string operation) =>
        _chaos is { } chaos
        && operation is not (TeamsOperations.Token or TeamsOperations.BotFrameworkMetadata or TeamsOperations.EntraMetadata)
        && chaos.Die.NextDouble() < chaos.Rate
            ? chaos.Kinds[chaos.Die.Next(chaos.Kinds.Length)]
            : null;
}
