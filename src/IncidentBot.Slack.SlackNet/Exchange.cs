using System.Net;
using IncidentBot.Slack.Outgoing;
using Newtonsoft.Json;
using SlackNet;

namespace IncidentBot.Slack.SlackNet;

/// <summary>
/// One call of SlackNet's on the bot's line to Slack, which waits for so long and no longer. SlackNet's own line takes an answer that is no
/// JSON, such as a proxy's page, for a yes.
/// </summary>
internal sealed class Exchange(SlackWire wire, string method, SlackJsonSettings json) : IHttp
{
    /// <summary>What Slack answered, word for word.</summary>
    public SlackAnswer? Answer { get; private set; }

    /// <inheritdoc />
    public async Task<T> Execute<T>(HttpRequestMessage requestMessage, CancellationToken cancellationToken = default)
    {
        using var response = await wire.SendAsync(method, requestMessage, cancellationToken);
        if (response.StatusCode == HttpStatusCode.TooManyRequests)
        {
            throw new SlackRateLimitException(response.Headers.RetryAfter?.Delta);
        }

        Answer = await wire.ReadAsync(method, response, cancellationToken);
        return JsonConvert.DeserializeObject<T>(Answer.Json.GetRawText(), json.SerializerSettings)!;
    }
}
