using System.Globalization;
using System.Text.Json.Nodes;

namespace IncidentBot.Testing.Teams;

/// <summary>A channel, a group chat or the chat of one person with the bot.</summary>
public sealed class TeamsConversation(string id, string kind, TeamsTeam? team, string name)
{
    private readonly Lock _lock = new();
    private readonly List<TeamsMessage> _messages = [];

    public string Id { get; } = id;

    /// <summary><c>channel</c>, <c>groupChat</c> or <c>personal</c>.</summary>
    public string Kind { get; } = kind;

    public TeamsTeam? Team { get; } = team;

    public string Name { get; set; } = name;

    public string Description { get; set; } = "";

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Whether the app under test has made it.</summary>
    public bool IsBotsOwn { get; init; }

    public bool IsDeleted { get; set; }

    public bool IsArchived { get; set; }

    /// <summary>Whether the bot was taken out of the chat; of a channel its team decides.</summary>
    public bool IsBotOut { get; set; }

    public List<TeamsUser> People { get; } = [];

    /// <summary>The files of a channel by name.</summary>
    public Dictionary<string, string> Files { get; } = new(StringComparer.Ordinal);

    /// <summary>Who sees it.</summary>
    public IReadOnlyList<TeamsUser> Members => Team?.Members ?? People;

    public bool HasBot => Team?.IsBotInstalled ?? !IsBotOut;

    /// <summary>Its messages, oldest first, without those deleted.</summary>
    public IReadOnlyList<TeamsMessage> Messages
    {
        get
        {
            lock (_lock)
            {
                return [.. _messages.Where(message => !message.IsDeleted)];
            }
        }
    }

    /// <summary>What the bot has written, oldest first.</summary>
    public IReadOnlyList<TeamsMessage> FromBot => [.. Messages.Where(message => message.Author is null)];

    public TeamsMessage? Find(string messageId) => Messages.FirstOrDefault(message => message.Id == messageId);

    internal TeamsMessage Add(string? root, TeamsUser? author, JsonObject activity, DateTimeOffset now)
    {
        lock (_lock)
        {
            var stamp = now.ToUnixTimeMilliseconds();
            var last = _messages.Count == 0 ? 0 : long.Parse(_messages[^1].Id, CultureInfo.InvariantCulture);
            var stampId = Math.Max(stamp, last + 1).ToString(CultureInfo.InvariantCulture);
            var message = new TeamsMessage(stampId, root ?? stampId, author, activity, now);
            _messages.Add(message);
            return message;
        }
    }
}

/// <summary>A team: its people and channels, and whether the app is installed in it.</summary>
public sealed class TeamsTeam(string id, string groupId, string name)
{
    /// <summary>The id of its General channel, <c>19:…</c>, by which the connector knows it.</summary>
    public string Id { get; } = id;

    /// <summary>The id of its group, by which Graph knows it.</summary>
    public string GroupId { get; } = groupId;

    public string Name { get; } = name;

    public bool IsBotInstalled { get; set; } = true;

    public List<TeamsUser> Members { get; } = [];
}
