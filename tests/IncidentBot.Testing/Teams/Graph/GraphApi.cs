using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace IncidentBot.Testing.Teams;

/// <summary>The few calls of Graph that the bot makes, with what each needs to be allowed.</summary>
internal sealed class GraphApi(FakeTeams teams)
{
    private const int MostChannels = 1000;

    public void Map(WebApplication app)
    {
        app.MapPost("/graph/v1.0/teams/{id}/channels", context => teams.ServeAsync(context, TeamsOperations.GraphCreate, Create));
        app.MapGet("/graph/v1.0/teams/{id}/channels", context => teams.ServeAsync(context, TeamsOperations.GraphList, List));
        app.MapPatch("/graph/v1.0/teams/{id}/channels/{cid}", context => teams.ServeAsync(context, TeamsOperations.GraphRename, Change));
        app.MapPost(
            "/graph/v1.0/teams/{id}/channels/{cid}/archive",
            context => teams.ServeAsync(context, TeamsOperations.GraphArchive, Archive)
        );
        app.MapGet(
            "/graph/v1.0/teams/{id}/channels/{cid}/messages",
            context => teams.ServeAsync(context, TeamsOperations.GraphMessages, Roots)
        );
        app.MapGet(
            "/graph/v1.0/teams/{id}/channels/{cid}/messages/{mid}/replies",
            context => teams.ServeAsync(context, TeamsOperations.GraphMessages, Replies)
        );
        app.MapGet(
            "/graph/v1.0/teams/{id}/channels/{cid}/messages/{mid}",
            context => teams.ServeAsync(context, TeamsOperations.GraphMessages, One)
        );
        app.MapGet(
            "/graph/v1.0/teams/{id}/channels/{cid}/messages/{root}/replies/{mid}",
            context => teams.ServeAsync(context, TeamsOperations.GraphMessages, One)
        );
        new GraphChats(teams).Map(app);
        new GraphFiles(teams, context => Channel(context, Team(context, "Files.ReadWrite.All", "Sites.Selected"))).Map(app);
    }

    private (int, JsonNode?) Create(HttpContext context, JsonObject? body)
    {
        var team = Team(context, "Channel.Create.Group", "Channel.Create", "Group.ReadWrite.All");
        var name = body?["displayName"]?.ToString() ?? "";
        if (TeamsChannelName.Complaint(name) is { } complaint)
        {
            throw Bad(complaint);
        }

        if (body!["membershipType"]?.ToString() is { } type && type != "standard")
        {
            throw Bad("The owner of a channel that is not standard must be named among its members.");
        }

        // A deleted channel keeps its name and its place for thirty days.
        var all = teams.Organisation.Conversations.Where(conversation => conversation.Team == team).ToList();
        if (all.Exists(channel => channel.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
        {
            throw Bad("Channel name already existed, please use other name.");
        }

        if (all.Count >= MostChannels)
        {
            throw Bad("The team has reached its limit of channels.");
        }

        var channel = teams.Organisation.AddChannel(team, name, isBotsOwn: true);
        channel.Description = body["description"]?.ToString() ?? "";
        return (201, Json(channel));
    }

    private (int, JsonNode?) List(HttpContext context, JsonObject? body)
    {
        var team = Team(context, "ChannelSettings.Read.Group", "ChannelSettings.ReadWrite.Group", "Channel.ReadBasic.All");
        var channels = teams.Organisation.ChannelsOf(team);
        if (context.Request.Query["$filter"].ToString() is { Length: > 0 } filter)
        {
            channels = channels.Where(channel => filter == $"displayName eq '{channel.Name}'");
        }

        return (200, new JsonObject { ["value"] = new JsonArray([.. channels.Select(channel => (JsonNode)Json(channel))]) });
    }

    private (int, JsonNode?) Change(HttpContext context, JsonObject? body)
    {
        var channel = Channel(context, Team(context, "ChannelSettings.ReadWrite.Group", "ChannelSettings.ReadWrite.All"));
        channel.Name = body?["displayName"]?.ToString() ?? channel.Name;
        channel.Description = body?["description"]?.ToString() ?? channel.Description;
        return (204, null);
    }

    private (int, JsonNode?) Archive(HttpContext context, JsonObject? body)
    {
        var channel = Channel(context, Team(context, "ChannelSettings.ReadWrite.All", "ChannelSettings.ReadWrite.Group"));
        channel.IsArchived = true;
        context.Response.Headers.Location = "/teams/operations/fake";
        return (202, null);
    }

    private (int, JsonNode?) Roots(HttpContext context, JsonObject? body)
    {
        var channel = Channel(context, Team(context, "ChannelMessage.Read.Group", "ChannelMessage.Read.All"));
        return (200, Page(context, channel.Messages.Where(message => message.Root == message.Id)));
    }

    private (int, JsonNode?) Replies(HttpContext context, JsonObject? body)
    {
        var channel = Channel(context, Team(context, "ChannelMessage.Read.Group", "ChannelMessage.Read.All"));
        var root = context.Request.RouteValues["mid"]?.ToString();
        return (200, Page(context, channel.Messages.Where(message => message.Root == root && message.Id != root)));
    }

    private (int, JsonNode?) One(HttpContext context, JsonObject? body)
    {
        var channel = Channel(context, Team(context, "ChannelMessage.Read.Group", "ChannelMessage.Read.All"));
        var root = context.Request.RouteValues["root"]?.ToString();
        var message = channel.Find(context.Request.RouteValues["mid"]!.ToString()!);
        // A reply is found under its root only.
        return message is not null && message.Root == (root ?? message.Id)
            ? (200, Json(message))
            : throw new TeamsRefusal(404, "NotFound", "No message found with this id.");
    }

    /// <summary>The newest of these messages first, as many as were asked for.</summary>
    public static JsonObject Page(HttpContext context, IEnumerable<TeamsMessage> messages)
    {
        var most = int.TryParse(context.Request.Query["$top"], out var top) ? Math.Clamp(top, 1, 50) : 20;
        return new JsonObject { ["value"] = new JsonArray([.. messages.Reverse().Take(most).Select(message => (JsonNode)Json(message))]) };
    }

    private TeamsTeam Team(HttpContext context, params string[] anyOf)
    {
        if (!teams.Tokens.IsGood(context, TeamsTokens.GraphScope))
        {
            throw new TeamsRefusal(401, "InvalidAuthenticationToken", "Access token is empty or has expired.");
        }

        var id = context.Request.RouteValues["id"]!.ToString()!;
        var team = teams.Organisation.Team(id) ?? throw new TeamsRefusal(404, "NotFound", "No team found with Group Id " + id);
        if (!team.IsBotInstalled)
        {
            throw new TeamsRefusal(404, "NotFound", "The app is not installed in this team.");
        }

        return anyOf.Any(teams.Permissions.Contains)
            ? team
            : throw new TeamsRefusal(
                403,
                "Forbidden",
                $"Missing role permissions on the request. API requires one of '{string.Join(", ", anyOf)}'."
            );
    }

    private TeamsConversation Channel(HttpContext context, TeamsTeam team)
    {
        var id = Uri.UnescapeDataString(context.Request.RouteValues["cid"]!.ToString()!);
        return teams.Organisation.ChannelsOf(team).FirstOrDefault(channel => channel.Id == id)
            ?? throw new TeamsRefusal(404, "NotFound", "No channel found with this id.");
    }

    private static TeamsRefusal Bad(string message) => new(400, "BadRequest", message);

    private static JsonObject Json(TeamsConversation channel) =>
        new()
        {
            ["id"] = channel.Id,
            ["createdDateTime"] = channel.CreatedAt.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
            ["displayName"] = channel.Name,
            ["description"] = channel.Description,
            ["membershipType"] = "standard",
            ["webUrl"] = $"https://teams.microsoft.com/l/channel/{Uri.EscapeDataString(channel.Id)}/{channel.Name}",
        };

    /// <summary>A message as Graph tells it.</summary>
    public static JsonObject Json(TeamsMessage message) =>
        new()
        {
            ["id"] = message.Id,
            ["createdDateTime"] = message.At.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
            ["from"] = message.Author is { } author
                ? new JsonObject
                {
                    ["user"] = new JsonObject { ["id"] = author.AadObjectId, ["displayName"] = author.Name },
                }
                : new JsonObject
                {
                    ["application"] = new JsonObject { ["displayName"] = "IncidentBot", ["applicationIdentityType"] = "bot" },
                },
            ["body"] = new JsonObject { ["contentType"] = "html", ["content"] = message.Text },
            ["webUrl"] = $"https://teams.microsoft.com/l/message/{message.Id}",
            ["reactions"] = new JsonArray([
                .. message.Reactions.Select(one =>
                    (JsonNode)
                        new JsonObject
                        {
                            ["reactionType"] = one.Type,
                            ["user"] = new JsonObject { ["user"] = new JsonObject { ["id"] = one.By.AadObjectId } },
                        }
                ),
            ]),
            ["attachments"] = new JsonArray([
                .. message.Card is { } card
                    ? [new JsonObject { ["contentType"] = TeamsCards.ContentType, ["content"] = card.ToJsonString() }]
                    : Array.Empty<JsonNode>(),
            ]),
        };
}
