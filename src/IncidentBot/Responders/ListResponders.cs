using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;
using NodaTime;

namespace IncidentBot.Responders;

/// <summary>Shows who takes part and in which role.</summary>
public sealed record ListResponders : IncidentQuestion
{
    /// <summary>How it is said.</summary>
    public static Verb Verb { get; } =
        new("who", "", "Shows who takes part and in which role.", (_, _) => new ListResponders())
        {
            Aliases = ["responders", "roles"],
            Examples = ["who"],
        };

    /// <inheritdoc />
    public override string Line => Verb.Name;

    /// <inheritdoc />
    public override Card Answer(Incident incident, Instant now)
    {
        var card = Card.Of($"{incident.Id}: who takes part");
        card = incident.Roles.IsEmpty
            ? card.With(new Paragraph(Prose.Of("Nobody has a role yet. Take command with ") + Prose.Code("lead") + "."))
            : card.With(new Facts([.. incident.Roles.Select(role => new Fact(role.Key, Prose.Mention(role.Value)))]));
        return card.With(new Listing([.. incident.Responders.Select(Prose.Mention)]));
    }
}
