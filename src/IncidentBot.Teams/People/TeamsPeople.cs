using System.Collections.Concurrent;
using System.Text.Json;
using IncidentBot.Chat;
using IncidentBot.People;
using IncidentBot.Teams.Conversations;
using IncidentBot.Teams.Incoming;
using IncidentBot.Teams.Outgoing;
using NodaTime;

namespace IncidentBot.Teams.People;

/// <summary>
/// The people of Teams by the ids that they have for this bot, kept in memory and in the database. Nobody waits for a look-up: every message
/// says who wrote it and whom it mentions, and whoever has not written yet is learnt from the members of the team.
/// </summary>
internal sealed class TeamsPeople(
    Connector connector,
    TeamsRoster roster,
    ConversationBook book,
    TeamsOptions options,
    Afterwards afterwards
)
{
    private const int MostPages = 20;
    private const int MostOffered = 100;

    private readonly ConcurrentDictionary<string, KnownPerson> _known = new(StringComparer.Ordinal);

    /// <summary>Who speaks, with their zone.</summary>
    public Speaker SpeakerOf(Activity activity)
    {
        Learn(activity);
        var known = _known.GetValueOrDefault(activity.FromId);
        return new Speaker(PersonOf(activity.FromId, activity.FromName), known?.Zone is { Length: > 0 } zone ? zone : options.DefaultZone);
    }

    /// <summary>The person of that id.</summary>
    public Person PersonOf(string id, string label) =>
        TeamsPlatform.PersonOf(
            id,
            _known.GetValueOrDefault(id)?.Name is { Length: > 0 } name ? name
                : label.Length > 0 ? label
                : id
        );

    /// <summary>The person whom the directory knows by that id, where we do too; else one whom only the directory knows.</summary>
    public Person PersonOfAccount(string account, string name)
    {
        var id = _known
            .FirstOrDefault(one => account.Length > 0 && one.Value.Account.Equals(account, StringComparison.OrdinalIgnoreCase))
            .Key;
        return id is not null ? PersonOf(id, name) : TeamsPlatform.PersonOf(account, name.Length > 0 ? name : account);
    }

    /// <summary>The directory's id of a person; empty where it is not known.</summary>
    public string AccountOf(string id) => _known.GetValueOrDefault(id)?.Account ?? "";

    /// <summary>Whom a form offers, by name.</summary>
    public IReadOnlyList<Person> Offered() =>
        [
            .. _known
                .Where(one => !one.Value.HasLeft)
                .OrderBy(one => one.Value.Name, StringComparer.OrdinalIgnoreCase)
                .Take(MostOffered)
                .Select(one => TeamsPlatform.PersonOf(one.Key, one.Value.Name)),
        ];

    /// <summary>The ids of those for whom a card is drawn anew.</summary>
    public IReadOnlyList<string> Readers() => [.. _known.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The chat with one person alone, begun where it is not.</summary>
    /// <exception cref="DeliveryFailedException">It could not be begun.</exception>
    public async Task<string> ChatAsync(string id, CancellationToken cancellation)
    {
        var known = _known.GetValueOrDefault(id) ?? new KnownPerson("");
        if (known.Chat.Length > 0)
        {
            return known.Chat;
        }

        var chat = (await connector.ChatAsync(id, cancellation)).Done().Json.Text("id");
        if (chat.Length == 0)
        {
            throw new DeliveryFailedException(DeliveryFailure.Unreachable, "Teams began a chat and did not say which.", isPermanent: false);
        }

        await KeepAsync([(id, known with { Chat = chat, Name = known.Name.Length > 0 ? known.Name : id })], cancellation);
        return chat;
    }

    /// <summary>Reads what the database knows.</summary>
    public async Task LoadAsync(CancellationToken cancellation)
    {
        foreach (var (id, known) in await roster.ListAsync(cancellation))
        {
            _known.TryAdd(id, known);
        }
    }

    /// <summary>Learns who is in a team or a chat.</summary>
    /// <exception cref="DeliveryFailedException">Teams did not answer.</exception>
    public Task MeetAsync(string conversation, bool isTeam, CancellationToken cancellation) =>
        ReadMembersAsync(conversation, isTeam, [], cancellation);

    /// <summary>Learns who is in every team that is known.</summary>
    /// <exception cref="DeliveryFailedException">Teams did not answer.</exception>
    public async Task MeetEverybodyAsync(CancellationToken cancellation)
    {
        await book.LoadAsync(cancellation);
        string[] configured = [options.IncidentChannel, options.AnnouncementChannel];
        var teams = book
            .All.Where(known => known.Team.Length > 0)
            .Select(known => known.Team)
            .Concat(configured.Where(channel => channel.Length > 0 && book.All.All(known => known.Id != channel)))
            .Distinct(StringComparer.Ordinal);
        var (seen, isWhole) = (new HashSet<string>(StringComparer.Ordinal), true);
        foreach (var team in teams)
        {
            isWhole &= await ReadMembersAsync(team, isTeam: true, seen, cancellation);
        }

        // Whoever only writes to the bot alone was never a member, and has not left.
        if (isWhole && seen.Count > 0)
        {
            var gone = _known.Where(one => one.Value.IsMember && !seen.Contains(one.Key));
            await KeepAsync([.. gone.Select(one => (one.Key, one.Value with { IsMember = false, HasLeft = true }))], cancellation);
        }
    }

    // Whether these are all: a list that is cut off says nothing of those behind.
    private async Task<bool> ReadMembersAsync(string conversation, bool isTeam, HashSet<string> seen, CancellationToken cancellation)
    {
        var continuation = "";
        for (var page = 0; page < MostPages; page++)
        {
            var answer = (await connector.MembersAsync(conversation, continuation, cancellation)).Done().Json;
            var found = answer
                .Items("members")
                .Select(member => Read(member, isTeam))
                .Where(one => one.Id.StartsWith("29:", StringComparison.Ordinal))
                .ToList();
            seen.UnionWith(found.Select(one => one.Id));
            await KeepAsync([.. found.Where(one => _known.GetValueOrDefault(one.Id) != one.Known)], cancellation);
            continuation = answer.Text("continuationToken");
            if (continuation.Length == 0)
            {
                return true;
            }
        }

        return false;
    }

    private (string Id, KnownPerson Known) Read(JsonElement member, bool isTeam)
    {
        var id = member.Text("id");
        var before = _known.GetValueOrDefault(id);
        var account = member.Text("aadObjectId") is { Length: > 0 } said ? said : member.Text("objectId");
        return (
            id,
            new KnownPerson(
                member.Text("name") is { Length: > 0 } name ? name : before?.Name ?? id,
                before?.Zone ?? "",
                account.Length > 0 ? account : before?.Account ?? "",
                before?.Chat ?? ""
            )
            {
                IsMember = isTeam || before is { IsMember: true },
            }
        );
    }

    private void Learn(Activity activity)
    {
        var id = activity.FromId;
        if (!id.StartsWith("29:", StringComparison.Ordinal))
        {
            return;
        }

        var before = _known.GetValueOrDefault(id);
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(activity.TimeZone) is not null ? activity.TimeZone : before?.Zone ?? "";
        var now = new KnownPerson(
            activity.FromName.Length > 0 ? activity.FromName : before?.Name ?? id,
            zone,
            activity.FromAccount.Length > 0 ? activity.FromAccount : before?.Account ?? "",
            activity.Kind == "personal" ? activity.BareConversation : before?.Chat ?? ""
        )
        {
            IsMember = before is { IsMember: true },
        };
        if (now != before)
        {
            _known[id] = now;
            afterwards.Begin("keeping who somebody is", stopping => roster.KeepAsync([(id, now)], stopping));
        }
    }

    private async Task KeepAsync(IReadOnlyList<(string Id, KnownPerson Known)> found, CancellationToken cancellation)
    {
        if (found.Count > 0)
        {
            await roster.KeepAsync(found, cancellation);
            foreach (var (id, known) in found)
            {
                _known[id] = known;
            }
        }
    }
}
