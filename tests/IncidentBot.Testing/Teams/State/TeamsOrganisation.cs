using System.Globalization;

namespace IncidentBot.Testing.Teams;

/// <summary>Everybody and everything there is: people, teams, channels, chats.</summary>
public sealed class TeamsOrganisation(FakeTeamsOptions options)
{
    private readonly Lock _lock = new();
    private readonly List<TeamsConversation> _conversations = [];
    private int _number;

    public List<TeamsUser> Users { get; } = [];

    public List<TeamsTeam> Teams { get; } = [];

    public IReadOnlyList<TeamsConversation> Conversations
    {
        get
        {
            lock (_lock)
            {
                return [.. _conversations];
            }
        }
    }

    public TeamsUser AddUser(string name, string timeZone = "UTC")
    {
        var number = Interlocked.Increment(ref _number);
        var user = new TeamsUser(
            $"29:1{name.Replace(" ", "", StringComparison.Ordinal)}-_{number}",
            $"aaaaaaaa-0000-0000-0000-{number.ToString("D12", CultureInfo.InvariantCulture)}",
            name
        )
        {
            TimeZone = timeZone,
        };
        Users.Add(user);
        return user;
    }

    public TeamsTeam AddTeam(string name, params TeamsUser[] members)
    {
        var number = Interlocked.Increment(ref _number);
        var team = new TeamsTeam(
            $"19:team{number}@thread.tacv2",
            $"bbbbbbbb-0000-0000-0000-{number.ToString("D12", CultureInfo.InvariantCulture)}",
            name
        );
        team.Members.AddRange(members);
        Teams.Add(team);
        Add(new TeamsConversation(team.Id, "channel", team, "General") { CreatedAt = options.Time.GetUtcNow() });
        return team;
    }

    public TeamsConversation AddChannel(TeamsTeam team, string name, bool isBotsOwn = false) =>
        Add(
            new TeamsConversation($"19:channel{Interlocked.Increment(ref _number)}@thread.tacv2", "channel", team, name)
            {
                CreatedAt = options.Time.GetUtcNow(),
                IsBotsOwn = isBotsOwn,
            }
        );

    /// <summary>The chat of one person with the bot, begun by either.</summary>
    public TeamsConversation Personal(TeamsUser user)
    {
        lock (_lock)
        {
            if (_conversations.Find(chat => chat.Kind == "personal" && chat.People.Contains(user)) is { } known)
            {
                return known;
            }
        }

        var chat = Add(new TeamsConversation($"a:1{user.Id[3..]}", "personal", null, user.Name));
        chat.People.Add(user);
        return chat;
    }

    public TeamsConversation AddGroupChat(string name, params TeamsUser[] people)
    {
        var chat = Add(new TeamsConversation($"19:chat{Interlocked.Increment(ref _number)}@thread.v2", "groupChat", null, name));
        chat.People.AddRange(people);
        return chat;
    }

    /// <summary>Finds a conversation by an id with or without a message in it.</summary>
    public TeamsConversation? Find(string id, out string? root)
    {
        const string Mark = ";messageid=";
        var at = id.IndexOf(Mark, StringComparison.Ordinal);
        root = at < 0 ? null : id[(at + Mark.Length)..];
        var bare = at < 0 ? id : id[..at];
        return Conversations.FirstOrDefault(conversation => conversation.Id == bare && !conversation.IsDeleted);
    }

    public TeamsTeam? Team(string groupId) => Teams.Find(team => team.GroupId == groupId);

    public IEnumerable<TeamsConversation> ChannelsOf(TeamsTeam team) =>
        Conversations.Where(conversation => conversation.Team == team && !conversation.IsDeleted);

    private TeamsConversation Add(TeamsConversation conversation)
    {
        lock (_lock)
        {
            _conversations.Add(conversation);
        }

        return conversation;
    }
}
