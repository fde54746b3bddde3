using IncidentBot.Incidents;
using IncidentBot.People;

namespace IncidentBot.CorrectiveTasks;

/// <summary>A command that gives work to somebody: whom it names has to be known, for nobody could be reminded otherwise.</summary>
internal interface IGivesWork
{
    /// <summary>Whom it names.</summary>
    IEnumerable<Party> Parties { get; }

    /// <summary>The same command with each of them as who they turned out to be.</summary>
    IncidentCommand With(Func<Party, Party> meant);

    /// <summary>What to type where a team is meant.</summary>
    string LineForTeam(string team);
}
