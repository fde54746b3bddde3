using System.Text.Json.Serialization;
using IncidentBot.Chat.Cards;
using IncidentBot.Storage;

namespace IncidentBot.Chat;

/// <summary>Who sees a reply.</summary>
public enum Audience
{
    /// <summary>Only the person who asked.</summary>
    Speaker,

    /// <summary>Everybody in the conversation.</summary>
    Conversation,
}

/// <summary>What became of a message.</summary>
public enum Outcome
{
    /// <summary>Committed: it will not be lost.</summary>
    Recorded,

    /// <summary>A question was answered; nothing changed.</summary>
    Answered,

    /// <summary>Refused; nothing was recorded, and the card says what to type instead.</summary>
    Refused,
}

/// <summary>The bot's answer to one message. An adapter shows <paramref name="Card"/>, or opens <paramref name="Form"/> where there is one.</summary>
public sealed record Reply(Card Card, Audience Audience, Outcome Outcome, Form? Form = null)
{
    /// <summary>The number of the incident it is about, where there is one.</summary>
    public int? Incident { get; init; }

    /// <summary>The database could not take the message, so nothing is known of it: whoever brought it may bring it again.</summary>
    [JsonIgnore]
    public bool IsUntaken { get; init; }

    /// <summary>Whether its card only lists the entries that were recorded, so that it can be said again from the timeline.</summary>
    [JsonIgnore]
    public bool SaysOnlyEntries { get; init; }

    /// <summary>A refusal: full sentences that say what to type instead.</summary>
    public static Reply Refused(Prose because) => new(Card.Of(because), Audience.Speaker, Outcome.Refused);

    /// <summary>What is said where the database could not take a message.</summary>
    public static Reply Untaken(StorageUnavailableException because) => Refused(because.Message) with { IsUntaken = true };

    /// <summary>The same reply, where it is of use: where nobody waits for an answer, what was not taken has to come again.</summary>
    /// <exception cref="StorageUnavailableException">The message was not taken.</exception>
    public Reply IfTaken() => IsUntaken ? throw new StorageUnavailableException(PlainTextCard.Render(Card)) : this;

    /// <summary>An answer for the person who asked.</summary>
    public static Reply Answer(Card card) => new(card, Audience.Speaker, Outcome.Answered);
}
