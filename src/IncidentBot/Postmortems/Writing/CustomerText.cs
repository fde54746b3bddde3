using IncidentBot.CorrectiveTasks;
using IncidentBot.Incidents;
using IncidentBot.Times;

namespace IncidentBot.Postmortems.Writing;

/// <summary>A postmortem in words for people outside: no person, no team, no machine and no address of the inside is named.</summary>
internal sealed class CustomerText(Postmortem facts, MomentText moments)
{
    private readonly InsideNames _inside = new(facts.Incident);

    public string Title => MarkdownText.Line(_inside.LeftOut(facts.Incident.Title));

    public string When =>
        facts.Incident.IsOver || facts.Incident.StartedAt?.From is null
            ? DurationText.Of(facts.Incident) + "."
            : $"Since {moments.Of(facts.Incident.StartedAt)} ({MarkdownText.Line(moments.Zone)}).";

    public string? Impact => Joined(facts.Impacts);

    public string? Cause => Joined(facts.Causes);

    public string? Fix => Joined(facts.Fixes);

    public IEnumerable<string> Improvements =>
        facts
            .Improvements.Concat(
                facts.Tasks.Where(task => task.Kind == TaskKind.Prevent && task.State != TaskState.Dropped).Select(task => task.Text)
            )
            .Select(Outside);

    public IEnumerable<string> Updates => facts.StatusUpdates.Select(entry => $"{moments.Of(entry.When)} {Outside(entry.What.Words!)}");

    private string Outside(string words) => MarkdownText.Escape(_inside.LeftOut(words));

    private string? Joined(IReadOnlyCollection<string> texts) => texts.Count == 0 ? null : string.Join(" ", texts.Select(Outside));
}
