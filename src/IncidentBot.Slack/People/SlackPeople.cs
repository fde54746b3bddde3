using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using IncidentBot.Chat;
using IncidentBot.People;
using IncidentBot.Slack.Incoming;
using IncidentBot.Slack.Outgoing;
using NodaTime;

namespace IncidentBot.Slack.People;

/// <summary>
/// The people of the workspace by their Slack ids, kept in memory and in the database. Nobody waits for a look-up: whoever is not known yet is
/// called what Slack called them in the message, and is looked up afterwards, once a day anew.
/// </summary>
internal sealed class SlackPeople(SlackApi api, SlackRoster roster, SlackOptions options, IClock clock) : INames
{
    private const int MostPages = 10;
    private static readonly Duration FreshFor = Duration.FromDays(1);
    private static readonly Duration AgainAfter = Duration.FromMinutes(10);

    private readonly ConcurrentDictionary<string, Known> _known = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Instant> _asked = new(StringComparer.Ordinal);
    private readonly Channel<string> _wanted = Channel.CreateUnbounded<string>(new UnboundedChannelOptions { SingleReader = true });

    /// <summary>Who must be looked up.</summary>
    public ChannelReader<string> Wanted => _wanted.Reader;

    /// <summary>Somebody who speaks, with their zone.</summary>
    public Speaker SpeakerOf(string id, string label)
    {
        var known = Find(id);
        return new Speaker(
            SlackPlatform.PersonOf(id, known?.Name ?? (label.Length > 0 ? label : id)),
            known?.Zone is { Length: > 0 } zone ? zone : options.DefaultZone
        );
    }

    /// <inheritdoc />
    public Person PersonOf(string id, string label) => SpeakerOf(id, label).Person;

    /// <inheritdoc />
    public string HandleOf(string id, string label)
    {
        // A group that is spoken of is looked up: work can be given to one that is known.
        var known = Find(id);
        return label.Length > 0 ? label : known?.Name ?? id;
    }

    /// <summary>Somebody, looked up where they are not known; their id is their name where Slack does not know them either.</summary>
    public async Task<Person> GetAsync(string id, CancellationToken cancellation)
    {
        if (!_known.ContainsKey(id))
        {
            await LookUpAsync(id, cancellation);
        }

        return PersonOf(id, "");
    }

    /// <summary>Reads what the database knows.</summary>
    public async Task LoadAsync(CancellationToken cancellation)
    {
        foreach (var (id, known) in await roster.ListAsync(cancellation))
        {
            _known.TryAdd(id, known);
        }
    }

    /// <summary>Asks Slack for one person, or for the user groups where the id is one's.</summary>
    /// <exception cref="DeliveryFailedException">Slack did not answer.</exception>
    public async Task LookUpAsync(string id, CancellationToken cancellation)
    {
        if (id.StartsWith('S'))
        {
            await LookUpGroupsAsync(cancellation);
            return;
        }

        var answer = await api.ReadAsync("users.info", cancellation, ("user", id));
        if (Read(answer.Done("user_not_found", "user_not_visible", "missing_scope").Json.Find("user")) is { } known)
        {
            await KeepAsync([(id, known)], cancellation);
        }
    }

    /// <summary>Asks for everybody once, so that the first words of each are already in their name and zone.</summary>
    /// <exception cref="DeliveryFailedException">Slack did not answer; whoever speaks is then asked for one by one.</exception>
    public async Task GreetAsync(CancellationToken cancellation)
    {
        var cursor = "";
        for (var page = 0; page < MostPages; page++)
        {
            var answer = (await api.ReadAsync("users.list", cancellation, ("limit", "200"), ("cursor", cursor))).Done();
            // Of those who have left only whom the bot knows matters: their tasks are somebody else's now.
            var members = answer.Json.Items("members").Where(user => !user.Flag("deleted") || _known.ContainsKey(user.Text("id")));
            await KeepAsync(
                [
                    .. members
                        .Select(user => (user.Text("id"), Read(user)))
                        .Where(pair => pair.Item2 is not null)
                        .Select(pair => (pair.Item1, pair.Item2!)),
                ],
                cancellation
            );
            cursor = answer.Json.Find("response_metadata").Text("next_cursor");
            if (cursor.Length == 0)
            {
                return;
            }
        }
    }

    /// <summary>Asks for the user groups: a task may be given to one by its handle.</summary>
    /// <exception cref="DeliveryFailedException">Slack did not answer.</exception>
    public async Task LookUpGroupsAsync(CancellationToken cancellation)
    {
        var groups = await api.ReadAsync("usergroups.list", cancellation);
        var now = clock.GetCurrentInstant();
        await KeepAsync(
            [
                .. groups
                    .Done("missing_scope")
                    .Json.Items("usergroups")
                    .Select(group => (group.Text("id"), new Known(group.Text("handle"), "", now))),
            ],
            cancellation
        );
    }

    private Known? Read(JsonElement user)
    {
        var profile = user.Find("profile");
        var name = new[]
        {
            profile.Text("real_name"),
            user.Text("real_name"),
            profile.Text("display_name"),
            user.Text("name"),
        }.FirstOrDefault(candidate => candidate.Trim().Length > 0);
        // A zone that this machine does not know is as good as none.
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(user.Text("tz"))?.Id ?? "";
        return name is null ? null : new Known(name.Trim(), zone, clock.GetCurrentInstant()) { HasLeft = user.Flag("deleted") };
    }

    private async Task KeepAsync(IReadOnlyList<(string Id, Known Known)> found, CancellationToken cancellation)
    {
        await roster.KeepAsync(found, cancellation);
        foreach (var (id, known) in found)
        {
            _known[id] = known;
        }
    }

    private Known? Find(string id)
    {
        var known = _known.GetValueOrDefault(id);
        var now = clock.GetCurrentInstant();
        if (known is null || now - known.AskedAt > FreshFor)
        {
            if (_asked.GetValueOrDefault(id) is var asked && now - asked > AgainAfter)
            {
                _asked[id] = now;
                _wanted.Writer.TryWrite(id);
            }
        }

        return known;
    }

    /// <summary>What is known of somebody, and since when.</summary>
    internal sealed record Known(string Name, string Zone, Instant AskedAt)
    {
        /// <summary>Slack says that the account was deactivated.</summary>
        public bool HasLeft { get; init; }
    }
}
