using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;
using NodaTime;

namespace IncidentBot.Postmortems;

/// <summary>Shows the postmortem as it stands.</summary>
public sealed record ShowPostmortem : IncidentQuestion
{
    /// <inheritdoc />
    public override string Line => "postmortem";

    /// <inheritdoc />
    public override Card Answer(Incident incident, Instant now) => DraftCard.Of(incident);
}
