using System.Text.Json.Nodes;

namespace IncidentBot.Testing.Slack;

/// <summary>A channel or a direct conversation, with all that hangs on it.</summary>
public sealed class SlackChannel
{
    private readonly Lock _lock = new();
    private readonly List<SlackMessage> _messages = [];

    internal SlackChannel(string id, string name, long created)
    {
        Id = id;
        Name = name;
        Created = created;
    }

    public string Id { get; internal set; }

    public string Name { get; internal set; }

    public bool IsPrivate { get; internal set; }

    public bool IsDirect { get; internal init; }

    public bool IsArchived { get; internal set; }

    public bool IsGeneral { get; internal set; }

    public string Topic { get; internal set; } = "";

    public string Purpose { get; internal set; } = "";

    public string Creator { get; internal set; } = "";

    public string? CanvasId { get; internal set; }

    public HashSet<string> Members { get; } = new(StringComparer.Ordinal);

    public List<string> PinnedTs { get; } = [];

    public List<JsonObject> Bookmarks { get; } = [];

    /// <summary>What stands in the channel now, threads and private notices included, oldest first.</summary>
    public IReadOnlyList<SlackMessage> Messages
    {
        get
        {
            lock (_lock)
            {
                return [.. _messages];
            }
        }
    }

    internal long Created { get; }

    /// <summary>What kind of channel events and payloads call this one.</summary>
    internal string Kind =>
        IsDirect ? "im"
        : IsPrivate ? "group"
        : "channel";

    public SlackMessage? Find(string ts) => Messages.FirstOrDefault(message => message.Ts == ts);

    /// <summary>The replies below a message, oldest first, without the message itself.</summary>
    public IReadOnlyList<SlackMessage> Thread(string ts) => [.. Messages.Where(message => message.ThreadTs == ts && message.Ts != ts)];

    internal SlackMessage Add(SlackMessage message)
    {
        lock (_lock)
        {
            _messages.Add(message);
        }

        return message;
    }

    internal SlackMessage Replace(SlackMessage message)
    {
        lock (_lock)
        {
            _messages[_messages.FindIndex(old => old.Ts == message.Ts)] = message;
        }

        return message;
    }

    internal void Remove(string ts)
    {
        lock (_lock)
        {
            _messages.RemoveAll(message => message.Ts == ts);
        }

        PinnedTs.Remove(ts);
    }

    internal JsonObject ToJson(string viewer, bool countMembers = false)
    {
        var json = new JsonObject
        {
            ["id"] = Id,
            ["name"] = Name,
            ["name_normalized"] = Name,
            ["created"] = Created,
            ["creator"] = Creator,
            ["is_channel"] = !IsPrivate && !IsDirect,
            ["is_group"] = IsPrivate,
            ["is_im"] = IsDirect,
            ["is_mpim"] = false,
            ["is_private"] = IsPrivate || IsDirect,
            ["is_archived"] = IsArchived,
            ["is_general"] = IsGeneral,
            ["is_member"] = Members.Contains(viewer),
            ["topic"] = new JsonObject { ["value"] = Topic },
            ["purpose"] = new JsonObject { ["value"] = Purpose },
        };
        if (countMembers)
        {
            json["num_members"] = Members.Count;
        }

        if (CanvasId is not null)
        {
            json["properties"] = new JsonObject
            {
                ["canvas"] = new JsonObject { ["file_id"] = CanvasId, ["is_empty"] = false },
            };
        }

        return json;
    }
}
