using System.Text.Json.Nodes;

namespace IncidentBot.Testing.Slack;

/// <summary>What people and the bot can do in a workspace; each act changes it and is announced to the app.</summary>
internal sealed class SlackActs(FakeSlack slack)
{
    private SlackWorkspace Workspace => slack.Workspace;

    public SlackDelivery Post(SlackMessage message)
    {
        Of(message).Add(message);
        return AboutMessage(message, message.User, MessageEvent(message));
    }

    public SlackMessage Change(SlackMessage old, SlackMessage message)
    {
        Of(message).Replace(message);
        ChangeEvent(old, message);
        return message;
    }

    public SlackDelivery ChangeEvent(SlackMessage old, SlackMessage message)
    {
        var changed = HiddenEvent(message, "message_changed");
        changed["message"] = message.ToJson(slack.Options.TeamId);
        changed["previous_message"] = old.ToJson(slack.Options.TeamId);
        return AboutMessage(message, message.User, changed);
    }

    public SlackDelivery Delete(SlackMessage message)
    {
        if (Of(message).Thread(message.Ts).Count > 0)
        {
            // Its replies need something to hang on.
            var stone = message with
            {
                Text = "This message was deleted.",
                User = "USLACKBOT",
                Subtype = "tombstone",
            };
            Of(message).Replace(stone);
            return ChangeEvent(message, stone);
        }

        Of(message).Remove(message.Ts);
        var deleted = HiddenEvent(message, "message_deleted");
        deleted["deleted_ts"] = message.Ts;
        deleted["previous_message"] = message.ToJson(slack.Options.TeamId);
        return AboutMessage(message, message.User, deleted);
    }

    public SlackDelivery React(SlackMessage message, string name, string user)
    {
        var users = message.Reactions.GetValueOrDefault(name) ?? [];
        SetReaction(message, name, [.. users.Union([user])]);
        return AboutItem("reaction_added", message, user, ("reaction", name));
    }

    public SlackDelivery Unreact(SlackMessage message, string name, string user)
    {
        SetReaction(message, name, [.. (message.Reactions.GetValueOrDefault(name) ?? []).Except([user])]);
        return AboutItem("reaction_removed", message, user, ("reaction", name));
    }

    public SlackDelivery Pin(SlackMessage message, string user)
    {
        Of(message).PinnedTs.Add(message.Ts);
        return PinEvent("pin_added", message, user);
    }

    public SlackDelivery Unpin(SlackMessage message, string user)
    {
        Of(message).PinnedTs.Remove(message.Ts);
        return PinEvent("pin_removed", message, user);
    }

    public SlackDelivery Enter(SlackChannel channel, string user, string? inviter)
    {
        if (!channel.Members.Add(user))
        {
            return SlackDelivery.None;
        }

        var joined = Event(
            "member_joined_channel",
            ("user", user),
            ("channel", channel.Id),
            ("channel_type", channel.IsPrivate ? "G" : "C")
        );
        joined["team"] = slack.Options.TeamId;
        joined["inviter"] = inviter;
        return slack.Events.Announce("member_joined_channel", inviter ?? user, joined);
    }

    public SlackDelivery Leave(SlackChannel channel, string user)
    {
        channel.Members.Remove(user);
        var left = Event("member_left_channel", ("user", user), ("channel", channel.Id), ("channel_type", channel.IsPrivate ? "G" : "C"));
        return slack.Events.Announce("member_left_channel", user, left);
    }

    /// <summary>A bot is taken out of the channel it archives.</summary>
    public SlackDelivery Archive(SlackChannel channel, string user)
    {
        channel.IsArchived = true;
        channel.Members.Remove(slack.Options.BotUserId);
        return AboutChannel(channel, "archive", user, ("channel", channel.Id), ("user", user));
    }

    public SlackDelivery Unarchive(SlackChannel channel, string user)
    {
        channel.IsArchived = false;
        return AboutChannel(channel, "unarchive", user, ("channel", channel.Id), ("user", user));
    }

    public SlackDelivery Rename(SlackChannel channel, string name, string user)
    {
        channel.Name = name;
        var json = new JsonObject
        {
            ["id"] = channel.Id,
            ["name"] = name,
            ["name_normalized"] = name,
            ["created"] = channel.Created,
        };
        return AboutChannel(channel, "rename", user, ("channel", json));
    }

    public SlackDelivery ChangeId(SlackChannel channel, string newId)
    {
        var old = channel.Id;
        Workspace.ChangeId(channel, newId);
        var changed = Event("channel_id_changed", ("old_channel_id", old), ("new_channel_id", newId));
        return slack.Events.Announce("channel_id_changed", "", changed);
    }

    public JsonObject MessageEvent(SlackMessage message)
    {
        var json = message.ToJson(slack.Options.TeamId, withMetadata: true);
        json["channel"] = message.Channel;
        json["channel_type"] = Of(message).Kind;
        json["event_ts"] = message.Ts;
        return json;
    }

    public JsonObject Event(string type, params (string Name, JsonNode? Value)[] members)
    {
        var json = new JsonObject { ["type"] = type };
        foreach (var (name, value) in members)
        {
            json[name] = value;
        }

        json["event_ts"] = Workspace.NextTs();
        return json;
    }

    private SlackChannel Of(SlackMessage message) =>
        Workspace.Channel(message.Channel) ?? throw new InvalidOperationException($"There is no channel {message.Channel}.");

    private JsonObject HiddenEvent(SlackMessage message, string subtype)
    {
        var json = Event(
            "message",
            ("subtype", subtype),
            ("hidden", true),
            ("channel", message.Channel),
            ("channel_type", Of(message).Kind)
        );
        json["ts"] = json["event_ts"]?.DeepClone();
        return json;
    }

    // An app hears only what is said in channels it is in.
    private SlackDelivery AboutMessage(SlackMessage message, string? actor, JsonObject json)
    {
        var channel = Of(message);
        var subscription = $"message.{(channel.Kind == "im" ? "im" : channel.Kind + "s")}";
        return channel.Members.Contains(slack.Options.BotUserId) ? slack.Events.Announce(subscription, actor, json) : SlackDelivery.None;
    }

    private SlackDelivery AboutItem(string type, SlackMessage message, string user, params (string, JsonNode?)[] members)
    {
        var json = Event(type, [("user", user), .. members]);
        json["item"] = new JsonObject
        {
            ["type"] = "message",
            ["channel"] = message.Channel,
            ["ts"] = message.Ts,
        };
        json["item_user"] = message.User;
        return Of(message).Members.Contains(slack.Options.BotUserId) ? slack.Events.Announce(type, user, json) : SlackDelivery.None;
    }

    private SlackDelivery PinEvent(string type, SlackMessage message, string user)
    {
        var json = Event(type, ("user", user), ("channel_id", message.Channel), ("item_user", message.User));
        json["item"] = new JsonObject
        {
            ["type"] = "message",
            ["channel"] = message.Channel,
            ["created_by"] = user,
            ["message"] = message.ToJson(slack.Options.TeamId),
        };
        json["pin_count"] = Of(message).PinnedTs.Count;
        return slack.Events.Announce(type, user, json);
    }

    private SlackDelivery AboutChannel(SlackChannel channel, string verb, string user, params (string, JsonNode?)[] members)
    {
        var type = $"{(channel.IsPrivate ? "group" : "channel")}_{verb}";
        return slack.Events.Announce(type, user, Event(type, members));
    }

    private void SetReaction(SlackMessage message, string name, IReadOnlyList<string> users)
    {
        var channel = Of(message);
        var current = channel.Find(message.Ts) ?? message;
        var reactions = new Dictionary<string, IReadOnlyList<string>>(current.Reactions, StringComparer.Ordinal) { [name] = users };
        if (users.Count == 0)
        {
            reactions.Remove(name);
        }

        channel.Replace(current with { Reactions = reactions });
    }
}
