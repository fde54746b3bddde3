using System.Text.Json.Nodes;

namespace IncidentBot.Testing.Slack;

/// <summary>Somebody at the keyboard: types commands, presses buttons, fills modals, talks in channels.</summary>
public sealed partial class SlackActor
{
    private readonly FakeSlack _slack;

    internal SlackActor(FakeSlack slack, string userId)
    {
        _slack = slack;
        User = slack.Workspace.User(userId) ?? throw new InvalidOperationException($"There is no user {userId}.");
    }

    public SlackUser User { get; }

    /// <summary>The modal this person looks at.</summary>
    public SlackView? Modal => _slack.Views.Modal(User.Id);

    public SlackView? HomeTab => _slack.Views.Home(User.Id);

    /// <summary>What this person sees in a channel, private notices included.</summary>
    public IReadOnlyList<SlackMessage> Sees(string channelId) =>
        [.. Channel(channelId).Messages.Where(message => message.OnlyFor is null || message.OnlyFor == User.Id)];

    /// <summary>Types a slash command; an answer is shown in the channel, as Slack does.</summary>
    public async Task<SlackReply> Command(string command, string text, string channelId)
    {
        var channel = Channel(channelId);
        if (channel.IsArchived)
        {
            throw new InvalidOperationException("Slack takes no commands in an archived channel.");
        }

        var responseUrl = _slack.ResponseUrls.Issue(channel.Id, User.Id, originalTs: null);
        var triggerId = _slack.Triggers.Issue(User.Id);
        var payload = new JsonObject
        {
            ["token"] = "deprecated",
            ["team_id"] = _slack.Options.TeamId,
            ["team_domain"] = _slack.Options.TeamDomain,
            ["channel_id"] = channel.Id,
            ["channel_name"] =
                channel.IsDirect ? "directmessage"
                : channel.IsPrivate ? "privategroup"
                : channel.Name,
            ["user_id"] = User.Id,
            ["user_name"] = User.Name,
            ["command"] = command,
            ["text"] = _slack.Options.EscapeCommandText ? SlackCommandText.Escape(text, _slack.Workspace) : text,
            ["api_app_id"] = _slack.Options.AppId,
            ["is_enterprise_install"] = "false",
            ["response_url"] = responseUrl.Url,
            ["trigger_id"] = triggerId,
        };
        var reply = await _slack.Door.SendAsync(new SlackPayload(SlackPayloadKind.Command, payload));
        return Show(reply with { TriggerId = triggerId, ResponseUrl = responseUrl }, channel, $"{command} {text}".Trim());
    }

    /// <summary>Uses a global shortcut, from the lightning menu or the search bar.</summary>
    public Task<SlackReply> Shortcut(string callbackId)
    {
        var payload = Payload("shortcut");
        payload["callback_id"] = callbackId;
        payload["action_ts"] = _slack.Workspace.NextTs();
        return Interact(payload);
    }

    /// <summary>Uses a shortcut from the menu of a message.</summary>
    public Task<SlackReply> MessageShortcut(string callbackId, SlackMessage message)
    {
        var responseUrl = _slack.ResponseUrls.Issue(message.Channel, User.Id, originalTs: null);
        var payload = Payload("message_action");
        payload["callback_id"] = callbackId;
        payload["action_ts"] = _slack.Workspace.NextTs();
        payload["message_ts"] = message.Ts;
        payload["message"] = message.ToJson(_slack.Options.TeamId);
        payload["channel"] = ChannelJson(message.Channel);
        payload["response_url"] = responseUrl.Url;
        return Interact(payload, responseUrl);
    }

    private static bool IsEmpty(SlackReply reply) =>
        reply.Json is { } json ? SlackBlocks.Text(json, "text") is not { Length: > 0 } && json["blocks"] is null : reply.Body.Length == 0;

    private SlackReply Show(SlackReply reply, SlackChannel channel, string typed)
    {
        if (reply.Error is not null)
        {
            return reply;
        }

        if (reply.IsInChannel)
        {
            channel.Add(new SlackMessage(channel.Id, _slack.Workspace.NextTs()) { User = User.Id, Text = typed });
        }

        if (IsEmpty(reply))
        {
            return reply;
        }

        try
        {
            var args = new SlackArgs(reply.Json ?? new JsonObject { ["text"] = reply.Body });
            channel.Add(
                MessageContent
                    .Read(args, required: true)
                    .On(
                        new SlackMessage(channel.Id, _slack.Workspace.NextTs())
                        {
                            User = _slack.Options.BotUserId,
                            BotId = _slack.Options.BotId,
                            OnlyFor = reply.IsInChannel ? null : User.Id,
                        }
                    )
            );
            return reply;
        }
        catch (SlackRefusal refusal)
        {
            return reply with { Error = refusal.ToJson().ToJsonString() };
        }
    }

    private async Task<SlackReply> Interact(JsonObject payload, SlackResponseUrl? responseUrl = null)
    {
        var triggerId = _slack.Triggers.Issue(User.Id);
        payload["trigger_id"] = triggerId;
        var reply = await _slack.Door.SendAsync(new SlackPayload(SlackPayloadKind.Interaction, payload));
        _slack.Changed();
        return reply with { TriggerId = triggerId, ResponseUrl = responseUrl };
    }

    private JsonObject Payload(string type) =>
        new()
        {
            ["type"] = type,
            ["token"] = "deprecated",
            ["api_app_id"] = _slack.Options.AppId,
            ["team"] = new JsonObject { ["id"] = _slack.Options.TeamId, ["domain"] = _slack.Options.TeamDomain },
            ["enterprise"] = null,
            ["is_enterprise_install"] = false,
            ["user"] = new JsonObject
            {
                ["id"] = User.Id,
                ["username"] = User.Name,
                ["name"] = User.Name,
                ["team_id"] = _slack.Options.TeamId,
            },
        };

    private SlackChannel Channel(string id) =>
        _slack.Workspace.Channel(id) ?? throw new InvalidOperationException($"There is no channel {id}.");

    private JsonObject ChannelJson(string id) => new() { ["id"] = id, ["name"] = Channel(id).Name };
}
