using IncidentBot.People;

namespace IncidentBot.Chat;

/// <summary>One message from a person to the bot, proved and translated by an adapter.</summary>
/// <param name="Who">Who says it.</param>
/// <param name="ZoneId">The speaker's zone, a NodaTime id.</param>
/// <param name="Where">In which conversation.</param>
/// <param name="Words">What stands behind <c>/incident</c>; mentions as <c>&lt;@id|Name&gt;</c>.</param>
/// <param name="MessageId">
/// The platform's identity of this message (Slack <c>trigger_id</c>, Teams activity and conversation …), prefixed by the platform; a
/// second message with it is answered as the first one was and records nothing. Null where the platform gives none.
/// </param>
public sealed record Inbound(Person Who, string ZoneId, Place Where, string Words, string? MessageId = null)
{
    /// <summary>
    /// Whether the conversation sees what is said and answered. Not so for a button or a form: only the person sees their answer, and what
    /// they recorded is posted in the incident's channel.
    /// </summary>
    public bool IsSeen { get; init; } = true;

    /// <summary>
    /// Whether a refusal is the answer to this message for good. Not so for a form: it stays open, and the same answers sent once more are
    /// asked anew.
    /// </summary>
    public bool KeepsRefusal { get; init; } = true;
}
