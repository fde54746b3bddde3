using IncidentBot.Teams.Outgoing;

namespace IncidentBot.Teams.BotBuilder;

/// <summary>One call of the connector by the SDK, with the answer as it came: the SDK's own view of it loses Teams' words for a refusal.</summary>
internal sealed class Exchange(string what)
{
    private static readonly AsyncLocal<Exchange?> Under = new();

    /// <summary>The one that is under way here; null where the SDK calls by itself.</summary>
    public static Exchange? Current => Under.Value;

    /// <summary>The call in words, for sentences.</summary>
    public string What => what;

    /// <summary>What came back; null as long as nothing has.</summary>
    public TeamsAnswer? Answer { get; set; }

    /// <summary>Lets the SDK make its call, and gives back the answer.</summary>
    /// <exception cref="Chat.DeliveryFailedException">No clear answer.</exception>
    public static async Task<TeamsAnswer> OfAsync(string what, Func<Task> call)
    {
        var exchange = new Exchange(what);
        Under.Value = exchange;
        try
        {
            await call();
        }
        catch (Exception) when (exchange.Answer is not null)
        {
            // A refusal, or a body that it did not expect: the answer says it better.
        }

        return exchange.Answer ?? throw new InvalidOperationException($"The Bot Framework SDK made no call for {what}.");
    }
}
