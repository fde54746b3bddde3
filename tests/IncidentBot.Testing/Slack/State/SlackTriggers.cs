namespace IncidentBot.Testing.Slack;

/// <summary>Trigger ids: each opens one view, within three seconds of the click.</summary>
internal sealed class SlackTriggers(FakeSlackOptions options, SlackWorkspace workspace)
{
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(3);
    private readonly Dictionary<string, Trigger> _triggers = new(StringComparer.Ordinal);

    public string Issue(string user)
    {
        var id = $"{workspace.Seconds()}.{workspace.NewId("X")}";
        lock (_triggers)
        {
            _triggers[id] = new Trigger(user, options.Time.GetUtcNow(), IsUsed: false);
        }

        return id;
    }

    /// <summary>Says whose click it was and uses the trigger up.</summary>
    public string Redeem(string id)
    {
        lock (_triggers)
        {
            if (!_triggers.TryGetValue(id, out var trigger))
            {
                throw new SlackRefusal("invalid_trigger_id");
            }

            if (trigger.IsUsed)
            {
                throw new SlackRefusal("exchanged_trigger_id");
            }

            if (options.Time.GetUtcNow() - trigger.Issued > Life)
            {
                throw new SlackRefusal("expired_trigger_id");
            }

            _triggers[id] = trigger with { IsUsed = true };
            return trigger.User;
        }
    }

    private sealed record Trigger(string User, DateTimeOffset Issued, bool IsUsed);
}
