using IncidentBot.Teams.Incoming;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Teams;
using Microsoft.Bot.Schema;
using InvokeResponse = IncidentBot.Teams.Incoming.InvokeResponse;
using SdkInvokeResponse = Microsoft.Bot.Builder.InvokeResponse;

namespace IncidentBot.Teams.BotBuilder;

/// <summary>One turn: whatever kind of activity it is, the bot's own doors answer it.</summary>
internal sealed class TeamsTurn(Func<CancellationToken, Task<InvokeResponse>> answer) : TeamsActivityHandler
{
    /// <summary>What was answered; nothing where the SDK knows the kind of activity as one that nobody answers.</summary>
    public InvokeResponse Answer { get; private set; } = InvokeResponse.Empty;

    protected override async Task<SdkInvokeResponse> OnInvokeActivityAsync(
        ITurnContext<IInvokeActivity> turnContext,
        CancellationToken cancellationToken
    )
    {
        await AnswerAsync(cancellationToken);
        return new SdkInvokeResponse { Status = Answer.Status };
    }

    protected override Task OnMessageActivityAsync(ITurnContext<IMessageActivity> turnContext, CancellationToken cancellationToken) =>
        AnswerAsync(cancellationToken);

    protected override Task OnMessageUpdateActivityAsync(
        ITurnContext<IMessageUpdateActivity> turnContext,
        CancellationToken cancellationToken
    ) => AnswerAsync(cancellationToken);

    protected override Task OnMessageDeleteActivityAsync(
        ITurnContext<IMessageDeleteActivity> turnContext,
        CancellationToken cancellationToken
    ) => AnswerAsync(cancellationToken);

    protected override Task OnMessageReactionActivityAsync(
        ITurnContext<IMessageReactionActivity> turnContext,
        CancellationToken cancellationToken
    ) => AnswerAsync(cancellationToken);

    protected override Task OnConversationUpdateActivityAsync(
        ITurnContext<IConversationUpdateActivity> turnContext,
        CancellationToken cancellationToken
    ) => AnswerAsync(cancellationToken);

    protected override Task OnInstallationUpdateActivityAsync(
        ITurnContext<IInstallationUpdateActivity> turnContext,
        CancellationToken cancellationToken
    ) => AnswerAsync(cancellationToken);

    protected override Task OnEventActivityAsync(ITurnContext<IEventActivity> turnContext, CancellationToken cancellationToken) =>
        AnswerAsync(cancellationToken);

    protected override Task OnUnrecognizedActivityTypeAsync(ITurnContext turnContext, CancellationToken cancellationToken) =>
        AnswerAsync(cancellationToken);

    private async Task AnswerAsync(CancellationToken cancellation) => Answer = await answer(cancellation);
}
