using System.Text.Json.Nodes;

namespace IncidentBot.Testing.Slack;

/// <summary>One event on its way to the app, with every attempt to deliver it.</summary>
public sealed class SlackDelivery
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private readonly List<SlackAttempt> _attempts = [];
    private readonly TaskCompletionSource _firstDone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal SlackDelivery(string type, string eventId, JsonObject payload)
    {
        Type = type;
        EventId = eventId;
        Payload = payload;
    }

    /// <summary>The event nobody was told about, because the app has not subscribed to it.</summary>
    public static SlackDelivery None { get; } = Nothing();

    /// <summary>The subscription it answers, such as <c>message.channels</c>.</summary>
    public string Type { get; }

    public string EventId { get; }

    public JsonObject Payload { get; }

    public IReadOnlyList<SlackAttempt> Attempts
    {
        get
        {
            lock (_attempts)
            {
                return [.. _attempts];
            }
        }
    }

    public bool IsAccepted => Attempts.Any(attempt => attempt.Outcome == SlackAttempt.Accepted);

    /// <summary>Done when the first attempt is over, however it ended.</summary>
    public Task FirstAttempt => _firstDone.Task;

    /// <summary>Done when the app has accepted the event or Slack has given up. Waits no longer than fifteen seconds of real time.</summary>
    public Task Settled => _done.Task.WaitAsync(Patience, TimeProvider.System);

    internal void Add(SlackAttempt attempt)
    {
        lock (_attempts)
        {
            _attempts.Add(attempt);
        }

        _firstDone.TrySetResult();
    }

    internal void Settle()
    {
        _firstDone.TrySetResult();
        _done.TrySetResult();
    }

    private static SlackDelivery Nothing()
    {
        var none = new SlackDelivery("", "", []);
        none.Settle();
        return none;
    }
}

/// <summary>One attempt: number 0 is the first, 1 to 3 are the retries.</summary>
public sealed record SlackAttempt(int Number, DateTimeOffset At, string Outcome)
{
    public const string Accepted = "accepted";

    public int? Status { get; init; }
}
