using IncidentBot.Slack.Outgoing;
using Newtonsoft.Json;
using SlackNet;

namespace IncidentBot.Slack.SlackNet;

/// <summary>SlackNet as the client of Slack.</summary>
/// <remarks>
/// It never repeats a call by itself: what was not answered is looked for before it is done again, by those who know how. It logs nothing, for
/// it would log what people say.
/// </remarks>
internal sealed class SlackNetClient(SlackOptions options, SlackWire wire) : ISlackClient
{
    private readonly Addresses _addresses = new(options.ApiUrl);
    private readonly SlackJsonSettings _json = Json();

    /// <inheritdoc />
    public async Task<SlackAnswer> CallAsync(string method, HttpContent arguments, string token, CancellationToken cancellation)
    {
        var exchange = new Exchange(wire, method, _json);
        var client = new SlackApiClient(exchange, _addresses, _json, token) { DisableRetryOnRateLimit = true };
        try
        {
            await client.Post(method, [], arguments, cancellation);
        }
        catch (SlackRateLimitException tooMany)
        {
            throw SlackErrors.TooMany(method, tooMany.RetryAfter);
        }
        catch (SlackException) when (exchange.Answer is not null)
        {
            // Slack said no. Of the reasons the exception keeps some only; the answer has them all.
        }

        return exchange.Answer!;
    }

    /// <inheritdoc />
    public ISlackSocket Socket() => new SlackNetSocket(_json);

    // A text that looks like a date stays what somebody wrote.
    private static SlackJsonSettings Json()
    {
        var json = Default.JsonSettings();
        json.SerializerSettings.DateParseHandling = DateParseHandling.None;
        return json;
    }

    // SlackNet's own ones are always Slack's.
    private sealed class Addresses(string api) : ISlackUrlBuilder
    {
        public string Url(string apiMethod, Dictionary<string, object> args) => api + apiMethod;
    }
}
