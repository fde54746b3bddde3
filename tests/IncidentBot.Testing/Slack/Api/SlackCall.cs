using System.Text.Json.Nodes;

namespace IncidentBot.Testing.Slack;

/// <summary>One call the app made and what it was told.</summary>
public sealed record SlackCall(string Method, SlackArgs Args, DateTimeOffset At)
{
    /// <summary>What Slack answered; null when the answer never left.</summary>
    public JsonObject? Answer { get; init; }

    public int Status { get; init; } = 200;

    /// <summary>The fault that was put in the way, if there was one.</summary>
    public SlackFault? Fault { get; init; }

    public bool Ok => Answer?["ok"]?.GetValue<bool>() ?? false;

    public string? Error => SlackBlocks.Text(Answer, "error");

    /// <summary>How the token was presented; the token itself is not kept.</summary>
    public string ContentType { get; init; } = "";

    public override string ToString() => $"{Method} {Args} → {Answer?.ToJsonString() ?? Fault?.ToString() ?? "nothing"}";
}

/// <summary>What an app does that Slack lets pass in silence but that is wrong all the same.</summary>
public sealed class SlackViolations
{
    private readonly List<string> _all = [];
    private readonly Action _changed;

    internal SlackViolations(Action changed) => _changed = changed;

    public IReadOnlyList<string> All
    {
        get
        {
            lock (_all)
            {
                return [.. _all];
            }
        }
    }

    internal void Add(string what)
    {
        lock (_all)
        {
            _all.Add(what);
        }

        _changed();
    }
}
