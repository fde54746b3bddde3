using System.Collections.Concurrent;
using NodaTime;

namespace IncidentBot.Breaking;

/// <summary>What was typed and what was acknowledged, kept by those who typed: the bot has no part in it.</summary>
internal sealed class Ledger
{
    private readonly ConcurrentQueue<Typed> _typed = new();
    private int _retries;
    private int _refused;
    private int _late;
    private int _acknowledged;

    /// <summary>Every command, those of one person in the order in which they were typed.</summary>
    public IReadOnlyCollection<Typed> Typed => _typed;

    /// <summary>How often a command was sent again because no answer came.</summary>
    public int Retries => _retries;

    /// <summary>How often the bot said that it could not record it, and the person typed it anew.</summary>
    public int Refused => _refused;

    /// <summary>How many answers took longer than Slack's three seconds: they were sent again.</summary>
    public int Late => _late;

    /// <summary>How many were acknowledged.</summary>
    public int Acknowledged => _acknowledged;

    public Typed Add(Typed typed)
    {
        _typed.Enqueue(typed);
        return typed;
    }

    public void Acknowledge(Typed typed, Instant at)
    {
        typed.AnsweredAt = at;
        typed.IsAcknowledged = true;
        Interlocked.Increment(ref _acknowledged);
    }

    public void CountRetry() => Interlocked.Increment(ref _retries);

    public void CountRefused() => Interlocked.Increment(ref _refused);

    public void CountLate() => Interlocked.Increment(ref _late);
}
