using IncidentBot.Chat;
using IncidentBot.Incidents;
using IncidentBot.Outbox;
using Microsoft.Extensions.AI;

namespace IncidentBot.Postmortems.Wording;

/// <summary>Asks the model as the outbox asks for it, beside everything else: 1. reads the incident; 2. asks; 3. records what the entries bear out.</summary>
internal sealed class WordingDelivery(IncidentStore store, IncidentDesk desk)
{
    private const int MostAttempts = 3;
    private const int MostTokens = 1_500;

    /// <summary>Asks, and records. Where nothing of the answer holds, the bot's own words stand.</summary>
    /// <exception cref="DeliveryFailedException">The model did not answer; after a few tries it is let be.</exception>
    public async Task RunAsync(Delivery delivery, CancellationToken cancellation)
    {
        if (
            store.Postmortems.Wording is not { } wording
            || await store.FindCommittedAsync(delivery.Incident, cancellation) is not { IsClosed: true } incident
            || !Reword.IsWanted(incident, store.Postmortems)
        )
        {
            return;
        }

        var answer = WordedAnswer.Read(await AskAsync(wording, incident, delivery.Attempts, cancellation)).BorneOutBy(incident);
        if (answer.Count > 0)
        {
            await desk.HandleOwnAsync(delivery.Incident, new RecordWording(answer, wording.Model), $"{delivery.Id}/worded", cancellation);
        }
    }

    private static async Task<string> AskAsync(WordingOptions wording, Incident incident, int attempts, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(wording.Patience, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            var options = new ChatOptions
            {
                ModelId = wording.Model,
                Temperature = 0,
                MaxOutputTokens = MostTokens,
            };
            return (await wording.Client.GetResponseAsync(WordingPrompt.Of(incident), options, either.Token)).Text;
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
        {
            // What a model or whoever stands in its place has said is no part of a message that people read.
            throw new DeliveryFailedException(
                DeliveryFailure.Unreachable,
                $"the model {wording.Model} did not answer as it should",
                isPermanent: attempts >= MostAttempts,
                inner: exception
            );
        }
    }
}
