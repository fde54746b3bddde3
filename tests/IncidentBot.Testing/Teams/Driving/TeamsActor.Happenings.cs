using System.Text.Json.Nodes;

namespace IncidentBot.Testing.Teams;

/// <summary>What Teams tells of by itself: installations, members, channels, changed messages, reactions.</summary>
public sealed partial class TeamsActor
{
    /// <summary>Edits a message of one's own.</summary>
    public Task<TeamsReply> Edits(TeamsMessage message, string words, TeamsConversation where)
    {
        var activity = _activities.New("messageUpdate", User, where, message.Root);
        _activities.Write(activity, words, mentionsBot: where.Kind != "personal");
        activity["id"] = message.Id;
        activity["channelData"]!["eventType"] = "editMessage";
        message.Activity["text"] = activity["text"]!.DeepClone();
        return _teams.Door.SendAsync(activity);
    }

    /// <summary>Deletes a message of one's own.</summary>
    public Task<TeamsReply> Deletes(TeamsMessage message, TeamsConversation where)
    {
        message.IsDeleted = true;
        var activity = _activities.New("messageDelete", User, where, message.Root);
        activity["id"] = message.Id;
        activity["channelData"]!["eventType"] = "softDeleteMessage";
        return _teams.Door.SendAsync(activity);
    }

    /// <summary>Reacts to a message of the bot, by the name that activities give a reaction and, where it is another one, by Graph's.</summary>
    public Task<TeamsReply> Reacts(string reaction, TeamsMessage message, TeamsConversation where, string? inGraph = null)
    {
        message.Reactions.Add((User, inGraph ?? reaction));
        return SendReaction("reactionsAdded", reaction, message, where);
    }

    /// <summary>Takes one's reaction to a message away.</summary>
    public Task<TeamsReply> Unreacts(string reaction, TeamsMessage message, TeamsConversation where)
    {
        message.Reactions.RemoveAll(one => one.By == User);
        return SendReaction("reactionsRemoved", reaction, message, where);
    }

    /// <summary>Installs the app in the team, or takes it out.</summary>
    public async Task<TeamsReply> Installs(TeamsTeam team, bool removes = false)
    {
        team.IsBotInstalled = !removes;
        var general = _teams.Organisation.Find(team.Id, out _)!;
        var installation = _activities.New("installationUpdate", User, general, null);
        installation["action"] = removes ? "remove" : "add";
        await _teams.Door.SendAsync(installation);
        var update = _activities.New("conversationUpdate", User, general, null);
        update[removes ? "membersRemoved" : "membersAdded"] = new JsonArray(new JsonObject { ["id"] = $"28:{_teams.Options.AppId}" });
        update["channelData"]!["eventType"] = removes ? "teamMemberRemoved" : "teamMemberAdded";
        return await _teams.Door.SendAsync(update);
    }

    /// <summary>Somebody is taken out of a team, or goes.</summary>
    public Task<TeamsReply> Leaves(TeamsTeam team, TeamsUser who)
    {
        team.Members.Remove(who);
        var update = _activities.New("conversationUpdate", User, _teams.Organisation.Find(team.Id, out _)!, null);
        update["membersRemoved"] = new JsonArray(new JsonObject { ["id"] = who.Id });
        update["channelData"]!["eventType"] = "teamMemberRemoved";
        return _teams.Door.SendAsync(update);
    }

    /// <summary>Deletes a channel.</summary>
    public Task<TeamsReply> DeletesChannel(TeamsConversation channel) =>
        ChangesChannel(channel, "channelDeleted", () => channel.IsDeleted = true);

    /// <summary>Gives a channel another name.</summary>
    public Task<TeamsReply> RenamesChannel(TeamsConversation channel, string name) =>
        ChangesChannel(channel, "channelRenamed", () => channel.Name = name);

    private Task<TeamsReply> ChangesChannel(TeamsConversation channel, string eventType, Action change)
    {
        change();
        var general = _teams.Organisation.Find(channel.Team!.Id, out _)!;
        var activity = _activities.New("conversationUpdate", User, general, null);
        activity["channelData"] = _activities.ChannelData(channel);
        activity["channelData"]!["eventType"] = eventType;
        activity["channelData"]!["channel"]!["name"] = channel.Name;
        return _teams.Door.SendAsync(activity);
    }

    private Task<TeamsReply> SendReaction(string list, string reaction, TeamsMessage message, TeamsConversation where)
    {
        var activity = _activities.New("messageReaction", User, where, message.Root);
        activity[list] = new JsonArray(new JsonObject { ["type"] = reaction });
        activity["replyToId"] = message.Id;
        return _teams.Door.SendAsync(activity);
    }
}
