using IncidentBot.Server.Settings;
using IncidentBot.Teams.Install;

namespace IncidentBot.Server.CommandLine;

/// <summary>Looks whether Teams is set up as the bot needs it. Asks Microsoft, and changes nothing there.</summary>
internal static class TeamsDiagnosis
{
    private const string What = "Teams";

    public static async Task<IReadOnlyList<Finding>> OfAsync(Dictionary<string, string?> commandLine, CancellationToken cancellation)
    {
        var teams = Configuration.Teams(commandLine);
        if (!teams.IsOn)
        {
            return [new Finding(true, What, "is off. incidentbot manifest teams --help says how to begin")];
        }

        var problems = teams.Problems().Select(problem => new Finding(false, What, problem)).ToList();
        return problems.Count > 0
            ? problems
            :
            [
                .. (await TeamsDoctor.ExamineAsync(teams, TimeProvider.System, cancellation)).Select(finding => new Finding(
                    finding.IsWell,
                    What,
                    finding.Sentence
                )),
            ];
    }
}
