using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using IncidentBot.Chat;
using IncidentBot.Slack.Incoming;

namespace IncidentBot.Slack.Outgoing;

/// <summary>Finds what an earlier try has left whose answer never came: posts by the mark in their metadata, channels by name and maker.</summary>
internal sealed class EarlierTry(SlackApi api, SlackWorkspace workspace, TimeProvider time)
{
    private const string EventType = "incidentbot_effect";
    private const int MostPages = 5;
    private const int Page = 200;

    // A channel of an earlier life of the database may have the same name; one that a lost answer left is young.
    private static readonly TimeSpan YoungChannel = TimeSpan.FromDays(2);

    // Keys whose last try was certainly not done: there is nothing to look for.
    private readonly ConcurrentDictionary<string, bool> _refused = new(StringComparer.Ordinal);

    /// <summary>Writes the mark by which a message is found again.</summary>
    public static void WriteMark(Utf8JsonWriter json, string key)
    {
        json.WriteStartObject("metadata"u8);
        json.WriteString("event_type"u8, EventType);
        json.WriteStartObject("event_payload"u8);
        json.WriteString("key"u8, key);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Whether an earlier try may have been done.</summary>
    public bool MustLook(Attempt attempt) => attempt.MayHaveHappened && !_refused.ContainsKey(attempt.Key);

    /// <summary>Tries, and remembers where Slack has certainly not done it.</summary>
    public async Task<SlackAnswer> MakeAsync(Attempt attempt, Func<Task<SlackAnswer>> call)
    {
        _refused.TryRemove(attempt.Key, out _);
        try
        {
            var answer = await call();
            if (!answer.Ok)
            {
                _refused[attempt.Key] = true;
            }

            return answer;
        }
        catch (Exception refused)
            when (refused is DeliveryPostponedException or DeliveryFailedException { Reason: DeliveryFailure.RateLimited })
        {
            _refused[attempt.Key] = true;
            throw;
        }
    }

    /// <summary>The message with this mark among the last ones of a channel; null where there is none.</summary>
    public Task<string?> FindPostAsync(string channel, string key, CancellationToken cancellation) =>
        FindMessageAsync(
            channel,
            message =>
                message.Find("metadata") is var mark
                && mark.Text("event_type") == EventType
                && mark.Find("event_payload").Text("key") == key,
            cancellation
        );

    /// <summary>The message that has this file; null where there is none. One of another size is an earlier draft.</summary>
    public Task<string?> FindFileAsync(string channel, string name, int size, CancellationToken cancellation) =>
        FindMessageAsync(
            channel,
            message =>
                message
                    .Items("files")
                    .Any(file =>
                        file.Text("name") == name
                        && file.Find("size") is { ValueKind: JsonValueKind.Number } number
                        && number.TryGetInt64(out var length)
                        && length == size
                    ),
            cancellation
        );

    /// <summary>The channel that an earlier try has made; null where there is none.</summary>
    public async Task<(string Id, string Name)?> FindChannelAsync(WantedChannel wanted, CancellationToken cancellation)
    {
        var me = (await workspace.AskAsync(cancellation)).BotUser;
        var since = (time.GetUtcNow() - YoungChannel).ToUnixTimeSeconds();
        var cursor = "";
        for (var page = 0; page < MostPages; page++)
        {
            var answer = (
                await api.ReadAsync(
                    "conversations.list",
                    cancellation,
                    ("types", wanted.IsPrivate ? "private_channel" : "public_channel"),
                    ("exclude_archived", "true"),
                    ("limit", "999"),
                    ("cursor", cursor)
                )
            ).Done();
            foreach (var channel in answer.Json.Items("channels"))
            {
                if (channel.Text("creator") == me && IsSuffixed(channel.Text("name"), wanted.Name) && IsFresh(channel, since))
                {
                    return (channel.Text("id"), channel.Text("name"));
                }
            }

            cursor = answer.Json.Find("response_metadata").Text("next_cursor");
            if (cursor.Length == 0)
            {
                break;
            }
        }

        return null;
    }

    private static bool IsSuffixed(string name, string wanted) =>
        name.StartsWith(wanted, StringComparison.Ordinal)
        && (name.Length == wanted.Length || (name.Length == wanted.Length + 2 && name[^2] == '-'));

    // One that was furnished already is another incident's.
    private static bool IsFresh(JsonElement channel, long since) =>
        channel.Find("created") is { ValueKind: JsonValueKind.Number } created
        && created.GetInt64() >= since
        && channel.Find("purpose").Text("value").Length == 0;

    private async Task<string?> FindMessageAsync(string channel, Func<JsonElement, bool> isIt, CancellationToken cancellation)
    {
        var cursor = "";
        for (var page = 0; page < MostPages; page++)
        {
            var answer = await HistoryAsync(channel, cursor, cancellation);
            if (answer.Error == "not_in_channel")
            {
                await api.JoinAsync(channel, cancellation);
                answer = await HistoryAsync(channel, cursor, cancellation);
            }

            // Where the bot may not look it posts: twice is better than never.
            if (answer is { Ok: false, Error: "missing_scope" or "not_in_channel" or "channel_not_found" })
            {
                return null;
            }

            if (answer.Done().Json.Items("messages").Where(isIt).Select(message => message.Text("ts")).FirstOrDefault() is { } found)
            {
                return found;
            }

            // During an outage of the bot's others have gone on writing.
            cursor = answer.Json.Find("response_metadata").Text("next_cursor");
            if (cursor.Length == 0)
            {
                break;
            }
        }

        return null;
    }

    private Task<SlackAnswer> HistoryAsync(string channel, string cursor, CancellationToken cancellation) =>
        api.ReadAsync(
            "conversations.history",
            cancellation,
            ("channel", channel),
            ("include_all_metadata", "true"),
            ("limit", Page.ToString(CultureInfo.InvariantCulture)),
            ("cursor", cursor)
        );
}
