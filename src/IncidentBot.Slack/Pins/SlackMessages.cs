using System.Globalization;
using System.Text.Json;
using IncidentBot.Chat;
using IncidentBot.People;
using IncidentBot.Slack.Incoming;
using IncidentBot.Slack.Outgoing;
using IncidentBot.Slack.People;
using NodaTime;

namespace IncidentBot.Slack.Pins;

/// <summary>A message of Slack in our words.</summary>
internal sealed record FoundMessage(string Text, Instant At, PinnedMessage Source);

/// <summary>Reads one message: in a channel or a thread, with author, files and link.</summary>
internal sealed class SlackMessages(SlackApi api, SlackPeople people)
{
    /// <summary>The message; null where it is gone.</summary>
    /// <exception cref="DeliveryFailedException">Slack did not answer, or does not let the bot look.</exception>
    public async Task<FoundMessage?> FindAsync(string channel, string ts, CancellationToken cancellation)
    {
        // conversations.history knows no replies of threads; conversations.replies finds these and ordinary messages too.
        var answer = await api.ReadAsync(
            "conversations.replies",
            cancellation,
            ("channel", channel),
            ("ts", ts),
            ("oldest", ts),
            ("latest", ts),
            ("inclusive", "true"),
            ("limit", "10")
        );
        var message = answer
            .Done("thread_not_found", "message_not_found")
            .Json.Items("messages")
            .FirstOrDefault(message => message.Text("ts") == ts);
        return message.ValueKind == JsonValueKind.Object ? await ReadAsync(channel, message, cancellation) : null;
    }

    /// <summary>A message as Slack gave it.</summary>
    /// <exception cref="DeliveryFailedException">Slack did not answer.</exception>
    public async Task<FoundMessage> ReadAsync(string channel, JsonElement message, CancellationToken cancellation)
    {
        var ts = message.Text("ts");
        var source = new PinnedMessage(
            SlackPlatform.PlaceOf(channel),
            ts,
            await AuthorAsync(message, cancellation),
            await LinkAsync(channel, ts, cancellation),
            Files(message)
        )
        {
            AsOf = StateOf(message),
        };
        return new FoundMessage(WordsOf(message), TimeOf(ts), source);
    }

    /// <summary>What a message says, wherever it says it.</summary>
    public string WordsOf(JsonElement message) => MessageWords.Of(message, people);

    /// <summary>Which state of itself a message is: when it was changed last, empty where it never was.</summary>
    public static string StateOf(JsonElement message) => message.Find("edited").Text("ts");

    /// <summary>The moment that a timestamp of Slack names.</summary>
    public static Instant TimeOf(string ts) =>
        decimal.TryParse(ts, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            ? Instant.FromUnixTimeTicks((long)(seconds * 1_000_000) * 10)
            : Instant.FromUnixTimeSeconds(0);

    private async Task<Person> AuthorAsync(JsonElement message, CancellationToken cancellation)
    {
        if (message.Text("user") is { Length: > 0 } user)
        {
            return await people.GetAsync(user, cancellation);
        }

        return Integration(message);
    }

    /// <summary>Who speaks where no user does: an integration, which has a name of its own.</summary>
    public static Person Integration(JsonElement message)
    {
        var name = message.Text("username") is { Length: > 0 } shown ? shown : message.Find("bot_profile").Text("name");
        var id = message.Text("bot_id");
        return SlackPlatform.PersonOf(id.Length > 0 ? id : "unknown", name.Length > 0 ? name : "an integration");
    }

    private async Task<string?> LinkAsync(string channel, string ts, CancellationToken cancellation)
    {
        var answer = await api.ReadAsync("chat.getPermalink", cancellation, ("channel", channel), ("message_ts", ts));
        return answer.Ok ? answer.Json.Text("permalink") : null;
    }

    /// <summary>The files that hang on a message.</summary>
    public static PinnedFile[] Files(JsonElement message) =>
        [
            .. message
                .Items("files")
                .Select(file => new PinnedFile(
                    file.Text("title") is { Length: > 0 } title ? title
                        : file.Text("name") is { Length: > 0 } name ? name
                        : "file",
                    file.Text("permalink") is { Length: > 0 } link ? link : file.Text("url_private")
                ))
                .Where(file => file.Url.Length > 0),
        ];
}
