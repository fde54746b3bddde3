using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using NodaTime;

namespace IncidentBot.Incidents;

/// <summary>Shows what is known of an incident.</summary>
public sealed record ShowIncident : IncidentQuestion
{
    /// <summary>How it is said.</summary>
    public static Verb Verb { get; } =
        new("show", "", "Shows what is known: status, roles, hypotheses with the time each cost, tasks.", (_, _) => new ShowIncident())
        {
            Aliases = ["info", "summary"],
            Examples = ["show", "INC-42 show"],
        };

    /// <inheritdoc />
    public override string Line => Verb.Name;

    /// <inheritdoc />
    public override Card Answer(Incident incident, Instant now) => IncidentCard.Details(incident, now);
}
