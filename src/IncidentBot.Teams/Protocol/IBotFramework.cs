using System.Text.Json;
using IncidentBot.Teams.Incoming;
using IncidentBot.Teams.Outgoing;

namespace IncidentBot.Teams.Protocol;

/// <summary>The Bot Framework's protocol: proved activities become turns, what the bot says becomes calls of the connector. The bot's own way, or a library's.</summary>
/// <remarks>Who may speak to the bot, and how often it tries again, is not left to any library.</remarks>
internal interface IBotFramework
{
    /// <summary>Runs an activity as one turn.</summary>
    /// <param name="activity">The activity, proved and allowed.</param>
    /// <param name="answer">What is done in the turn; it is done once, and its failure is the turn's.</param>
    /// <param name="cancellation">Ends the turn.</param>
    Task<InvokeResponse> TurnAsync(Activity activity, Func<CancellationToken, Task<InvokeResponse>> answer, CancellationToken cancellation);

    /// <summary>Says something in a conversation, with the thread where that is one.</summary>
    /// <exception cref="Chat.DeliveryFailedException">No clear answer: it may have been said.</exception>
    Task<TeamsAnswer> SendAsync(ConnectorCall call, string conversation, Action<Utf8JsonWriter> message, CancellationToken cancellation);

    /// <summary>Changes a message of the bot's own.</summary>
    /// <exception cref="Chat.DeliveryFailedException">No clear answer: it may have been changed.</exception>
    Task<TeamsAnswer> ChangeAsync(
        ConnectorCall call,
        string conversation,
        string id,
        Action<Utf8JsonWriter> message,
        CancellationToken cancellation
    );

    /// <summary>Begins a thread in a channel, or a chat with one person.</summary>
    /// <exception cref="Chat.DeliveryFailedException">No clear answer: it may have been begun.</exception>
    Task<TeamsAnswer> BeginAsync(ConnectorCall call, Action<Utf8JsonWriter> conversation, CancellationToken cancellation);

    /// <summary>A page of the people of a conversation.</summary>
    /// <exception cref="Chat.DeliveryFailedException">No clear answer.</exception>
    Task<TeamsAnswer> MembersAsync(ConnectorCall call, string conversation, string continuation, CancellationToken cancellation);
}

/// <summary>A call of the connector.</summary>
/// <param name="What">The call in words, for sentences.</param>
/// <param name="ServiceUrl">Which connector it goes to, with a slash at the end; one that is allowed.</param>
internal sealed record ConnectorCall(string What, string ServiceUrl)
{
    /// <summary>How many people stand on a page.</summary>
    public const int PageOfMembers = 200;

    private const string World = "https://api.botframework.com/.default";
    private const string Government = "https://api.botframework.us/.default";

    /// <summary>What the token for it is asked for with.</summary>
    public string Scope => ScopeOf(ServiceUrl);

    /// <summary>What a token for the connector at that address is asked for with.</summary>
    public static string ScopeOf(string serviceUrl) =>
        new Uri(serviceUrl).Host.EndsWith(".us", StringComparison.Ordinal) ? Government : World;
}
