using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace IncidentBot.Testing.Teams;

/// <summary>Activities in the shape in which Teams sends them.</summary>
internal sealed class TeamsActivities(FakeTeams teams)
{
    private static int _number;

    public JsonObject New(string type, TeamsUser user, TeamsConversation conversation, string? root)
    {
        var options = teams.Options;
        var now = options.Time.GetUtcNow();
        var activity = new JsonObject
        {
            ["type"] = type,
            ["id"] = $"f:{Interlocked.Increment(ref _number)}",
            ["timestamp"] = now.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture),
            ["serviceUrl"] = teams.ServiceUrl,
            ["channelId"] = "msteams",
            ["from"] = new JsonObject
            {
                ["id"] = user.Id,
                ["name"] = user.Name,
                ["aadObjectId"] = user.AadObjectId,
            },
            ["recipient"] = new JsonObject { ["id"] = $"28:{options.AppId}", ["name"] = options.BotName },
            ["conversation"] = Conversation(conversation, root),
            ["channelData"] = ChannelData(conversation),
            ["entities"] = new JsonArray(ClientInfo(user)),
            ["locale"] = "en-GB",
        };
        return activity;
    }

    /// <summary>The words as they stand in <c>text</c>: the bot first where it is mentioned, people as mentions, the rest escaped.</summary>
    public void Write(JsonObject activity, string words, bool mentionsBot)
    {
        var entities = (JsonArray)activity["entities"]!;
        var text = WebUtility
            .HtmlEncode(words)
            .Replace("&#39;", "'", StringComparison.Ordinal)
            .Replace("&quot;", "\"", StringComparison.Ordinal);
        foreach (var person in teams.Organisation.Users.OrderByDescending(user => user.Name.Length))
        {
            if (text.Contains("@" + person.Name, StringComparison.Ordinal))
            {
                text = text.Replace("@" + person.Name, $"<at>{person.Name}</at>", StringComparison.Ordinal);
                entities.Add((JsonNode)Mention(person.Id, person.Name));
            }
        }

        if (mentionsBot)
        {
            text = $"<at>{teams.Options.BotName}</at>&nbsp;{text}\n";
            entities.Add((JsonNode)Mention($"28:{teams.Options.AppId}", teams.Options.BotName));
        }

        activity["text"] = text;
        activity["textFormat"] = "plain";
        activity["attachments"] = new JsonArray(
            new JsonObject { ["contentType"] = "text/html", ["content"] = $"<div><div>{text}</div></div>" }
        );
    }

    public JsonObject ChannelData(TeamsConversation conversation)
    {
        var data = new JsonObject { ["tenant"] = new JsonObject { ["id"] = teams.Options.TenantId } };
        if (conversation.Team is { } team)
        {
            data["teamsChannelId"] = conversation.Id;
            data["teamsTeamId"] = team.Id;
            data["channel"] = new JsonObject { ["id"] = conversation.Id };
            data["team"] = new JsonObject { ["id"] = team.Id, ["aadGroupId"] = team.GroupId };
        }

        return data;
    }

    private JsonObject Conversation(TeamsConversation conversation, string? root)
    {
        var json = new JsonObject
        {
            ["conversationType"] = conversation.Kind,
            ["tenantId"] = teams.Options.TenantId,
            ["id"] = conversation.Kind == "channel" && root is not null ? $"{conversation.Id};messageid={root}" : conversation.Id,
        };
        if (conversation.Kind != "personal")
        {
            json["isGroup"] = true;
        }

        return json;
    }

    private static JsonObject ClientInfo(TeamsUser user) =>
        new()
        {
            ["type"] = "clientInfo",
            ["locale"] = "en-GB",
            ["country"] = "GB",
            ["platform"] = "Windows",
            ["timezone"] = user.TimeZone,
        };

    private static JsonObject Mention(string id, string name) =>
        new()
        {
            ["type"] = "mention",
            ["mentioned"] = new JsonObject { ["id"] = id, ["name"] = name },
            ["text"] = $"<at>{name}</at>",
        };
}
