using IncidentBot.Chat;
using IncidentBot.Teams.Incoming;
using IncidentBot.Teams.Outgoing;
using IncidentBot.Teams.Protocol;

namespace IncidentBot.Teams.Install;

/// <summary>Whether the bot is in the team of incidents, and may do there what the app's manifest asks of the team's owner.</summary>
internal static class TeamCheckup
{
    private const string Again =
        "Upload the package of incidentbot manifest teams, and add the app to the team again: that asks its owner for the permissions.";

    /// <summary>Looks at the team's channels, their messages and its people.</summary>
    public static async Task<IReadOnlyList<TeamsFinding>> ExamineAsync(TeamsHttp http, TeamsOptions options, CancellationToken cancellation)
    {
        try
        {
            var graph = new Graph(http, options);
            var members = new ConnectorCall("the members of the team of incidents", options.ServiceUrl);
            // The channel that every team has; its id is the team's own for the connector.
            var channels = await graph.FindChannelsAsync(options.IncidentTeam, "General", cancellation);
            var general = channels.Json.Items("value").Select(channel => channel.Text("id")).FirstOrDefault("");
            return
            [
                Channels(channels),
                .. general.Length == 0
                    ? Array.Empty<TeamsFinding>()
                    :
                    [
                        Messages(await graph.MessagesAsync(options.IncidentTeam, general, "", cancellation)),
                        People(await new OwnBotFramework(http).MembersAsync(members, general, "", cancellation)),
                    ],
            ];
        }
        catch (DeliveryFailedException failed)
        {
            return [new TeamsFinding(false, failed.Message)];
        }
    }

    private static TeamsFinding Channels(TeamsAnswer answer) =>
        answer.Status switch
        {
            >= 200 and < 300 => new TeamsFinding(true, "Graph lets the bot look at the channels of the team of incidents."),
            404 => new TeamsFinding(
                false,
                "Graph knows no team of the id in Teams__IncidentTeam in which the app is installed. Look at the id, and add the app to that team."
            ),
            _ => new TeamsFinding(false, $"Graph does not let the bot look at the team's channels ({answer.Status}). {Again}"),
        };

    private static TeamsFinding Messages(TeamsAnswer answer) =>
        answer.Ok
            ? new TeamsFinding(true, "Graph lets the bot read messages in the team, so pins are recorded and a lost answer is looked for.")
            : new TeamsFinding(
                false,
                $"Graph does not let the bot read messages in the team ({answer.Status}), so pins are not recorded, and what lost its answer is posted twice. {Again}"
            );

    private static TeamsFinding People(TeamsAnswer answer) =>
        answer.Ok
            ? new TeamsFinding(true, "Teams tells the bot who is in the team of incidents.")
            : new TeamsFinding(
                false,
                $"Teams does not tell the bot who is in the team of incidents ({answer.Status} {answer.Code}), so nobody there can be assigned or paged by name before they wrote to it. Add the app to that team."
            );
}
