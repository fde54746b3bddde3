using System.Text.Json.Nodes;

namespace IncidentBot.Testing.Slack;

/// <summary>Delivers events: at once, again at once, after a minute and after five, always with the same event id.</summary>
internal sealed class SlackEvents(FakeSlack slack)
{
    private static readonly TimeSpan[] Pauses = [TimeSpan.Zero, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5)];
    private readonly List<SlackDelivery> _all = [];

    public IReadOnlyList<SlackDelivery> All
    {
        get
        {
            lock (_all)
            {
                return [.. _all];
            }
        }
    }

    public SlackDelivery Announce(string subscription, string? actor, JsonObject inner)
    {
        var isEcho = actor == slack.Options.BotUserId;
        if (!slack.Options.Subscriptions.Contains(subscription) || (isEcho && !slack.Options.EchoEvents) || !slack.Door.IsOpen)
        {
            return SlackDelivery.None;
        }

        var eventId = slack.Workspace.NewId("Ev");
        return Send(new SlackDelivery(subscription, eventId, Envelope(eventId, inner)));
    }

    /// <summary>Delivers a payload as it is, for events that have no envelope of their own.</summary>
    public SlackDelivery Send(SlackDelivery delivery)
    {
        lock (_all)
        {
            _all.Add(delivery);
        }

        slack.RunInBackground(() => DeliverAsync(delivery));
        return delivery;
    }

    private async Task DeliverAsync(SlackDelivery delivery)
    {
        if (slack.Faults.EventsLate > TimeSpan.Zero)
        {
            await Task.Delay(slack.Faults.EventsLate, slack.Options.Time, slack.Stopping);
        }

        var isWanted = await TryAsync(delivery, 0, reason: null);
        for (var retry = 1; !isWanted && retry <= Pauses.Length; retry++)
        {
            await Task.Delay(Pauses[retry - 1], slack.Options.Time, slack.Stopping);
            isWanted = await TryAsync(delivery, retry, delivery.Attempts[^1].Outcome);
        }

        if (slack.Faults.EventsTwice && delivery.IsAccepted)
        {
            await TryAsync(delivery, 1, "http_timeout");
        }

        delivery.Settle();
        slack.Changed();
    }

    // True when there is no reason to try again: it was accepted, or the app asked not to.
    private async Task<bool> TryAsync(SlackDelivery delivery, int number, string? reason)
    {
        var at = slack.Options.Time.GetUtcNow();
        var reply = await slack.Door.SendAsync(
            new SlackPayload(SlackPayloadKind.Event, delivery.Payload) { Retry = number, RetryReason = reason }
        );
        var outcome = reply switch
        {
            { TimedOut: true } => "http_timeout",
            { Status: 0 } => "connection_failed",
            { Status: >= 200 and < 300 } => SlackAttempt.Accepted,
            _ => "http_error",
        };
        delivery.Add(new SlackAttempt(number, at, outcome) { Status = reply.Status });
        slack.Changed();
        return outcome == SlackAttempt.Accepted || reply.WantsNoRetry;
    }

    private JsonObject Envelope(string eventId, JsonObject inner) =>
        new()
        {
            ["token"] = "deprecated",
            ["team_id"] = slack.Options.TeamId,
            ["context_team_id"] = slack.Options.TeamId,
            ["context_enterprise_id"] = null,
            ["api_app_id"] = slack.Options.AppId,
            ["event"] = inner,
            ["type"] = "event_callback",
            ["event_id"] = eventId,
            ["event_time"] = slack.Workspace.Seconds(),
            ["authorizations"] = new JsonArray(
                new JsonObject
                {
                    ["enterprise_id"] = null,
                    ["team_id"] = slack.Options.TeamId,
                    ["user_id"] = slack.Options.BotUserId,
                    ["is_bot"] = true,
                    ["is_enterprise_install"] = false,
                }
            ),
            ["is_ext_shared_channel"] = false,
            ["event_context"] = $"4-{eventId}",
        };
}
