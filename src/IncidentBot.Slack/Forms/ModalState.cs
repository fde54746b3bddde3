using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.Slack.Incoming;
using IncidentBot.Slack.Pins;

namespace IncidentBot.Slack.Forms;

/// <summary>What a modal carries until it is sent (<c>private_metadata</c>): where it was asked for, and what its answers make.</summary>
internal sealed record ModalState
{
    /// <summary>Slack's limit.</summary>
    public const int Longest = 3000;

    /// <summary>The conversation in which it was asked for; empty where there was none.</summary>
    public string Channel { get; init; } = "";

    /// <summary>The command line that the answers make; empty for a message that goes on the timeline.</summary>
    public string Template { get; init; } = "";

    /// <summary>What is asked, without what is only shown.</summary>
    public IReadOnlyList<ModalField> Fields { get; init; } = [];

    /// <summary>The message that goes on the timeline.</summary>
    public PinnedHere? Pin { get; init; }

    /// <summary>The number of the incident, where it need not be asked.</summary>
    public int Incident { get; init; }

    public static ModalState Of(Form form, string channel) =>
        new()
        {
            Channel = channel,
            Template = form.Template,
            Fields = [.. form.Fields.Select(field => new ModalField(field.Name, field.Prefix, field.Kind))],
        };

    public static ModalState? Read(string metadata)
    {
        try
        {
            return JsonSerializer.Deserialize(metadata, SlackJson.Default.ModalState);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public string Written() => JsonSerializer.Serialize(this, SlackJson.Default.ModalState);

    /// <summary>The form, as far as it is needed to make a command of answers.</summary>
    public Form ToForm() => new("", Template, [.. Fields.Select(field => new FormField(field.Name, "", field.Kind, Prefix: field.Prefix))]);
}

/// <summary>One field of a modal.</summary>
internal sealed record ModalField(string Name, string Prefix, FieldKind Kind);

/// <summary>The message for which a shortcut was chosen.</summary>
internal sealed record PinnedHere(string Ts, string Author, string AuthorName)
{
    // What a modal may carry is short.
    private const int MostFiles = 5;

    /// <summary>What the message itself says: the permission to open a form is short-lived, and no call comes first.</summary>
    public static PinnedHere Of(Interaction what, INames names)
    {
        var author = what.Message.Text("user");
        return new(
            what.MessageTs,
            author.Length > 0 ? author : what.Message.Text("bot_id"),
            names.PersonOf(author, what.Message.Text("username")).Name
        )
        {
            Thread = what.Message.Text("thread_ts"),
            AsOf = SlackMessages.StateOf(what.Message),
            Words = Mark(MessageWords.Of(what.Message, names)),
            Files = [.. SlackMessages.Files(what.Message).Take(MostFiles)],
        };
    }

    /// <summary>By what words are recognised.</summary>
    public static string Mark(string words) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(words.Trim())).AsSpan(0, 8));

    /// <summary>The thread it stands in; empty where it stands in none.</summary>
    public string Thread { get; init; } = "";

    /// <summary>The state of the message whose words the form began with.</summary>
    public string AsOf { get; init; } = "";

    /// <summary>By what those words are recognised, so that a form that was sent unchanged repeats the message.</summary>
    public string Words { get; init; } = "";

    /// <summary>The files that hang on it; as many as fit.</summary>
    public IReadOnlyList<PinnedFile> Files { get; init; } = [];
}
