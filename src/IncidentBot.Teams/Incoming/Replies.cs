using System.Collections.Concurrent;
using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.Teams.Outgoing;

namespace IncidentBot.Teams.Incoming;

/// <summary>Answers messages: Teams has no answer in the response of HTTP, so the reply is a message of its own, sent once Teams knows that we heard.</summary>
internal sealed class Replies(TeamsPlatform platform, Connector connector, AdaptiveCards cards, TeamsOptions options, Afterwards afterwards)
{
    private const int MostRemembered = 10_000;

    private readonly ConcurrentDictionary<string, bool> _answered = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Task> _last = new(StringComparer.Ordinal);

    /// <summary>Answers where the message was written. A message that comes a second time is not answered a second time.</summary>
    public void Begin(Activity message, Reply reply)
    {
        if (message.Identity is { } identity && !_answered.TryAdd(identity, true))
        {
            return;
        }

        if (_answered.Count > MostRemembered)
        {
            _answered.Clear();
        }

        var card = reply.Form is { } form
            ? reply.Card.With(Buttons.Of(new Button("Fill in the form", form.Template, ButtonStyle.Primary, form)))
            : reply.Card;
        var key = "reply/" + (message.Identity ?? message.Conversation);
        if (options.TargetedMessages && reply.Audience == Audience.Speaker && message.Kind is "channel" or "groupChat")
        {
            Next(message.Conversation, (_, stopping) => WhisperAsync(message, card, stopping));
            return;
        }

        Next(
            message.Conversation,
            (again, stopping) => platform.PostAsync(TeamsPlatform.PlaceOf(message.Conversation), card, new Attempt(key, again), stopping)
        );
    }

    // One after the other in each conversation: in the order of the questions, and never a crowd that waits for its turn.
    private void Next(string conversation, Func<bool, CancellationToken, Task> say)
    {
        lock (_lock)
        {
            if (_last.Count > MostRemembered)
            {
                foreach (var done in _last.Where(one => one.Value.IsCompleted).ToList())
                {
                    _last.Remove(done.Key);
                }
            }

            var before = _last.GetValueOrDefault(conversation, Task.CompletedTask);
            _last[conversation] = afterwards.RunAsync(
                "the answer to a message",
                async (again, stopping) =>
                {
                    await before.WaitAsync(stopping);
                    await say(again, stopping);
                }
            );
        }
    }

    private async Task WhisperAsync(Activity message, Card card, CancellationToken stopping)
    {
        var answer = await connector.WhisperAsync(message.Conversation, message.FromId, json => cards.WriteMessage(json, card), stopping);
        answer.Done();
    }
}
