using IncidentBot.Incidents;

namespace IncidentBot.Postmortems.Wording;

/// <summary>Said by the bot when a model has answered: what the entries bear out becomes a version of the postmortem, the rest is dropped.</summary>
internal sealed record RecordWording(WordedAnswer Answer, string Model) : IncidentCommand
{
    /// <inheritdoc />
    public override string Line => "(a model has worded the postmortem)";

    /// <inheritdoc />
    public override Decision Decide(Incident incident, Asked asked)
    {
        if (!incident.IsClosed || PostmortemStates.Of(incident) == PostmortemState.Published)
        {
            return Decision.Nothing("too late");
        }

        var worded = PostmortemWording.Event(Answer.BorneOutBy(incident), Model);
        return worded is { Summary: "", Lessons: "" } || incident.Entries.Exists(entry => entry.Counts && worded.Equals(entry.What))
            ? Decision.Nothing("nothing that the entries bear out")
            : worded;
    }
}
