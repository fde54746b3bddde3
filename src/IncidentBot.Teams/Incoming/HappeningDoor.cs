using System.Text.Json;
using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;
using IncidentBot.Teams.Outgoing;
using IncidentBot.Teams.People;
using IncidentBot.Teams.Pins;
using Microsoft.Extensions.Logging;

namespace IncidentBot.Teams.Incoming;

/// <summary>What Teams tells of by itself: installations, members, channels, changed messages. Most of it concerns nobody and is thanked for at once.</summary>
internal sealed partial class HappeningDoor(
    IncidentDesk desk,
    IncidentStore store,
    ChannelDirectory channels,
    TeamsPeople people,
    ChangedMessages changed,
    PinReactions pins,
    Connector connector,
    AdaptiveCards cards,
    Afterwards afterwards,
    ILogger<HappeningDoor> logger
)
{
    public Task HandleAsync(Activity happened, CancellationToken cancellation) =>
        happened.Type switch
        {
            "conversationUpdate" when happened.EventType == "channelRenamed" => RenamedAsync(happened, cancellation),
            "conversationUpdate" when happened.EventType is "channelDeleted" or "teamDeleted" or "teamHardDeleted" => Gone(happened),
            "conversationUpdate" => MembersAsync(happened),
            "installationUpdate" => Installed(happened),
            "messageUpdate" when happened.EventType == "editMessage" => changed.ChangedAsync(happened, cancellation),
            "messageReaction" => Reacted(happened),
            _ => Task.CompletedTask,
        };

    private Task Reacted(Activity happened)
    {
        pins.Reacted(happened);
        return Task.CompletedTask;
    }

    private Task MembersAsync(Activity happened)
    {
        var added = happened.Json.Items("membersAdded").Select(member => member.Text("id")).ToList();
        var removed = happened.Json.Items("membersRemoved").Select(member => member.Text("id")).ToList();
        if (added.Count > 0)
        {
            var whom = happened.Team.Length > 0 ? happened.Team : happened.BareConversation;
            afterwards.Begin("meeting the people of a team", stopping => people.MeetAsync(whom, happened.Team.Length > 0, stopping));
        }

        if (added.Contains(happened.BotId, StringComparer.Ordinal) && happened.Kind != "channel")
        {
            afterwards.Begin("a greeting", stopping => GreetAsync(happened.BareConversation, stopping));
        }

        if (removed.Contains(happened.BotId, StringComparer.Ordinal))
        {
            Log.Removed(logger, happened.BareConversation);
        }
        else if (removed.Count > 0 && happened.Team.Length > 0)
        {
            afterwards.Begin("looking who has left", people.MeetEverybodyAsync);
        }

        return Task.CompletedTask;
    }

    private async Task GreetAsync(string conversation, CancellationToken stopping)
    {
        var card = Card.Of(
            "IncidentBot",
            new Paragraph(
                Prose.Of("I keep the timeline while you work on an incident, and write the postmortem. Mention me and type ")
                    + Prose.Code("open TITLE sev2")
                    + ", or "
                    + Prose.Code("help")
                    + "."
            )
        );
        (await connector.SendAsync(conversation, json => cards.WriteMessage(json, card), stopping)).Done();
    }

    private Task Installed(Activity happened)
    {
        if (happened.Json.Text("action").StartsWith("remove", StringComparison.Ordinal))
        {
            Log.Removed(logger, happened.BareConversation);
        }

        return Task.CompletedTask;
    }

    private Task Gone(Activity happened)
    {
        Log.Gone(logger, happened.ChannelData.Find("channel").Text("id"), happened.EventType);
        return Task.CompletedTask;
    }

    private async Task RenamedAsync(Activity happened, CancellationToken cancellation)
    {
        var channel = happened.ChannelData.Find("channel");
        var name = channel.Text("name");
        if (
            name.Length == 0
            || await channels.FindAsync(TeamsPlatform.PlaceOf(channel.Text("id")), cancellation) is not { } id
            || await store.FindAsync(id, cancellation) is not { } incident
            || incident.Channels.GetValueOrDefault(TeamsPlatform.PlatformName) is not { } known
        )
        {
            return;
        }

        await desk.HandleOwnAsync(id, new RecordChannel(known with { Name = name }), happened.Identity, cancellation);
    }

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Warning,
            Message = "Teams: the bot was taken out of {Conversation}. What it has to say there does not arrive until the app is installed there again."
        )]
        public static partial void Removed(ILogger logger, string conversation);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Teams: {Channel} is gone ({Event}).")]
        public static partial void Gone(ILogger logger, string channel, string @event);
    }
}
