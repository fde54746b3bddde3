using System.Net;
using System.Net.Http.Headers;
using IncidentBot.Slack.SocketMode;

namespace IncidentBot.Slack.Outgoing;

/// <summary>The bot's own client of Slack.</summary>
internal sealed class OwnSlackClient(SlackOptions options, SlackWire wire) : ISlackClient
{
    /// <inheritdoc />
    public async Task<SlackAnswer> CallAsync(string method, HttpContent arguments, string token, CancellationToken cancellation)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, options.ApiUrl + method) { Content = arguments };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await wire.SendAsync(method, request, cancellation);
        return response.StatusCode == HttpStatusCode.TooManyRequests
            ? throw SlackErrors.TooMany(method, response.Headers.RetryAfter?.Delta)
            : await wire.ReadAsync(method, response, cancellation);
    }

    /// <inheritdoc />
    public ISlackSocket Socket() => new OwnSocket();
}
