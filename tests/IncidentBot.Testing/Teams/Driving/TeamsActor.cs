using System.Text.Json.Nodes;

namespace IncidentBot.Testing.Teams;

/// <summary>Somebody at the keyboard: writes to the bot, presses buttons, fills dialogs.</summary>
public sealed partial class TeamsActor
{
    private readonly FakeTeams _teams;
    private readonly TeamsActivities _activities;

    internal TeamsActor(FakeTeams teams, TeamsUser user)
    {
        _teams = teams;
        _activities = new TeamsActivities(teams);
        User = user;
    }

    public TeamsUser User { get; }

    /// <summary>Writes a message. In a channel or group the bot is mentioned in front, as it has to be there; <c>@Full Name</c> mentions somebody.</summary>
    /// <param name="words">What is typed behind the mention.</param>
    /// <param name="where">In which conversation.</param>
    /// <param name="root">The thread it answers in; null begins one.</param>
    public async Task<TeamsReply> Says(string words, TeamsConversation where, string? root = null)
    {
        var (activity, message) = Written(words, where, root, mentionsBot: where.Kind != "personal");
        var reply = await _teams.Door.SendAsync(activity);
        _teams.Changed();
        return reply with { MessageId = message.Id };
    }

    /// <summary>Writes a message without a word to the bot, which therefore does not hear of it.</summary>
    public TeamsMessage Chats(string words, TeamsConversation where, string? root = null) =>
        Written(words, where, root, mentionsBot: false).Message;

    /// <summary>The activity of a message, not sent yet: for what a test wants to change in it.</summary>
    public JsonObject Draft(string words, TeamsConversation where) => Written(words, where, null, where.Kind != "personal").Activity;

    /// <summary>Sends an activity as it is, signed as it should be or with the token given.</summary>
    public async Task<TeamsReply> Sends(JsonObject activity, string? token = "")
    {
        var reply = await _teams.Door.PostAsync(
            activity.ToJsonString(),
            token is "" ? _teams.Issuer.Token(_teams.ServiceUrl) : token,
            TeamsDoor.MessageDeadline
        );
        return reply with { Activity = activity };
    }

    private (JsonObject Activity, TeamsMessage Message) Written(string words, TeamsConversation where, string? root, bool mentionsBot)
    {
        var activity = _activities.New("message", User, where, root);
        _activities.Write(activity, words, mentionsBot);
        var message = where.Add(
            where.Kind == "channel" ? root : null,
            User,
            activity.DeepClone().AsObject(),
            _teams.Options.Time.GetUtcNow()
        );
        activity["id"] = message.Id;
        if (where.Kind == "channel")
        {
            activity["conversation"]!["id"] = $"{where.Id};messageid={message.Root}";
        }

        return (activity, message);
    }
}
