using System.Text.Json.Nodes;

namespace IncidentBot.Testing.Slack;

/// <summary>The stack of modals each person has open, at most three high, and everybody's Home tab.</summary>
public sealed class SlackViews
{
    private const int MaxStack = 3;
    private readonly SlackWorkspace _workspace;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<SlackView>> _modals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SlackView> _homes = new(StringComparer.Ordinal);

    internal SlackViews(SlackWorkspace workspace) => _workspace = workspace;

    /// <summary>The modal somebody looks at.</summary>
    public SlackView? Modal(string user) => Stack(user) is [.., var top] ? top : null;

    /// <summary>All modals somebody has open, the lowest first.</summary>
    public IReadOnlyList<SlackView> Stack(string user)
    {
        lock (_lock)
        {
            return [.. _modals.GetValueOrDefault(user) ?? []];
        }
    }

    public SlackView? Home(string user)
    {
        lock (_lock)
        {
            return _homes.GetValueOrDefault(user);
        }
    }

    internal SlackView Open(string user, JsonObject content)
    {
        lock (_lock)
        {
            RefuseDoubledExternalId(content, except: null);
            var id = _workspace.NewId("V");
            var view = Make(id, user, content, rootId: id, previousId: null);
            _modals[user] = [view];
            return view;
        }
    }

    internal SlackView Push(string user, JsonObject content)
    {
        lock (_lock)
        {
            var stack = _modals.GetValueOrDefault(user) ?? [];
            if (stack.Count is 0 or >= MaxStack)
            {
                throw new SlackRefusal(stack.Count == 0 ? "not_found" : "push_limit_reached");
            }

            RefuseDoubledExternalId(content, except: null);
            var view = Make(_workspace.NewId("V"), user, content, stack[0].Id, stack[^1].Id);
            stack.Add(view);
            return view;
        }
    }

    internal SlackView Update(string? id, string? externalId, string? hash, JsonObject content)
    {
        lock (_lock)
        {
            var old =
                _modals.Values.SelectMany(stack => stack).FirstOrDefault(view => id is null ? view.ExternalId == externalId : view.Id == id)
                ?? throw new SlackRefusal("not_found");
            if (hash is not null && hash != old.Hash)
            {
                throw new SlackRefusal("hash_conflict");
            }

            RefuseDoubledExternalId(content, except: old.Id);
            var view = Make(old.Id, old.User, content, old.RootId, old.PreviousId);
            var stack = _modals[old.User];
            stack[stack.FindIndex(other => other.Id == old.Id)] = view;
            return view;
        }
    }

    internal SlackView Publish(string user, string? hash, JsonObject content)
    {
        lock (_lock)
        {
            var old = _homes.GetValueOrDefault(user);
            if (hash is not null && old is not null && hash != old.Hash)
            {
                throw new SlackRefusal("hash_conflict");
            }

            var id = old?.Id ?? _workspace.NewId("V");
            return _homes[user] = Make(id, user, content, rootId: id, previousId: null);
        }
    }

    internal void CloseTop(string user)
    {
        lock (_lock)
        {
            if (_modals.TryGetValue(user, out var stack) && stack.Count > 0)
            {
                stack.RemoveAt(stack.Count - 1);
            }
        }
    }

    /// <summary>Closes one modal, wherever in the stack it is: the app may have opened another one on it meanwhile.</summary>
    internal void Close(string user, string id)
    {
        lock (_lock)
        {
            _modals.GetValueOrDefault(user)?.RemoveAll(view => view.Id == id);
        }
    }

    internal void CloseAll(string user)
    {
        lock (_lock)
        {
            _modals.Remove(user);
        }
    }

    private SlackView Make(string id, string user, JsonObject content, string rootId, string? previousId)
    {
        var named = content.DeepClone().AsObject();
        named["blocks"] = SlackBlocks.Named(content["blocks"] as JsonArray ?? []);
        return new SlackView(id, user, named)
        {
            RootId = rootId,
            PreviousId = previousId,
            Hash = $"{_workspace.Seconds()}.{_workspace.NewId("h")}",
        };
    }

    private void RefuseDoubledExternalId(JsonObject content, string? except)
    {
        var wanted = SlackBlocks.Text(content, "external_id");
        if (
            wanted is { Length: > 0 }
            && _modals.Values.SelectMany(stack => stack).Any(view => view.ExternalId == wanted && view.Id != except)
        )
        {
            throw new SlackRefusal("duplicate_external_id");
        }
    }
}
