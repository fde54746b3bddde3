using System.Text.Json;
using IncidentBot.Slack.Incoming;

namespace IncidentBot.Slack.Outgoing;

/// <summary>What Slack answered to a call that it understood: yes with something, or no with a reason.</summary>
internal sealed record SlackAnswer(string Method, JsonElement Json)
{
    /// <summary>Whether it was done.</summary>
    public bool Ok => Json.Flag("ok");

    /// <summary>Why it was not, in Slack's word.</summary>
    public string Error => Json.Text("error");

    /// <summary>The scopes that the token has, where Slack said so.</summary>
    public string Scopes { get; init; } = "";

    /// <summary>Slack's own time when it answered.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>The answer, where it was done or the reason is as good as done.</summary>
    /// <exception cref="Chat.DeliveryFailedException">It was not done.</exception>
    public SlackAnswer Done(params ReadOnlySpan<string> asGood) => Ok || asGood.Contains(Error) ? this : throw SlackErrors.Failure(this);
}
