using System.Collections.Concurrent;
using IncidentBot.Teams.Incoming;

namespace IncidentBot.Teams.Conversations;

/// <summary>
/// Where each conversation is served, kept in memory and in the database. Only what a proved message has said comes in here: the bot sends its
/// token to these addresses.
/// </summary>
internal sealed class ConversationBook(ConversationRows rows, ServiceUrls serviceUrls, TeamsOptions options, Afterwards afterwards)
    : IDisposable
{
    private readonly ConcurrentDictionary<string, Reference> _known = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Conversation, string Person), bool> _present = new();
    private readonly SemaphoreSlim _oneAtATime = new(1);
    private volatile bool _isLoaded;

    /// <summary>Every conversation that is known.</summary>
    public IReadOnlyCollection<Reference> All => [.. _known.Values];

    /// <summary>Learns from a message that was proved. Nobody waits for the database.</summary>
    public void Remember(Activity activity)
    {
        var id = activity.BareConversation;
        if (id.Length == 0)
        {
            return;
        }

        var before = _known.GetValueOrDefault(id);
        var kind = activity.Kind.Length > 0 ? activity.Kind : before?.Kind ?? "";
        Keep(
            new Reference(
                id,
                activity.ServiceUrl.EndsWith('/') ? activity.ServiceUrl : activity.ServiceUrl + "/",
                kind,
                activity.Team.Length > 0 ? activity.Team : before?.Team ?? "",
                activity.TeamGroup.Length > 0 ? activity.TeamGroup : before?.TeamGroup ?? ""
            )
        );
        if (activity.FromId.Length > 0 && activity.Type is "message" or "invoke")
        {
            MarkPresent(activity.Conversation, activity.FromId);
            MarkPresent(id, activity.FromId);
        }
    }

    /// <summary>A channel that the bot has made is served where its team is.</summary>
    public void Adopt(string channel, string teamGroup)
    {
        var sister = _known.Values.FirstOrDefault(known => known.TeamGroup.Equals(teamGroup, StringComparison.OrdinalIgnoreCase));
        Keep(new Reference(channel, sister?.ServiceUrl ?? options.ServiceUrl, "channel", sister?.Team ?? "", teamGroup));
    }

    /// <summary>A group chat that the bot has begun is served where the rest of the organisation is.</summary>
    public void AdoptChat(string chat) =>
        Keep(new Reference(chat, _known.Values.FirstOrDefault()?.ServiceUrl ?? options.ServiceUrl, "groupChat", "", ""));

    /// <summary>The connector that serves a conversation, the general one where no message has named one.</summary>
    public async ValueTask<string> ServiceUrlOfAsync(string conversation, CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        var known = _known.GetValueOrDefault(Activity.Bare(conversation)) ?? _known.Values.FirstOrDefault();
        // The operator may have narrowed what is allowed since the row was written.
        return known is not null && serviceUrls.IsAllowed(known.ServiceUrl) ? known.ServiceUrl : options.ServiceUrl;
    }

    /// <summary>The team of a channel as Graph knows it; empty where that is not known.</summary>
    public async ValueTask<string> TeamGroupOfAsync(string conversation, CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        return _known.GetValueOrDefault(Activity.Bare(conversation))?.TeamGroup ?? "";
    }

    /// <summary>
    /// The teams, as Graph knows them, in which a channel may be: its own where a message has said it, else every team that is known. A channel in
    /// which nobody has spoken to the bot yet is in one of them.
    /// </summary>
    public async ValueTask<IReadOnlyList<string>> TeamGroupsOfAsync(string conversation, CancellationToken cancellation)
    {
        var own = await TeamGroupOfAsync(conversation, cancellation);
        return own.Length > 0 ? [own]
            : !Activity.Bare(conversation).EndsWith("@thread.tacv2", StringComparison.Ordinal) ? []
            :
            [
                .. _known
                    .Values.Select(known => known.TeamGroup)
                    .Append(options.IncidentTeam)
                    .Where(team => team.Length > 0)
                    .Distinct(StringComparer.OrdinalIgnoreCase),
            ];
    }

    /// <summary>Whether somebody need not be called into a conversation any more.</summary>
    public async ValueTask<bool> IsPresentAsync(string conversation, string person, CancellationToken cancellation) =>
        _present.ContainsKey((conversation, person)) || await rows.IsPresentAsync(conversation, person, cancellation);

    /// <summary>Somebody has written in a conversation, or was called there.</summary>
    public void MarkPresent(string conversation, string person)
    {
        // Asked with every message, and new with few.
        if (!_present.ContainsKey((conversation, person)) && _present.TryAdd((conversation, person), true))
        {
            afterwards.Begin("keeping who is where", stopping => rows.MarkPresentAsync(conversation, person, stopping));
        }
    }

    /// <summary>Reads what the database knows, once.</summary>
    public async ValueTask LoadAsync(CancellationToken cancellation)
    {
        if (_isLoaded)
        {
            return;
        }

        await _oneAtATime.WaitAsync(cancellation);
        try
        {
            foreach (var reference in _isLoaded ? [] : await rows.ListAsync(cancellation))
            {
                // What a message has said since is newer.
                _known.TryAdd(reference.Id, reference);
            }

            _isLoaded = true;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => _oneAtATime.Dispose();

    private void Keep(Reference reference)
    {
        if (_known.TryGetValue(reference.Id, out var before) && before == reference)
        {
            return;
        }

        _known[reference.Id] = reference;
        afterwards.Begin("keeping how a conversation is written to", stopping => rows.KeepAsync(reference, stopping));
    }
}
