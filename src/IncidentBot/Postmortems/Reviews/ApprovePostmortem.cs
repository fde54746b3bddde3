using IncidentBot.Incidents;

namespace IncidentBot.Postmortems.Reviews;

/// <summary>Says that the postmortem is fine as it is.</summary>
public sealed record ApprovePostmortem(string Text) : IncidentCommand
{
    /// <inheritdoc />
    public override string Line => $"postmortem approve {Text}".TrimEnd();

    /// <inheritdoc />
    public override Decision Decide(Incident incident, Asked asked)
    {
        if (!incident.IsClosed)
        {
            return Decision.Refuse($"{incident.Id} is not closed yet, so there is no draft to approve.");
        }

        var awaited = Review.All(incident).Where(review => review.IsAwaited && review.Of.Person?.Id != asked.By.Id).ToList();
        return Decision
            .Record(new ReviewGiven(Text))
            .Saying(
                awaited.Count > 0
                    ? $"Still awaited: {string.Join(", ", awaited.Select(review => review.Of.Name))}."
                    : $"Nobody else is asked; `{incident.Id} postmortem publish` publishes it."
            );
    }
}
