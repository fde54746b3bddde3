using System.CommandLine;
using IncidentBot.Server.Settings;
using IncidentBot.Slack.Install;
using IncidentBot.Teams.Install;

namespace IncidentBot.Server.CommandLine;

/// <summary><c>manifest slack</c>, <c>manifest teams</c>: the description of the bot that a chat platform makes an app of.</summary>
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

    private static readonly Option<string?> AppId = new("--app-id")
    {
        Description = "The Application (client) ID of the app registration. Without it the setting Teams__AppId.",
        HelpName = "GUID",
    };

    private static readonly Option<string> Host = new("--host")
    {
        Description = "The bot's address from outside, https://….",
        HelpName = "URL",
        Required = true,
    };

    private static readonly Option<string> Out = new("--out")
    {
        Description = "The file that is written.",
        HelpName = "FILE",
        DefaultValueFactory = _ => "incidentbot-teams.zip",
    };

    private static readonly Option<bool> Preview = new("--preview")
    {
        Description =
            "Asks for slash commands and answers that one person alone sees, a preview of Microsoft's; goes with Teams__TargetedMessages.",
    };

    public static Command Create()
    {
        var slack = new Command("slack", "Prints the manifest of the Slack app: its command, shortcuts, scopes and events.") { Http, Word };
        slack.SetAction(RunSlack);
        var teams = new Command("teams", "Writes the package of the Teams app: its manifest and icons in a zip file.")
        {
            AppId,
            Host,
            Out,
            Preview,
        };
        teams.SetAction(RunTeamsAsync);
        var verb = new Command("manifest", "Gives the description of the bot that a chat platform makes an app of.")
        {
            slack.WithExamples(
                "incidentbot manifest slack > manifest.yaml",
                "incidentbot manifest slack --http https://incidents.example.com",
                "incidentbot manifest slack --command outage",
                "",
                "Then, at https://api.slack.com/apps: Create New App, From a manifest, paste it, Install to Workspace."
            ),
            teams.WithExamples(
                "incidentbot manifest teams --app-id 3f2b7c1e-5d0a-4c58-9a43-0e6f6f0f3a11 --host https://incidents.example.com",
                "",
                "Then, in Teams: Apps, Manage your apps, Upload an app, and add it to the team of your incidents."
            ),
        };
        return verb.WithExamples(
            "incidentbot manifest slack           the app for Socket Mode: no public address is needed",
            "incidentbot manifest slack --help    the other ways, and what to click",
            "incidentbot manifest teams --help    the package for Microsoft Teams"
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

    private static async Task<int> RunTeamsAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var file = Path.GetFullPath(parsed.GetValue(Out)!);
        try
        {
            var id = parsed.GetValue(AppId) ?? Configuration.Teams(DatabaseOption.Overrides(parsed)).AppId;
            await File.WriteAllBytesAsync(file, TeamsManifest.Zip(id, parsed.GetValue(Host)!, parsed.GetValue(Preview)), cancellation);
        }
        catch (FormatException wrong)
        {
            throw new RefusedException(wrong.Message);
        }
        catch (Exception unwritten) when (unwritten is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException($"{file} cannot be written: {unwritten.Message}");
        }

        Console.Out.WriteLine(file);
        return ExitStatus.Ok;
    }
}
