using System.Security.Claims;
using IncidentBot.Teams.Incoming;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Logging;
using Activity = IncidentBot.Teams.Incoming.Activity;

namespace IncidentBot.Teams.BotBuilder;

/// <summary>
/// The SDK's adapter for activities that are proved already. Left to itself it reads a request before it knows who sends it, and answers many a
/// forged token with 500.
/// </summary>
internal sealed class TurnAdapter : CloudAdapter
{
    private readonly OwnAuthentication _authentication;
    private readonly TeamsOptions _options;

    public TurnAdapter(OwnAuthentication authentication, TeamsOptions options, ILogger<TurnAdapter> logger)
        : base(authentication, logger)
    {
        _authentication = authentication;
        _options = options;
        // It would answer the channel's guess at where an activity belongs; a message to Teams goes where it is sent.
        Use(new NoReplyTo());
    }

    /// <summary>Runs a proved activity as a turn, and gives back what was answered in it.</summary>
    public async Task<InvokeResponse> TakeAsync(
        Activity activity,
        Func<CancellationToken, Task<InvokeResponse>> answer,
        CancellationToken cancellation
    )
    {
        var turn = new TeamsTurn(answer);
        var proved = new AuthenticateRequestResult
        {
            ClaimsIdentity = Identity(activity),
            ConnectorFactory = _authentication.CreateConnectorFactory(null),
        };
        await ProcessActivityAsync(proved, Read(activity), turn.OnTurnAsync, cancellation);
        return turn.Answer;
    }

    private ClaimsIdentity Identity(Activity activity)
    {
        var identity = CreateClaimsIdentity(_options.AppId);
        identity.AddClaim(new Claim(AuthenticationConstants.ServiceUrlClaim, activity.ServiceUrl));
        return identity;
    }

    // What the SDK needs for a turn. What people wrote is read by the doors: there every member may be missing, or be another thing than it should.
    private static Microsoft.Bot.Schema.Activity Read(Activity activity) =>
        new()
        {
            Type = activity.Type,
            Id = activity.Id,
            Name = activity.Name,
            ServiceUrl = activity.ServiceUrl,
            ChannelId = activity.ChannelId,
            From = new ChannelAccount(activity.FromId, activity.FromName, aadObjectId: activity.FromAccount),
            Recipient = new ChannelAccount(activity.BotId),
            Conversation = new ConversationAccount(conversationType: activity.Kind, id: activity.Conversation),
        };
}
