using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using IncidentBot.Slack.Incoming;

namespace IncidentBot.Slack;

/// <summary>A press, a form that was sent, or a shortcut, as Slack hands it over.</summary>
internal sealed class Interaction(JsonElement payload)
{
    private readonly JsonElement _action = payload.Items("actions").FirstOrDefault();

    public string Type { get; } = payload.Text("type");

    public string TriggerId { get; } = payload.Text("trigger_id");

    public string UserId { get; } = payload.Find("user").Text("id");

    public string UserName { get; } =
        payload.Find("user").Text("name") is { Length: > 0 } name ? name : payload.Find("user").Text("username");

    public string ResponseUrl { get; } = payload.Text("response_url");

    public JsonElement View { get; } = payload.Find("view");

    public JsonElement Message { get; } = payload.Find("message");

    public string MessageTs { get; } = payload.Text("message_ts") is { Length: > 0 } ts ? ts : payload.Find("container").Text("message_ts");

    /// <summary>The channel it happened in; on a form the one that the form remembers, elsewhere empty.</summary>
    public string Channel { get; } =
        payload.Find("channel").Text("id") is { Length: > 0 } id ? id : payload.Find("container").Text("channel_id");

    public string Callback { get; } = payload.Text("callback_id") is { Length: > 0 } id ? id : payload.Find("view").Text("callback_id");

    /// <summary>What the button carries, or the choice of a menu.</summary>
    public string Value => _action.Text("value") is { Length: > 0 } value ? value : _action.Find("selected_option").Text("value");

    public bool IsEphemeral { get; } = payload.Find("container").Flag("is_ephemeral");

    public bool IsOnHome { get; } = payload.Find("view").Text("type") == "home";

    public bool IsInModal { get; } = payload.Find("view").Text("type") == "modal";

    /// <summary>
    /// What makes a form that was sent one message. Where the answer was late Slack lets the person send it again, as another press: the same
    /// form with the same answers is one.
    /// </summary>
    public string FormIdentity(string answers) =>
        View.Text("id") is { Length: > 0 } view
            ? $"slack/{view}/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(answers)).AsSpan(0, 8))}"
            : $"slack/{TriggerId}";

    /// <summary>Whether somebody did something: only then there is anything to do.</summary>
    public bool IsComplete => Type.Length > 0 && UserId.Length > 0;
}
