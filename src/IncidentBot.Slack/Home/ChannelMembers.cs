using IncidentBot.Slack.Incoming;

namespace IncidentBot.Slack.Home;

/// <summary>Who is in a channel now, as Slack knows it: what a private channel holds is shown to nobody else.</summary>
internal sealed class ChannelMembers(SlackApi api)
{
    private const int MostPages = 5;

    /// <summary>Whether somebody is in it. Where Slack does not say so, nobody is.</summary>
    public async Task<bool> IncludeAsync(string channel, string user, CancellationToken cancellation)
    {
        var cursor = "";
        for (var page = 0; page < MostPages; page++)
        {
            var answer = await api.ReadAsync(
                "conversations.members",
                cancellation,
                ("channel", channel),
                ("limit", "999"),
                ("cursor", cursor)
            );
            if (!answer.Ok || answer.Json.Items("members").Any(member => member.GetString() == user))
            {
                return answer.Ok;
            }

            cursor = answer.Json.Find("response_metadata").Text("next_cursor");
            if (cursor.Length == 0)
            {
                break;
            }
        }

        return false;
    }
}
