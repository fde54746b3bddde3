using System.Net;
using System.Net.Http.Headers;
using IncidentBot.Teams.Outgoing;
using IncidentBot.Teams.Protocol;

namespace IncidentBot.Teams.BotBuilder;

/// <summary>Carries the SDK's requests as the bot carries its own: with its token, its patience, and one new token where one is refused.</summary>
internal sealed class OverTeamsHttp(TeamsHttp http) : HttpMessageHandler
{
    private const string Json = "application/json";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var exchange = Exchange.Current;
        var address = request.RequestUri!.AbsoluteUri;
        var answer = await http.SendAsync(
            exchange?.What ?? "a call of the Bot Framework SDK",
            request.Method,
            address,
            ConnectorCall.ScopeOf(address),
            request.Content is null ? null : await request.Content.ReadAsByteArrayAsync(cancellationToken),
            Json,
            cancellationToken
        );
        if (exchange is not null)
        {
            exchange.Answer = answer;
        }

        return new HttpResponseMessage((HttpStatusCode)answer.Status)
        {
            RequestMessage = request,
            Content = new StringContent(
                answer.Json.ValueKind == default ? "" : answer.Json.GetRawText(),
                new MediaTypeHeaderValue(Json, "utf-8")
            ),
        };
    }
}
