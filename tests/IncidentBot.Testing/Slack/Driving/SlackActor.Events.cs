using System.Text.Json.Nodes;

namespace IncidentBot.Testing.Slack;

/// <content>What people do without thinking of the app; it hears of it through events. Each method ends after the first delivery.</content>
public sealed partial class SlackActor
{
    /// <summary>Writes in a channel; when the bot is mentioned, the app hears of it twice.</summary>
    public async Task<SlackMessage> Say(string channelId, string text, string? threadTs = null)
    {
        var message = new SlackMessage(Channel(channelId).Id, _slack.Workspace.NextTs())
        {
            User = User.Id,
            Text = text,
            ThreadTs = threadTs,
        };
        var posted = _slack.Acts.Post(message);
        if (text.Contains($"<@{_slack.Options.BotUserId}>", StringComparison.Ordinal))
        {
            var mention = _slack.Acts.MessageEvent(message);
            mention["type"] = "app_mention";
            mention.Remove("channel_type");
            await _slack.Events.Announce("app_mention", User.Id, mention).FirstAttempt;
        }

        await posted.FirstAttempt;
        return message;
    }

    /// <summary>Lets another app write in a channel: <paramref name="shape"/> says what its message has.</summary>
    public async Task<SlackMessage> LetPost(string channelId, Func<SlackMessage, SlackMessage> shape)
    {
        var message = shape(new SlackMessage(Channel(channelId).Id, _slack.Workspace.NextTs()));
        await _slack.Acts.Post(message).FirstAttempt;
        return message;
    }

    /// <summary>Writes the channel's canvas.</summary>
    public SlackCanvas WriteCanvas(string channelId, string markdown)
    {
        var canvas = _slack.Workspace.Save(new SlackCanvas(_slack.Workspace.NewId("F"), "Notes", markdown) { Channel = channelId });
        Channel(channelId).CanvasId = canvas.Id;
        return canvas;
    }

    /// <summary>Writes to the app in their direct conversation.</summary>
    public Task<SlackMessage> SayToBot(string text) => Say(_slack.Workspace.DirectWith(User.Id).Id, text);

    public async Task<SlackMessage> Edit(SlackMessage message, string text)
    {
        var changed = message with { Text = text, EditedTs = _slack.Workspace.NextTs() };
        Channel(message.Channel).Replace(changed);
        await _slack.Acts.ChangeEvent(message, changed).FirstAttempt;
        return changed;
    }

    public Task Delete(SlackMessage message) => _slack.Acts.Delete(message).FirstAttempt;

    public Task React(SlackMessage message, string name) => _slack.Acts.React(message, name, User.Id).FirstAttempt;

    public Task Unreact(SlackMessage message, string name) => _slack.Acts.Unreact(message, name, User.Id).FirstAttempt;

    public Task Pin(SlackMessage message) => _slack.Acts.Pin(message, User.Id).FirstAttempt;

    public Task Unpin(SlackMessage message) => _slack.Acts.Unpin(message, User.Id).FirstAttempt;

    public Task Join(string channelId) => _slack.Acts.Enter(Channel(channelId), User.Id, inviter: null).FirstAttempt;

    public Task Leave(string channelId) => _slack.Acts.Leave(Channel(channelId), User.Id).FirstAttempt;

    public Task Invite(string channelId, string userId) => _slack.Acts.Enter(Channel(channelId), userId, User.Id).FirstAttempt;

    public Task Archive(string channelId) => _slack.Acts.Archive(Channel(channelId), User.Id).FirstAttempt;

    public Task Unarchive(string channelId) => _slack.Acts.Unarchive(Channel(channelId), User.Id).FirstAttempt;

    public Task Rename(string channelId, string name) => _slack.Acts.Rename(Channel(channelId), name, User.Id).FirstAttempt;

    /// <summary>Shares the channel with another organisation, which gives it a new id.</summary>
    public Task Share(string channelId, string newId) => _slack.Acts.ChangeId(Channel(channelId), newId).FirstAttempt;

    /// <summary>Opens the app's Home tab, or its messages.</summary>
    public Task OpenHome(string tab = "home")
    {
        var opened = _slack.Acts.Event(
            "app_home_opened",
            ("user", User.Id),
            ("channel", _slack.Workspace.DirectWith(User.Id).Id),
            ("tab", tab)
        );
        if (HomeTab is { } view)
        {
            opened["view"] = ViewMethods.ToJson(view, _slack.Options);
        }

        return _slack.Events.Announce("app_home_opened", User.Id, opened).FirstAttempt;
    }

    /// <summary>Takes the app out of the workspace; its token is worth nothing afterwards.</summary>
    public async Task UninstallApp()
    {
        _slack.TokenError = "account_inactive";
        var revoked = _slack.Acts.Event(
            "tokens_revoked",
            ("tokens", new JsonObject { ["oauth"] = new JsonArray(), ["bot"] = new JsonArray(_slack.Options.BotUserId) })
        );
        await _slack.Events.Announce("tokens_revoked", User.Id, revoked).FirstAttempt;
        await _slack.Events.Announce("app_uninstalled", User.Id, _slack.Acts.Event("app_uninstalled")).FirstAttempt;
    }
}
