using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using IncidentBot.Incidents;
using IncidentBot.People;
using IncidentBot.WebChat;

namespace IncidentBot.Server.WebChat;

/// <summary>Tells one browser which channels changed, as it happens. It names channels only; what is in them is fetched.</summary>
internal static class ChannelChanges
{
    private const int MostWaiting = 100;

    // A proxy cuts a connection that is silent for long.
    private static readonly System.TimeSpan LongestSilence = System.TimeSpan.FromSeconds(15);

    /// <summary>The changes until the browser goes or the bot stops. The first event says that the listening has begun.</summary>
    public static async IAsyncEnumerable<SseItem<string>> ListenAsync(
        Bot bot,
        Person who,
        [EnumeratorCancellation] CancellationToken gone,
        CancellationToken stopping
    )
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(gone, stopping);
        var changed = Channel.CreateBounded<string>(
            new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest }
        );
        void OnChanged(string channel) => changed.Writer.TryWrite(channel);
        void OnCommitted(Decided decided) =>
            changed.Writer.TryWrite(
                decided.After.Channels.TryGetValue(WebPlatform.PlatformName, out var opened) ? opened.Channel.Channel : WebPlatform.General
            );
        void OnChangedElsewhere(IncidentId id) => changed.Writer.TryWrite(Marked(id.Number));
        bot.WebMessages.Changed += OnChanged;
        bot.Store.ChangedElsewhere += OnChangedElsewhere;
        bot.Store.Committed += OnCommitted;
        try
        {
            yield return new SseItem<string>("", "listening");
            while (await NextAsync(changed.Reader, either.Token) is { } channels)
            {
                foreach (var channel in await VisibleAsync(bot, who, channels, either.Token))
                {
                    yield return new SseItem<string>(channel, "changed");
                }

                if (channels.Count == 0)
                {
                    yield return new SseItem<string>("", "still-here");
                }
            }
        }
        finally
        {
            bot.WebMessages.Changed -= OnChanged;
            bot.Store.ChangedElsewhere -= OnChangedElsewhere;
            bot.Store.Committed -= OnCommitted;
        }
    }

    private static async Task<HashSet<string>?> NextAsync(ChannelReader<string> reader, CancellationToken cancellation)
    {
        var channels = new HashSet<string>(StringComparer.Ordinal);
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        silence.CancelAfter(LongestSilence);
        try
        {
            await reader.WaitToReadAsync(silence.Token);
        }
        catch (OperationCanceledException)
        {
            return cancellation.IsCancellationRequested ? null : channels;
        }

        while (reader.TryRead(out var channel))
        {
            channels.Add(channel);
        }

        return channels;
    }

    private static async Task<IEnumerable<string>> VisibleAsync(
        Bot bot,
        Person who,
        HashSet<string> channels,
        CancellationToken cancellation
    )
    {
        if (channels.Count == 0)
        {
            return [];
        }

        var incidents = channels.Select(Unmarked).OfType<IncidentId>();
        return await bot.VisibleChannels.AmongAsync(channels, incidents, who.Id, cancellation);
    }

    // What another node changed is told by the incident's number; no channel's id looks like this.
    private static string Marked(int incident) => $"#{incident}";

    private static IncidentId? Unmarked(string changed) =>
        changed.StartsWith('#') ? new IncidentId(int.Parse(changed.AsSpan(1), CultureInfo.InvariantCulture)) : null;
}
