using IncidentBot.CorrectiveTasks;
using IncidentBot.Incidents;
using IncidentBot.People;

namespace IncidentBot.Postmortems;

/// <summary>Asks somebody to review the postmortem.</summary>
public sealed record RequestReview(Party Of) : IncidentCommand
{
    /// <inheritdoc />
    public override string Line => $"postmortem review {Of.Spoken}";

    /// <inheritdoc />
    public override Decision Decide(Incident incident, Asked asked) =>
        incident.IsClosed
            ? new ReviewRequested(Of)
            : Decision.Refuse($"{incident.Id} is not closed yet, so there is no draft to review. Say `close` first.");
}

/// <summary>Publishes the postmortem.</summary>
public sealed record Publish(string Text) : IncidentCommand
{
    /// <inheritdoc />
    public override string Line => $"postmortem publish {Text}".TrimEnd();

    /// <inheritdoc />
    public override Decision Decide(Incident incident, Asked asked) =>
        !incident.IsClosed ? Decision.Refuse($"{incident.Id} is not closed yet, so there is nothing to publish. Say `close` first.")
        : PostmortemStates.Of(incident) == PostmortemState.Published ? Decision.Nothing("It was published already.")
        : TaskGaps.Refusal(incident, asked.Needs, $"{incident.Id} postmortem publish")
            ?? Decision.Record(new PostmortemPublished(Text)).Saying(TaskGaps.Sentence(TaskGaps.Of(incident)));
}
