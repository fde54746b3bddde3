using System.Collections.Concurrent;
using IncidentBot.Chat;
using IncidentBot.Slack.Incoming;

namespace IncidentBot.Slack.Outgoing;

/// <summary>Sets topic, purpose, pin and bookmark of a channel. One that fails never keeps the others back.</summary>
internal sealed class ChannelDresser(SlackApi api, SlackOptions options)
{
    /// <summary>Slack's limit for topic and purpose.</summary>
    public const int TopicText = 250;

    private const string BookmarkTitle = "Incident and postmortem";

    // What is known to be done: each change of a topic is a message that people see, and each look costs a call.
    private readonly ConcurrentDictionary<string, string> _topics = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _done = new(StringComparer.Ordinal);

    /// <summary>Does what is not done yet.</summary>
    /// <exception cref="DeliveryFailedException">Some of it failed; the rest is done.</exception>
    public async Task DressAsync(string channel, ChannelDress dress, CancellationToken cancellation)
    {
        var failures = new List<DeliveryFailedException>();
        await TryAsync(failures, () => SetTopicAsync(channel, dress, cancellation));
        await TryAsync(failures, () => PinAsync(channel, dress.Pinned, cancellation));
        await TryAsync(failures, () => BookmarkAsync(channel, dress.Incident, cancellation));
        var first = failures.Find(failure => !failure.IsPermanent) ?? failures.FirstOrDefault();
        if (first is not null)
        {
            throw new DeliveryFailedException(
                first.Reason,
                string.Join(" ", failures.Select(failure => failure.Message)),
                first.IsPermanent,
                first.RetryAfter,
                first
            );
        }
    }

    private static async Task TryAsync(List<DeliveryFailedException> failures, Func<Task> step)
    {
        try
        {
            await step();
        }
        catch (DeliveryFailedException failure)
        {
            failures.Add(failure);
        }
        catch (DeliveryPostponedException postponed)
        {
            failures.Add(
                new DeliveryFailedException(DeliveryFailure.RateLimited, "Slack takes no more of these for a while.", false, postponed.For)
            );
        }
    }

    private async Task SetTopicAsync(string channel, ChannelDress dress, CancellationToken cancellation)
    {
        var topic = BlockKit.Shortened(dress.Topic, TopicText);
        if (_topics.TryGetValue(channel, out var known) && known == topic)
        {
            return;
        }

        var now = (await api.ReadAsync("conversations.info", cancellation, ("channel", channel))).Done().Json.Find("channel");
        if (now.Flag("is_archived"))
        {
            // Whoever archives a channel leaves it: what else hangs on it stays as it is.
            _done[channel] = true;
            return;
        }

        if (NoNames.Read(now.Find("topic").Text("value")) != topic)
        {
            await SetAsync("conversations.setTopic", "topic", channel, topic, cancellation);
        }

        _topics[channel] = topic;
        if (now.Find("purpose").Text("value").Length == 0)
        {
            await SetAsync("conversations.setPurpose", "purpose", channel, BlockKit.Shortened(dress.Purpose, TopicText), cancellation);
        }
    }

    private async Task SetAsync(string method, string what, string channel, string text, CancellationToken cancellation)
    {
        var answer = await api.WriteAsync(
            method,
            json =>
            {
                json.WriteString("channel"u8, channel);
                json.WriteString(what, text);
            },
            cancellation
        );
        answer.Done("is_archived");
    }

    private async Task PinAsync(string channel, string? message, CancellationToken cancellation)
    {
        if (message is null || _done.ContainsKey($"{channel} {message}"))
        {
            return;
        }

        var answer = await api.WriteAsync(
            "pins.add",
            json =>
            {
                json.WriteString("channel"u8, channel);
                json.WriteString("timestamp"u8, message);
            },
            cancellation
        );
        answer.Done("already_pinned", "is_archived", "message_not_found");
        _done[$"{channel} {message}"] = true;
    }

    private async Task BookmarkAsync(string channel, int incident, CancellationToken cancellation)
    {
        if (options.DashboardUrl.Length == 0 || _done.ContainsKey(channel))
        {
            return;
        }

        var known = (await api.ReadAsync("bookmarks.list", cancellation, ("channel_id", channel))).Done();
        if (!known.Json.Items("bookmarks").Any(bookmark => bookmark.Text("title") == BookmarkTitle))
        {
            var answer = await api.WriteAsync(
                "bookmarks.add",
                json =>
                {
                    json.WriteString("channel_id"u8, channel);
                    json.WriteString("title"u8, BookmarkTitle);
                    json.WriteString("type"u8, "link"u8);
                    json.WriteString("link"u8, $"{options.DashboardUrl.TrimEnd('/')}/incidents/INC-{incident}/postmortem");
                },
                cancellation
            );
            answer.Done("is_archived");
        }

        _done[channel] = true;
    }
}
