using System.Text.Json;
using IncidentBot.Slack.Incoming;

namespace IncidentBot.Slack;

/// <summary>A slash command as Slack hands it over: a form over HTTP, an object over Socket Mode, the same names in both.</summary>
internal sealed class SlashCommand
{
    public string Command { get; private set; } = "";

    public string Text { get; private set; } = "";

    public string Channel { get; private set; } = "";

    public string UserId { get; private set; } = "";

    public string UserName { get; private set; } = "";

    public string TriggerId { get; private set; } = "";

    public string ResponseUrl { get; private set; } = "";

    /// <summary>Slack looks at the certificate. Whatever else such a form says is not to be acted upon: it carries no signature.</summary>
    public bool IsCertificateCheck { get; private set; }

    /// <summary>Whether all is there that a command needs.</summary>
    public bool IsComplete => Command.Length > 0 && Channel.Length > 0 && UserId.Length > 0;

    /// <summary>Reads a form. Fields that nobody needs are skipped undecoded; of a field that comes twice the first counts.</summary>
    public static SlashCommand OfForm(ReadOnlySpan<byte> body)
    {
        var command = new SlashCommand();
        foreach (var (name, value) in new FormFields(body))
        {
            command.Take(name, value);
        }

        return command;
    }

    /// <summary>Reads the payload of an envelope.</summary>
    public static SlashCommand OfJson(JsonElement payload) =>
        new()
        {
            Command = payload.Text("command"),
            Text = payload.Text("text"),
            Channel = payload.Text("channel_id"),
            UserId = payload.Text("user_id"),
            UserName = payload.Text("user_name"),
            TriggerId = payload.Text("trigger_id"),
            ResponseUrl = payload.Text("response_url"),
        };

    private void Take(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (name.SequenceEqual("text"u8))
        {
            Text = First(Text, value);
        }
        else if (name.SequenceEqual("user_id"u8))
        {
            UserId = First(UserId, value);
        }
        else if (name.SequenceEqual("user_name"u8))
        {
            UserName = First(UserName, value);
        }
        else if (name.SequenceEqual("channel_id"u8))
        {
            Channel = First(Channel, value);
        }
        else if (name.SequenceEqual("command"u8))
        {
            Command = First(Command, value);
        }
        else if (name.SequenceEqual("trigger_id"u8))
        {
            TriggerId = First(TriggerId, value);
        }
        else if (name.SequenceEqual("response_url"u8))
        {
            ResponseUrl = First(ResponseUrl, value);
        }
        else if (name.SequenceEqual("ssl_check"u8))
        {
            IsCertificateCheck = true;
        }
    }

    private static string First(string known, ReadOnlySpan<byte> value) => known.Length > 0 ? known : FormFields.Decode(value);
}
