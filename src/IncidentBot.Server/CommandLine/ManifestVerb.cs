using System.CommandLine;
using IncidentBot.Server.Settings;
using IncidentBot.Slack.Install;

namespace IncidentBot.Server.CommandLine;

/// <summary><c>manifest slack</c>: prints the description of the app that a chat platform makes it of.</summary>
internal static class ManifestVerb
{
    private static readonly Option<string?> Http = new("--http")
    {
        Description =
            "The bot's address from outside, https://…, for an app that Slack calls over HTTP. Without it the app uses Socket Mode: the bot connects to Slack, and nothing has to be reachable.",
        HelpName = "URL",
    };

    private static readonly Option<string?> Word = new("--command")
    {
        Description = "The slash command, where another app of the workspace has /incident already. Without it the setting Slack__Command.",
        HelpName = "NAME",
    };

    public static Command Create()
    {
        var slack = new Command("slack", "Prints the manifest of the Slack app: its command, shortcuts, scopes and events.") { Http, Word };
        slack.SetAction(RunSlack);
        var verb = new Command("manifest", "Prints the description of the bot that a chat platform makes an app of.")
        {
            slack.WithExamples(
                "incidentbot manifest slack > manifest.yaml",
                "incidentbot manifest slack --http https://incidents.example.com",
                "incidentbot manifest slack --command outage",
                "",
                "Then, at https://api.slack.com/apps: Create New App, From a manifest, paste it, Install to Workspace."
            ),
        };
        return verb.WithExamples(
            "incidentbot manifest slack           the app for Socket Mode: no public address is needed",
            "incidentbot manifest slack --help    the other ways, and what to click"
        );
    }

    private static int RunSlack(ParseResult parsed)
    {
        var command = parsed.GetValue(Word) ?? Configuration.Slack(DatabaseOption.Overrides(parsed)).Command;
        try
        {
            Console.Out.Write(
                parsed.GetValue(Http) is { } address ? SlackManifest.ForHttp(address, command) : SlackManifest.ForSocketMode(command)
            );
        }
        catch (FormatException wrong)
        {
            throw new RefusedException(wrong.Message);
        }

        return ExitStatus.Ok;
    }
}
