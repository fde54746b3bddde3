using System.Collections.Concurrent;
using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.Teams.Outgoing;
using NodaTime;

namespace IncidentBot.Teams.Incoming;

/// <summary>
/// Answers messages: Teams has no answer in the response of HTTP, so the reply is a message of its own, sent once Teams knows that we heard. It
/// is on the disk before that, so that a stop in between leaves nobody without one.
/// </summary>
internal sealed class Replies(
    TeamsPlatform platform,
    Connector connector,
    AdaptiveCards cards,
    TeamsOptions options,
    Afterwards afterwards,
    Lazy<Bot> bot
)
{
    private const int MostRemembered = 10_000;
    private const string Messages = "teams/%/message/%";

    // Nobody waits any longer.
    private static readonly Duration Patience = Duration.FromHours(1);

    private readonly ConcurrentDictionary<string, bool> _answered = new(StringComparer.Ordinal);
    private int _remembered;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Queue<Waiting>> _waiting = new(StringComparer.Ordinal);

    /// <summary>Answers where the message was written. A message that comes a second time is not answered a second time.</summary>
    /// <exception cref="Storage.StorageUnavailableException">The answer could not be kept: the message is not to be acknowledged.</exception>
    public async Task BeginAsync(Activity message, Reply reply, CancellationToken cancellation)
    {
        if (message.Identity is { } identity)
        {
            // What was committed has kept its answer with it.
            if (reply.Outcome != Outcome.Recorded && !reply.IsUntaken)
            {
                await bot.Value.Replies.KeepAsync(identity, reply, cancellation);
            }

            if (!IsFirst(identity))
            {
                return;
            }
        }

        var person = IsForOneAlone(reply, message.Conversation) ? message.FromId : null;
        // Many may wait where people type faster than Teams takes answers. What is on the disk need not be kept here too.
        var isRead = person is null && reply.SaysOnlyEntries && message.Identity is not null;
        Next(message.Conversation, new Waiting(message.Identity, isRead ? null : reply, person, IsRepetition: false));
    }

    /// <summary>Answers what was asked and not answered before the bot ended; where an answer may have got through, it looks first.</summary>
    /// <param name="before">What came later is somebody else's to answer, or under way.</param>
    /// <param name="cancellation">Ends the look.</param>
    public async Task ResumeAsync(Instant before, CancellationToken cancellation)
    {
        foreach (var (identity, reply) in await bot.Value.Replies.UntoldAsync(Messages, before - Patience, cancellation))
        {
            // To whom alone it was to be shown is not known any more, and the others are not to see it.
            if (Activity.ConversationOf(identity) is { } conversation && !IsForOneAlone(reply, conversation) && IsFirst(identity))
            {
                Next(conversation, new Waiting(identity, reply, null, IsRepetition: true));
            }
        }
    }

    private bool IsForOneAlone(Reply reply, string conversation) =>
        options.TargetedMessages && reply.Audience == Audience.Speaker && conversation.StartsWith("19:", StringComparison.Ordinal);

    private bool IsFirst(string identity)
    {
        // Counted here: a concurrent dictionary counts under all of its locks.
        if (Interlocked.Increment(ref _remembered) > MostRemembered)
        {
            Interlocked.Exchange(ref _remembered, 0);
            _answered.Clear();
        }

        return _answered.TryAdd(identity, true);
    }

    private static Card CardOf(Reply reply) =>
        reply.Form is { } form
            ? reply.Card.With(Buttons.Of(new Button("Fill in the form", form.Template, ButtonStyle.Primary, form)))
            : reply.Card;

    // One after the other in each conversation: in the order of the questions, and never a crowd that waits for its turn.
    private void Next(string conversation, Waiting waiting)
    {
        lock (_lock)
        {
            if (_waiting.TryGetValue(conversation, out var queue))
            {
                queue.Enqueue(waiting);
                return;
            }

            _waiting[conversation] = new Queue<Waiting>([waiting]);
        }

        afterwards.Begin("the answers of a conversation", stopping => SayAllAsync(conversation, stopping));
    }

    private async Task SayAllAsync(string conversation, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested && TryNext(conversation, out var next))
        {
            await afterwards.RunAsync(
                "the answer to a message",
                (again, cancellation) => OnceAsync(conversation, next, again, cancellation),
                Patience.ToTimeSpan()
            );
        }
    }

    private bool TryNext(string conversation, out Waiting next)
    {
        lock (_lock)
        {
            // Whoever comes after this begins anew.
            return _waiting[conversation].TryDequeue(out next) || !_waiting.Remove(conversation);
        }
    }

    // Also after a restart, and on whichever node it comes a second time.
    private async Task OnceAsync(string conversation, Waiting waiting, bool again, CancellationToken stopping)
    {
        if (waiting.Identity is not { } identity)
        {
            await SayAsync(conversation, waiting, again, stopping);
        }
        else if (!await bot.Value.Replies.IsToldAsync(identity, stopping))
        {
            await SayAsync(conversation, waiting, again, stopping);
            await bot.Value.Replies.MarkToldAsync(identity, stopping);
        }
    }

    private async Task SayAsync(string conversation, Waiting waiting, bool again, CancellationToken stopping)
    {
        var reply = waiting.Reply ?? await bot.Value.Replies.FindAsync(waiting.Identity!, stopping);
        if (reply is null)
        {
            // Kept for as long as the settings say, and that is over.
            return;
        }

        await (
            waiting.Person is { } person
                ? WhisperAsync(conversation, person, CardOf(reply), stopping)
                : platform.PostAsync(
                    TeamsPlatform.PlaceOf(conversation),
                    CardOf(reply),
                    new Attempt("reply/" + (waiting.Identity ?? conversation), again || waiting.IsRepetition),
                    stopping
                )
        );
    }

    private async Task WhisperAsync(string conversation, string person, Card card, CancellationToken stopping)
    {
        var answer = await connector.WhisperAsync(conversation, person, json => cards.WriteMessage(json, card), stopping);
        answer.Done();
    }

    // Without a reply it is read when its turn comes; with a person it is for that person alone.
    private readonly record struct Waiting(string? Identity, Reply? Reply, string? Person, bool IsRepetition);
}
