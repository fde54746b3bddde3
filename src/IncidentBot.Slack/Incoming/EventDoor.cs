using System.Text.Json;
using IncidentBot.Chat;
using IncidentBot.Incidents;
using IncidentBot.Slack.Home;
using IncidentBot.Slack.People;
using IncidentBot.Slack.Pins;
using Microsoft.Extensions.Logging;

namespace IncidentBot.Slack.Incoming;

/// <summary>What Slack tells of: reactions, changed messages, mentions, renamed channels. Most of it concerns nobody and is thanked for at once.</summary>
internal sealed partial class EventDoor(
    Bot bot,
    SlackPeople people,
    PinRequests pins,
    PinLoop pinLoop,
    PinBoard board,
    AppHome home,
    PrivateWord privately,
    Afterwards afterwards,
    SlackOptions options,
    ILogger<EventDoor> logger
)
{
    /// <summary>Deals with an event, or keeps it until it can be dealt with. When this is done Slack may forget it.</summary>
    public Task HandleAsync(JsonElement envelope, CancellationToken cancellation)
    {
        var happened = envelope.Find("event");
        var id = envelope.Text("event_id");
        return happened.Text("type") switch
        {
            "reaction_added" => ReactAsync(id, happened, added: true, cancellation),
            "reaction_removed" => ReactAsync(id, happened, added: false, cancellation),
            "message" when happened.Text("subtype") == "message_changed" => ChangedAsync(id, happened, cancellation),
            "message" when happened.Text("subtype") == "message_deleted" => board.DeletedAsync(
                happened.Text("channel"),
                happened.Find("previous_message"),
                id,
                cancellation
            ),
            "app_mention" => MentionedAsync(id, envelope, happened, cancellation),
            "app_home_opened" when happened.Text("tab") is "home" or "" => ShowHome(happened),
            "channel_rename" or "group_rename" => MovedAsync(id, happened, cancellation),
            "channel_id_changed" => MovedAsync(id, happened, cancellation),
            "app_uninstalled" or "tokens_revoked" => Uninstalled(happened.Text("type")),
            _ => Task.CompletedTask,
        };
    }

    private async Task ReactAsync(string id, JsonElement happened, bool added, CancellationToken cancellation)
    {
        var item = happened.Find("item");
        var channel = item.Text("channel");
        if (
            Base(happened.Text("reaction")) != options.PinReaction
            || item.Text("type") != "message"
            || await bot.Channels.FindAsync(SlackPlatform.PlaceOf(channel), cancellation) is null
        )
        {
            return;
        }

        await pins.AddAsync(
            new PinRequest(id, channel, item.Text("ts"), happened.Text("user"), added, happened.Text("event_ts"), 0),
            cancellation
        );
        pinLoop.Wake();
    }

    // 👍 in another colour is still 👍.
    private static string Base(string reaction) =>
        reaction.IndexOf("::", StringComparison.Ordinal) is > 0 and var at ? reaction[..at] : reaction;

    private Task ChangedAsync(string id, JsonElement happened, CancellationToken cancellation)
    {
        // Of a deleted message with replies Slack leaves a stone.
        return happened.Find("message").Text("subtype") == "tombstone"
            ? board.DeletedAsync(happened.Text("channel"), happened.Find("previous_message"), id, cancellation)
            : board.ChangedAsync(happened, id, cancellation);
    }

    private async Task MentionedAsync(string id, JsonElement envelope, JsonElement happened, CancellationToken cancellation)
    {
        var user = happened.Text("user");
        if (user.Length == 0 || happened.Text("bot_id").Length > 0)
        {
            return;
        }

        var channel = happened.Text("channel");
        var speaker = people.SpeakerOf(user, "");
        var words = SlackWords.Of(WithoutMe(happened.Text("text"), envelope), people);
        var inbound = new Inbound(speaker.Person, speaker.ZoneId, SlackPlatform.PlaceOf(channel), words, $"slack/{id}") { IsSeen = false };
        var reply = (await bot.Desk.HandleAsync(inbound, cancellation)).IfTaken();
        afterwards.Begin(
            "the answer to a mention",
            stopping => privately.SayAsync(channel, user, reply.Card, happened.Text("thread_ts"), stopping)
        );
    }

    private static string WithoutMe(string text, JsonElement envelope)
    {
        var me = envelope.Items("authorizations").Select(one => one.Text("user_id")).FirstOrDefault(one => one.Length > 0);
        var words = text.TrimStart();
        return me is not null && words.StartsWith($"<@{me}", StringComparison.Ordinal) && words.IndexOf('>') is >= 0 and var end
            ? words[(end + 1)..]
            : words;
    }

    private Task ShowHome(JsonElement happened)
    {
        afterwards.Begin("the Home tab", stopping => home.PublishAsync(happened.Text("user"), stopping));
        return Task.CompletedTask;
    }

    private async Task MovedAsync(string id, JsonElement happened, CancellationToken cancellation)
    {
        var old = happened.Text("old_channel_id") is { Length: > 0 } former ? former : happened.Find("channel").Text("id");
        if (
            await bot.Channels.FindAsync(SlackPlatform.PlaceOf(old), cancellation) is not { } number
            || await bot.Store.FindAsync(number, cancellation) is not { } incident
            || incident.Channels.GetValueOrDefault(SlackPlatform.PlatformName) is not { } known
        )
        {
            return;
        }

        var name = happened.Find("channel").Text("name") is { Length: > 0 } renamed ? renamed : known.Name;
        var place = happened.Text("new_channel_id") is { Length: > 0 } moved ? SlackPlatform.PlaceOf(moved) : known.Channel;
        var channel = new ChannelOpened(place, name, known.Url?.Replace(known.Channel.Channel, place.Channel, StringComparison.Ordinal));
        await bot.Desk.HandleOwnAsync(number, new RecordChannel(channel), $"slack/{id}", cancellation);
    }

    private Task Uninstalled(string what)
    {
        Log.Uninstalled(logger, what);
        return Task.CompletedTask;
    }

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Error,
            Message = "Slack says {What}: the bot's token is worth nothing any more. Install the app again and set Slack__BotToken anew."
        )]
        public static partial void Uninstalled(ILogger logger, string what);
    }
}
