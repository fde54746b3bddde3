using IncidentBot.Chat;
using Microsoft.Identity.Client;
using NodaTime;

namespace IncidentBot.Teams.Outgoing;

/// <summary>The bot's own tokens, one for the connector and one for Graph; kept until shortly before they end.</summary>
internal sealed class TeamsTokens : IDisposable
{
    private const string RealLogin = "https://login.microsoftonline.com/";

    private readonly IConfidentialClientApplication _app;
    private readonly HttpClient _http;

    public TeamsTokens(TeamsOptions options)
    {
        var isOverHttp = options.LoginUrl.StartsWith("http://", StringComparison.Ordinal);
        // The library speaks only to https; this machine's own login is reached behind its back.
        _http = new HttpClient(isOverHttp ? new Detour(RealLogin, options.LoginUrl) : new SocketsHttpHandler());
        _app = ConfidentialClientApplicationBuilder
            .Create(options.AppId)
            .WithClientSecret(options.AppPassword)
            .WithAuthority((isOverHttp ? RealLogin : options.LoginUrl) + options.TenantId, validateAuthority: false)
            .WithInstanceDiscovery(false)
            .WithHttpClientFactory(new OneClient(_http))
            .Build();
    }

    /// <summary>A token for a scope.</summary>
    /// <param name="scope">The scope, ending in <c>/.default</c>.</param>
    /// <param name="anew">The one that is kept was refused.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="DeliveryFailedException">There is none.</exception>
    public async Task<string> GetAsync(string scope, bool anew, CancellationToken cancellation)
    {
        try
        {
            return (await _app.AcquireTokenForClient([scope]).WithForceRefresh(anew).ExecuteAsync(cancellation)).AccessToken;
        }
        catch (MsalServiceException refused) when (refused.StatusCode is >= 400 and < 500 and not 429)
        {
            throw new DeliveryFailedException(
                DeliveryFailure.Unauthorized,
                $"Microsoft Entra does not accept the bot's app id and password ({refused.ErrorCode}). Make a new client secret on the app registration's page and put it into Teams__AppPassword.",
                isPermanent: false,
                Duration.FromMinutes(1),
                refused
            );
        }
        catch (Exception unreachable) when (unreachable is MsalException or HttpRequestException && !cancellation.IsCancellationRequested)
        {
            // Nothing was tried yet, so nothing can have happened.
            throw new DeliveryFailedException(
                DeliveryFailure.PlatformError,
                "Microsoft Entra gives no token now.",
                isPermanent: false,
                inner: unreachable
            );
        }
    }

    public void Dispose() => _http.Dispose();

    private sealed class OneClient(HttpClient http) : IMsalHttpClientFactory
    {
        public HttpClient GetHttpClient() => http;
    }

    private sealed class Detour(string from, string to) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var address = request.RequestUri!.ToString();
            request.RequestUri = address.StartsWith(from, StringComparison.Ordinal)
                ? new Uri(to + address[from.Length..])
                : request.RequestUri;
            return base.SendAsync(request, cancellationToken);
        }
    }
}
