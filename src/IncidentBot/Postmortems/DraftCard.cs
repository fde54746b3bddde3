using IncidentBot.Chat.Cards;
using IncidentBot.Hypotheses;
using IncidentBot.Incidents;
using IncidentBot.Postmortems.Editing;
using IncidentBot.Postmortems.Publishing;
using IncidentBot.Postmortems.Reviews;
using IncidentBot.Times;

namespace IncidentBot.Postmortems;

/// <summary>The postmortem in short, for chat: the facts, what is missing, and where the whole is.</summary>
public static class DraftCard
{
    /// <summary>The card.</summary>
    public static Card Of(Incident incident)
    {
        string? Last<T>()
            where T : IncidentEvent => incident.Entries.FindLast(entry => entry.Counts && entry.What is T)?.What.Words;

        var lost = incident.TimeLost;
        var card = Card.Of(
            $"Postmortem {incident.Id}: {Mentions.InWords(incident.Title)}",
            Facts.Of(
                incident.Duration is { } duration ? new Fact("Duration", TimeText.Duration(duration)) : null,
                Last<ImpactStated>() is { } impact ? new Fact("Impact", impact) : null,
                Last<CauseStated>() is { } cause ? new Fact("Root cause", cause) : null,
                Last<FixStated>() is { } fix ? new Fact("Resolution", fix) : null,
                lost.Paths.IsEmpty
                    ? null
                    : new Fact(
                        "Misleading paths",
                        string.Join("; ", lost.Paths.Select(path => $"{path.Hypothesis} {path.Hypothesis.Text}: {path.Cost}"))
                    )
            )
        );
        card = Reviewed(card, incident);
        var missing = MissingFacts.Of(incident);
        return missing.Count == 0 ? card : card.With(new Paragraph(Prose.Strong("Missing"))).With(MissingFact.List(missing));
    }

    private static Card Reviewed(Card card, Incident incident)
    {
        var reviews = Review.All(incident);
        var edits = PostmortemVersion.Of(incident);
        return reviews.Count + edits.Count == 0 && PublishedVersion.LastOf(incident) is null
            ? card
            : card.With(
                Facts.Of(
                    new Fact("State", PublishedVersion.Spoken(incident)),
                    reviews.Count == 0 ? null : new Fact("Reviewers", string.Join(", ", reviews.Select(Spoken))),
                    edits.Count == 0
                        ? null
                        : new Fact(
                            "Edited",
                            Prose.Of(string.Join(", ", edits.Select(edit => edit.Section).Distinct(StringComparer.Ordinal)))
                                + "; "
                                + Prose.Code($"{incident.Id} postmortem versions")
                        )
                )
            );
    }

    private static string Spoken(Review review) => $"{review.Of.Name} ({(review.IsAwaited ? "awaited" : "done")})";
}
