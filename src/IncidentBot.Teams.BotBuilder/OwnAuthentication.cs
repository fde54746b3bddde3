using System.Security.Claims;
using IncidentBot.Teams.Incoming;
using IncidentBot.Teams.Outgoing;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Rest;
using Newtonsoft.Json;

namespace IncidentBot.Teams.BotBuilder;

/// <summary>
/// Who may speak to the SDK, and as whom it speaks. Activities come to it proved; a request that does not come that way is refused, for there is
/// one door to the bot.
/// </summary>
internal sealed class OwnAuthentication(TeamsHttp http) : BotFrameworkAuthentication
{
    /// <inheritdoc />
    public override Task<AuthenticateRequestResult> AuthenticateRequestAsync(
        Microsoft.Bot.Schema.Activity activity,
        string authHeader,
        CancellationToken cancellationToken
    ) => throw new UnauthorizedAccessException("Activities come to the adapter proved.");

    /// <inheritdoc />
    public override Task<AuthenticateRequestResult> AuthenticateStreamingRequestAsync(
        string authHeader,
        string channelIdHeader,
        CancellationToken cancellationToken
    ) => throw new UnauthorizedAccessException("The bot takes no streams.");

    /// <inheritdoc />
    public override ConnectorFactory CreateConnectorFactory(ClaimsIdentity? claimsIdentity) => new Connectors(http);

    /// <inheritdoc />
    public override Task<UserTokenClient> CreateUserTokenClientAsync(ClaimsIdentity claimsIdentity, CancellationToken cancellationToken) =>
        Task.FromResult<UserTokenClient>(new NoSignIn());

    private sealed class Connectors(TeamsHttp http) : ConnectorFactory
    {
        public override Task<IConnectorClient> CreateAsync(string serviceUrl, string audience, CancellationToken cancellationToken)
        {
            // The bot's own patience ends a call.
            var client = new HttpClient(new OverTeamsHttp(http)) { Timeout = Timeout.InfiniteTimeSpan };
            var connector = new ConnectorClient(new Uri(serviceUrl), new NoCredentials(), client, disposeHttpClient: true);
            connector.SerializationSettings.Formatting = Formatting.None;
            return Task.FromResult<IConnectorClient>(connector);
        }
    }

    // The token is put on the request where it is sent.
    private sealed class NoCredentials : ServiceClientCredentials;
}
