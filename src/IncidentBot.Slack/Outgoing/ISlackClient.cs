using System.Text.Json;
using IncidentBot.Slack.Incoming;

namespace IncidentBot.Slack.Outgoing;

/// <summary>What carries calls to Slack's Web API, and Socket Mode: the bot's own client, or a library's.</summary>
internal interface ISlackClient
{
    /// <summary>Calls a method once; repeating is for those who know whether it may be.</summary>
    /// <param name="method">Slack's name of it.</param>
    /// <param name="arguments">JSON or a form.</param>
    /// <param name="token">Whose call it is.</param>
    /// <param name="cancellation">Ends the call; its outcome is then unknown.</param>
    /// <returns>What Slack answered, also where that was no.</returns>
    /// <exception cref="Chat.DeliveryFailedException">No clear answer, or it wants to be left alone for a time.</exception>
    Task<SlackAnswer> CallAsync(string method, HttpContent arguments, string token, CancellationToken cancellation);

    /// <summary>A connection for Socket Mode, not opened yet.</summary>
    ISlackSocket Socket();
}

/// <summary>One connection for Socket Mode. It is opened once; whoever wants another one takes a new one.</summary>
internal interface ISlackSocket : IAsyncDisposable
{
    /// <summary>Connects.</summary>
    /// <param name="address">Where Slack said.</param>
    /// <param name="hear">Called with each message, one behind the other; may not wait.</param>
    /// <param name="cancellation">Ends the connecting.</param>
    /// <param name="stopping">Ends the hearing.</param>
    Task OpenAsync(Uri address, Action<ReadOnlyMemory<byte>> hear, CancellationToken cancellation, CancellationToken stopping);

    /// <summary>Done, and never failed, when nothing more comes.</summary>
    Task Closed { get; }

    /// <summary>Thanks for an envelope on the connection by which it came; several may be thanked for at once.</summary>
    Task AcknowledgeAsync(JsonElement envelope, SlackResponse answer, CancellationToken cancellation);
}
