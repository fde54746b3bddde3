using System.Globalization;

namespace IncidentBot.Testing.Slack;

/// <summary>Everything the workspace holds. Tests read it and set it up; only people and the Web API change it later.</summary>
public sealed class SlackWorkspace
{
    private readonly FakeSlackOptions _options;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, SlackUser> _users = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SlackUserGroup> _groups = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SlackChannel> _channels = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SlackFile> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SlackCanvas> _canvases = new(StringComparer.Ordinal);
    private long _lastMicroseconds;
    private int _lastId;

    internal SlackWorkspace(FakeSlackOptions options)
    {
        _options = options;
        AddUser(new SlackUser(options.BotUserId, "incidentbot") { IsBot = true });
    }

    public IReadOnlyList<SlackUser> Users => Snapshot(_users);

    public IReadOnlyList<SlackUserGroup> Groups => Snapshot(_groups);

    public IReadOnlyList<SlackChannel> Channels => Snapshot(_channels);

    public IReadOnlyList<SlackFile> Files => Snapshot(_files);

    public IReadOnlyList<SlackCanvas> Canvases => Snapshot(_canvases);

    public SlackUser AddUser(SlackUser user) => Put(_users, user.Id, user);

    public SlackUser AddUser(string id, string name) => AddUser(new SlackUser(id, name));

    public SlackUserGroup AddGroup(string id, string handle, params string[] users) =>
        Put(_groups, id, new SlackUserGroup(id, handle, users));

    /// <summary>A channel made by somebody else; the bot is in it only if it is named among the members.</summary>
    public SlackChannel AddChannel(string id, string name, bool isPrivate = false, IEnumerable<string>? members = null)
    {
        var channel = new SlackChannel(id, name, Seconds()) { IsPrivate = isPrivate, IsGeneral = name == "general" };
        channel.Members.UnionWith(members ?? []);
        return Put(_channels, id, channel);
    }

    public SlackUser? User(string id) => Get(_users, id);

    public SlackUserGroup? Group(string id) => Get(_groups, id);

    public SlackChannel? Channel(string id) => Get(_channels, id);

    public SlackFile? File(string id) => Get(_files, id);

    public SlackCanvas? Canvas(string id) => Get(_canvases, id);

    public SlackChannel? ChannelNamed(string name) => Channels.FirstOrDefault(channel => channel.Name == name);

    /// <summary>The direct conversation between the bot and somebody, opened when there is none yet.</summary>
    public SlackChannel DirectWith(string user)
    {
        var open = Channels.FirstOrDefault(channel => channel.IsDirect && channel.Members.Contains(user));
        if (open is not null)
        {
            return open;
        }

        var channel = new SlackChannel(NewId("D"), "directmessage", Seconds()) { IsDirect = true };
        channel.Members.UnionWith([user, _options.BotUserId]);
        return Put(_channels, channel.Id, channel);
    }

    /// <summary>Slack gives a channel a new id when it becomes shared.</summary>
    internal void ChangeId(SlackChannel channel, string newId)
    {
        lock (_lock)
        {
            _channels.Remove(channel.Id);
            channel.Id = newId;
            foreach (var message in channel.Messages)
            {
                channel.Replace(message with { Channel = newId });
            }

            _channels[newId] = channel;
        }
    }

    internal SlackFile Save(SlackFile file) => Put(_files, file.Id, file);

    internal SlackCanvas Save(SlackCanvas canvas) => Put(_canvases, canvas.Id, canvas);

    internal SlackChannel Create(string name, bool isPrivate, string creator)
    {
        var channel = AddChannel(NewId("C"), name, isPrivate, [creator]);
        channel.Creator = creator;
        return channel;
    }

    internal void Delete(SlackCanvas canvas)
    {
        lock (_lock)
        {
            _canvases.Remove(canvas.Id);
        }
    }

    /// <summary>A timestamp that names a message: never the same twice, always later than the last.</summary>
    internal string NextTs()
    {
        lock (_lock)
        {
            var now = (_options.Time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
            _lastMicroseconds = Math.Max(now, _lastMicroseconds + 1);
            return string.Create(CultureInfo.InvariantCulture, $"{_lastMicroseconds / 1_000_000}.{_lastMicroseconds % 1_000_000:000000}");
        }
    }

    internal string NewId(string prefix)
    {
        lock (_lock)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{prefix}0N{++_lastId:000000}");
        }
    }

    internal long Seconds() => _options.Time.GetUtcNow().ToUnixTimeSeconds();

    private List<T> Snapshot<T>(Dictionary<string, T> things)
    {
        lock (_lock)
        {
            return [.. things.Values];
        }
    }

    private T Put<T>(Dictionary<string, T> things, string id, T thing)
    {
        lock (_lock)
        {
            things[id] = thing;
        }

        return thing;
    }

    private T? Get<T>(Dictionary<string, T> things, string id)
        where T : class
    {
        lock (_lock)
        {
            return things.GetValueOrDefault(id);
        }
    }
}
