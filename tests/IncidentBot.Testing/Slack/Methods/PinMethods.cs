using System.Globalization;
using System.Text.Json.Nodes;

namespace IncidentBot.Testing.Slack;

/// <summary>pins.add, remove and list.</summary>
internal static class PinMethods
{
    private const int MaxPins = 100;

    public static IReadOnlyList<SlackMethod> All { get; } =
    [
        new("pins.add", SlackMethod.Tier2, Add) { Scopes = ["pins:write"], Required = ["channel", "timestamp"] },
        new("pins.remove", SlackMethod.Tier2, Remove) { Scopes = ["pins:write"], Required = ["channel", "timestamp"] },
        new("pins.list", SlackMethod.Tier2, List)
        {
            Scopes = ["pins:read"],
            Required = ["channel"],
            FormOnly = true,
        },
    ];

    private static JsonObject Add(SlackRequest request)
    {
        var channel = request.JoinedChannel();
        var message = Message(request, channel);
        if (channel.PinnedTs.Contains(message.Ts))
        {
            throw new SlackRefusal("already_pinned");
        }

        if (channel.PinnedTs.Count >= MaxPins)
        {
            throw new SlackRefusal("too_many_pins");
        }

        request.Slack.Acts.Pin(message, request.Bot);
        return SlackRequest.Ok();
    }

    private static SlackMessage Message(SlackRequest request, SlackChannel channel) =>
        decimal.TryParse(request.Text("timestamp"), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _)
            ? request.Message(channel, "timestamp")
            : throw new SlackRefusal("bad_timestamp");

    private static JsonObject Remove(SlackRequest request)
    {
        var channel = request.JoinedChannel();
        var message = Message(request, channel);
        if (!channel.PinnedTs.Contains(message.Ts))
        {
            throw new SlackRefusal("no_pin");
        }

        request.Slack.Acts.Unpin(message, request.Bot);
        return SlackRequest.Ok();
    }

    private static JsonObject List(SlackRequest request)
    {
        var channel = request.JoinedChannel(evenArchived: true);
        var items = channel
            .Messages.Where(message => channel.PinnedTs.Contains(message.Ts))
            .Select(message => new JsonObject
            {
                ["type"] = "message",
                ["channel"] = channel.Id,
                ["message"] = message.ToJson(request.Options.TeamId),
            });
        return SlackRequest.Ok(("items", new JsonArray([.. items])));
    }
}
