using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.Reminders;
using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.Incidents;

/// <summary>A command that changes nothing and wants an answer.</summary>
public abstract record Question : Command
{
    /// <summary>Reads what it needs and answers.</summary>
    public abstract Task<Reply> AnswerAsync(Questioned asked, CancellationToken cancellation);
}

/// <summary>Who asks, and what can be looked at to answer.</summary>
/// <param name="Asked">Who, where and when.</param>
/// <param name="Incident">The incident spoken of, where there is one.</param>
/// <param name="Zone">The zone that rules: the incident's, else the speaker's.</param>
/// <param name="Store">The database, to read.</param>
public sealed record Questioned(Asked Asked, Incident? Incident, DateTimeZone Zone, Database Store)
{
    /// <summary>What is set about reminders, the digest and teams.</summary>
    public ReminderOptions Reminders { get; init; } = ReminderOptions.Default;
}

/// <summary>A question that the incident itself answers.</summary>
public abstract record IncidentQuestion : Question
{
    /// <inheritdoc />
    public sealed override Task<Reply> AnswerAsync(Questioned asked, CancellationToken cancellation) =>
        Task.FromResult(Reply.Answer(Answer(asked.Incident!, asked.Asked.Now)) with { Incident = asked.Incident!.Id.Number });

    /// <summary>The answer.</summary>
    public abstract Card Answer(Incident incident, Instant now);
}
