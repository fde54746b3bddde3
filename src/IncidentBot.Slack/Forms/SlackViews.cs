using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.Slack.Outgoing;

namespace IncidentBot.Slack.Forms;

/// <summary>Opens modals. A press or command allows that for three seconds, once.</summary>
internal sealed class SlackViews(SlackApi api, BlockKit kit)
{
    /// <summary>Opens a form.</summary>
    /// <param name="trigger">The permission that came with the press or command.</param>
    /// <param name="form">What is asked.</param>
    /// <param name="state">What the modal carries.</param>
    /// <param name="onTop">Whether it lies on a modal that is open.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <param name="callback">Which kind of modal it is.</param>
    /// <exception cref="DeliveryFailedException">It is not open.</exception>
    public async Task OpenAsync(
        string trigger,
        Form form,
        ModalState state,
        bool onTop,
        CancellationToken cancellation,
        string callback = Modal.FormCallback
    )
    {
        var answer = await api.WriteAsync(
            onTop ? "views.push" : "views.open",
            json =>
            {
                json.WriteString("trigger_id"u8, trigger);
                json.WritePropertyName("view"u8);
                Modal.Write(json, form, state, callback);
            },
            cancellation
        );
        answer.Done();
    }

    /// <summary>Shows a card in a modal: the answer to a press where there is no conversation.</summary>
    /// <exception cref="DeliveryFailedException">It is not open.</exception>
    public async Task ShowAsync(string trigger, Card card, bool onTop, CancellationToken cancellation)
    {
        var answer = await api.WriteAsync(
            onTop ? "views.push" : "views.open",
            json =>
            {
                json.WriteString("trigger_id"u8, trigger);
                json.WritePropertyName("view"u8);
                Modal.WriteCard(json, card, kit);
            },
            cancellation
        );
        answer.Done();
    }
}
