using IncidentBot.Server.Settings;
using IncidentBot.Slack;
using IncidentBot.Slack.Install;
using Microsoft.Extensions.Options;

namespace IncidentBot.Server.CommandLine;

/// <summary>Looks whether Slack is set up as the bot needs it. Asks Slack, and changes nothing there.</summary>
internal static class SlackDiagnosis
{
    private const string What = "Slack";

    public static async Task<IReadOnlyList<Finding>> OfAsync(Dictionary<string, string?> commandLine, CancellationToken cancellation)
    {
        try
        {
            var slack = Configuration.Slack(commandLine);
            return slack.IsOn
                ? await OfAsync(slack, cancellation)
                : [new Finding(true, What, "is off. incidentbot manifest slack --help says how to begin")];
        }
        catch (OptionsValidationException invalid)
        {
            return [.. invalid.Failures.Select(failure => new Finding(false, What, failure))];
        }
    }

    private static async Task<IReadOnlyList<Finding>> OfAsync(SlackOptions slack, CancellationToken cancellation)
    {
        var problems = slack.Problems().Select(problem => new Finding(false, What, problem)).ToList();
        return problems.Count > 0
            ? problems
            :
            [
                .. (await SlackDoctor.ExamineAsync(slack, TimeProvider.System, cancellation)).Select(finding => new Finding(
                    finding.IsWell,
                    What,
                    finding.Sentence
                )),
            ];
    }
}
