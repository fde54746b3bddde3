using IncidentBot.Chat.Cards;
using IncidentBot.CorrectiveTasks;
using IncidentBot.Incidents;
using IncidentBot.Outbox;
using IncidentBot.Postmortems.Reviews;

namespace IncidentBot.Postmortems.Publishing;

/// <summary>Publishes the postmortem. Where something is missing that the settings require, <paramref name="Text"/> is the reason to publish without it.</summary>
public sealed record Publish(string Text) : IncidentCommand
{
    /// <inheritdoc />
    public override string Line => $"postmortem publish {Text}".TrimEnd();

    /// <inheritdoc />
    public override Decision Decide(Incident incident, Asked asked)
    {
        if (!incident.IsClosed)
        {
            return Decision.Refuse($"{incident.Id} is not closed yet, so there is nothing to publish. Say `close` first.");
        }

        if (PostmortemStates.Of(incident) == PostmortemState.Published)
        {
            return Decision.Nothing("It was published already.");
        }

        var lacking = MissingFacts.Of(incident, asked.Postmortems);
        return lacking.Count > 0 && Text.Length == 0
            ? Decision.Refuse(Unready(incident, lacking))
            : TaskGaps.Refusal(incident, asked.Needs, $"{incident.Id} postmortem publish")
                ?? Decision
                    .Record(Published(lacking))
                    .Showing([.. Announced(incident, asked)])
                    .Saying(TaskGaps.Sentence(TaskGaps.Of(incident)))
                    .Saying(Unreviewed(incident))
                    .Saying(incident.IsPrivate ? Prose.Of("It is private, so it is announced nowhere and sent to nobody.") : null);
    }

    // Practice is nobody's news, and what is private stays in its channel.
    private static IEnumerable<Effect> Announced(Incident incident, Asked asked) =>
        incident.IsPrivate || incident.IsDrill
            ? []
            : asked
                .Postmortems.Targets.Select(Effect (target) => new PublishDocument(target.Name))
                .Prepend(new PostAnnouncement(PublishedCard.Of(incident, asked)));

    private static Prose? Unreviewed(Incident incident) =>
        Review.All(incident).Where(review => review.IsAwaited).Select(review => review.Of.Name).ToList() is { Count: > 0 } names
            ? Prose.Of($"The review is no longer awaited that was asked of {string.Join(", ", names)}.")
            : null;

    private PostmortemPublished Published(IReadOnlyList<MissingFact> lacking) =>
        new(Text) { Without = lacking.Count == 0 ? null : string.Join("; ", lacking.Select(fact => Lower(fact.What))) };

    private static Prose Unready(Incident incident, IReadOnlyList<MissingFact> lacking) =>
        Prose.Of("Not published, for nobody has said: ")
        + lacking.Select(fact => Prose.Of(Lower(fact.What) + ", ") + Prose.Code(fact.Fill)).Aggregate((all, fact) => all + "; " + fact)
        + ". If it has to go out without, say why: "
        + Prose.Code($"{incident.Id} postmortem publish REASON")
        + ".";

    private static string Lower(string what) => char.ToLowerInvariant(what[0]) + what[1..];
}
