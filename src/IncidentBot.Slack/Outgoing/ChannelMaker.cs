using IncidentBot.Chat;
using IncidentBot.Slack.Incoming;

namespace IncidentBot.Slack.Outgoing;

/// <summary>Makes an incident's channel, under a name that nobody has.</summary>
internal sealed class ChannelMaker(SlackApi api, SlackWorkspace workspace, EarlierTry earlier)
{
    private const int MostSuffixes = 9;

    /// <summary>Makes it, or finds the one that an earlier try has made.</summary>
    /// <exception cref="DeliveryFailedException">It is not there.</exception>
    public async Task<OpenedChannel> MakeAsync(WantedChannel wanted, Attempt attempt, CancellationToken cancellation)
    {
        if (earlier.MustLook(attempt) && await earlier.FindChannelAsync(wanted, cancellation) is { } made)
        {
            return await workspace.OpenedAsync(made.Id, made.Name, cancellation);
        }

        for (var i = 1; ; i++)
        {
            var name = i == 1 ? wanted.Name : $"{wanted.Name}-{i}";
            var answer = await earlier.MakeAsync(
                attempt,
                () =>
                    api.WriteAsync(
                        "conversations.create",
                        json =>
                        {
                            json.WriteString("name"u8, name);
                            json.WriteBoolean("is_private"u8, wanted.IsPrivate);
                        },
                        cancellation
                    )
            );
            // Also an archived channel keeps its name, and a database that was begun anew counts from one again.
            if (answer.Error != "name_taken" || i == MostSuffixes)
            {
                // Slack may change a name: what it says is what counts.
                var channel = answer.Done().Json.Find("channel");
                return await workspace.OpenedAsync(channel.Text("id"), channel.Text("name"), cancellation);
            }
        }
    }
}
