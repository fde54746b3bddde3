using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace IncidentBot.Testing.Teams;

/// <summary>The connector below the service URL: sends, changes and deletes what the bot says, and knows who is where.</summary>
internal sealed class ConnectorApi(FakeTeams teams)
{
    private readonly ConnectorRates _rates = new(teams.Options);

    public void Map(WebApplication app)
    {
        app.MapPost("/connector/v3/conversations", context => teams.ServeAsync(context, TeamsOperations.Create, Create));
        app.MapPost("/connector/v3/conversations/{cid}/activities", context => teams.ServeAsync(context, TeamsOperations.Send, Send));
        app.MapPost("/connector/v3/conversations/{cid}/activities/{aid}", context => teams.ServeAsync(context, TeamsOperations.Send, Send));
        app.MapPut(
            "/connector/v3/conversations/{cid}/activities/{aid}",
            context => teams.ServeAsync(context, TeamsOperations.Update, Update)
        );
        app.MapDelete(
            "/connector/v3/conversations/{cid}/activities/{aid}",
            context => teams.ServeAsync(context, TeamsOperations.Delete, Delete)
        );
        app.MapGet(
            "/connector/v3/conversations/{cid}/pagedmembers",
            context => teams.ServeAsync(context, TeamsOperations.Members, Members)
        );
        app.MapGet("/connector/v3/conversations/{cid}/members/{id}", context => teams.ServeAsync(context, TeamsOperations.Member, Member));
        app.MapGet("/connector/v3/teams/{id}", context => teams.ServeAsync(context, TeamsOperations.Team, Team));
        app.MapGet("/connector/v3/teams/{id}/conversations", context => teams.ServeAsync(context, TeamsOperations.Channels, Channels));
    }

    private (int, JsonNode?) Create(HttpContext context, JsonObject? body)
    {
        Authorise(context);
        if (body?["tenantId"]?.ToString() is { } tenant && tenant != teams.Options.TenantId)
        {
            throw new TeamsRefusal(403, "ForbiddenOperationException", "The tenant is not the bot's.");
        }

        if (body?["channelData"]?["channel"]?["id"]?.ToString() is { } channel)
        {
            var conversation = Conversation(channel, out _);
            _rates.Count(conversation.Id, isReading: false);
            ActivityRules.Check(body["activity"] as JsonObject, teams.Options);
            var message = conversation.Add(null, null, Copy(body["activity"]!), Now);
            return (201, Maybe(new JsonObject { ["id"] = $"{conversation.Id};messageid={message.Id}", ["activityId"] = message.Id }));
        }

        var members = body?["members"] as JsonArray ?? [];
        if (members.Count != 1 || body?["isGroup"]?.ToString() == "true")
        {
            throw new TeamsRefusal(400, "BadSyntax", "Incorrect conversation creation parameters.");
        }

        var id = members[0]?["id"]?.ToString();
        var user = teams.Organisation.Users.Find(user => user.Id == id || user.AadObjectId == id);
        if (user is null)
        {
            throw new TeamsRefusal(403, "ForbiddenOperationException", "The bot cannot write to this person.");
        }

        var chat = teams.Organisation.Personal(user);
        return chat.HasBot
            ? (201, new JsonObject { ["id"] = chat.Id })
            : throw new TeamsRefusal(403, "ForbiddenOperationException", "The app is not installed for this person.");
    }

    private (int, JsonNode?) Send(HttpContext context, JsonObject? body)
    {
        Authorise(context);
        var conversation = Conversation(Route(context, "cid"), out var root);
        _rates.Count(root is null ? conversation.Id : $"{conversation.Id};{root}", isReading: false);
        ActivityRules.Check(body, teams.Options);
        if (conversation.IsArchived)
        {
            throw new TeamsRefusal(403, "MessageWritesBlocked", "The channel is archived.");
        }

        if (context.Request.Query["isTargetedActivity"] == "true" && (conversation.Kind == "personal" || body!["recipient"]?["id"] is null))
        {
            throw new TeamsRefusal(400, "BadArgument", "A message to one person is for a group, and names the person.");
        }

        // A thread lives on when its first message is gone.
        var message = conversation.Add(root, null, Copy(body!), Now);
        return (201, Maybe(new JsonObject { ["id"] = message.Id }));
    }

    private (int, JsonNode?) Update(HttpContext context, JsonObject? body)
    {
        Authorise(context);
        var conversation = Conversation(Route(context, "cid"), out _);
        _rates.Count(conversation.Id + " update", isReading: false);
        ActivityRules.Check(body, teams.Options);
        var message = Own(conversation, Route(context, "aid"));
        message.Activity = Copy(body!);
        message.Edits++;
        return (200, Maybe(new JsonObject { ["id"] = message.Id }));
    }

    private (int, JsonNode?) Delete(HttpContext context, JsonObject? body)
    {
        Authorise(context);
        Own(Conversation(Route(context, "cid"), out _), Route(context, "aid")).IsDeleted = true;
        return (200, null);
    }

    private (int, JsonNode?) Members(HttpContext context, JsonObject? body)
    {
        Authorise(context);
        var conversation = Conversation(Route(context, "cid"), out _);
        _rates.Count(conversation.Id, isReading: true);
        var size = int.TryParse(context.Request.Query["pageSize"], out var wanted) ? Math.Clamp(wanted, 50, 500) : 200;
        var from = int.TryParse(context.Request.Query["continuationToken"], out var at) ? at : 0;
        var page = new JsonObject
        {
            ["members"] = new JsonArray([.. conversation.Members.Skip(from).Take(size).Select(user => (JsonNode)Json(user))]),
        };
        if (from + size < conversation.Members.Count)
        {
            page["continuationToken"] = $"{from + size}";
        }

        return (200, page);
    }

    private (int, JsonNode?) Member(HttpContext context, JsonObject? body)
    {
        Authorise(context);
        var conversation = Conversation(Route(context, "cid"), out _);
        var id = Route(context, "id");
        return conversation.Members.FirstOrDefault(user => user.Id == id || user.AadObjectId == id) is { } user
            ? (200, Json(user))
            : throw new TeamsRefusal(404, "MemberNotFoundInConversation", "There is no such member.");
    }

    private (int, JsonNode?) Team(HttpContext context, JsonObject? body)
    {
        var team = TeamOf(context);
        return (
            200,
            new JsonObject
            {
                ["id"] = team.Id,
                ["name"] = team.Name,
                ["aadGroupId"] = team.GroupId,
                ["tenantId"] = teams.Options.TenantId,
                ["type"] = "standard",
                ["channelCount"] = teams.Organisation.ChannelsOf(team).Count(),
                ["memberCount"] = team.Members.Count,
            }
        );
    }

    private (int, JsonNode?) Channels(HttpContext context, JsonObject? body)
    {
        var team = TeamOf(context);
        return (
            200,
            new JsonObject
            {
                ["conversations"] = new JsonArray([
                    .. teams
                        .Organisation.ChannelsOf(team)
                        .Select(channel =>
                            (JsonNode)
                            // The channel called General has no name here.
                            (
                                channel.Id == team.Id
                                    ? new JsonObject { ["id"] = channel.Id, ["channelType"] = "standard" }
                                    : new JsonObject
                                    {
                                        ["id"] = channel.Id,
                                        ["name"] = channel.Name,
                                        ["channelType"] = "standard",
                                    }
                            )
                        ),
                ]),
            }
        );
    }

    private TeamsTeam TeamOf(HttpContext context)
    {
        Authorise(context);
        var id = Route(context, "id");
        var team =
            teams.Organisation.Teams.Find(team => team.Id == id) ?? throw new TeamsRefusal(404, "NotFound", "There is no such team.");
        return team.IsBotInstalled ? team : throw NotInRoster();
    }

    private void Authorise(HttpContext context)
    {
        if (!teams.Tokens.IsGood(context, TeamsTokens.ConnectorScope))
        {
            throw new TeamsRefusal(401, "Unauthorized", "Authorization has been denied for this request.");
        }
    }

    private TeamsConversation Conversation(string id, out string? root)
    {
        var conversation =
            teams.Organisation.Find(id, out root) ?? throw new TeamsRefusal(404, "ConversationNotFound", "Conversation not found.");
        return conversation.HasBot ? conversation : throw NotInRoster();
    }

    private static TeamsRefusal NotInRoster() => new(403, "BotNotInConversationRoster", "The bot is not part of the conversation roster.");

    private static TeamsMessage Own(TeamsConversation conversation, string id) =>
        conversation.Find(id) is { Author: null } message
            ? message
            : throw new TeamsRefusal(404, "ActivityNotFoundInConversation", "The activity was not found in the conversation.");

    private static JsonObject Json(TeamsUser user) =>
        new()
        {
            ["id"] = user.Id,
            ["aadObjectId"] = user.AadObjectId,
            ["name"] = user.Name,
            ["givenName"] = user.Name.Split(' ')[0],
            ["surname"] = user.Name.Split(' ')[^1],
            ["email"] = user.UserPrincipalName,
            ["userPrincipalName"] = user.UserPrincipalName,
            ["userRole"] = "user",
        };

    private JsonNode? Maybe(JsonObject answer) => teams.Options.EmptyBodies ? null : answer;

    private DateTimeOffset Now => teams.Options.Time.GetUtcNow();

    private static JsonObject Copy(JsonNode node) => node.DeepClone().AsObject();

    private static string Route(HttpContext context, string name) => Uri.UnescapeDataString(context.Request.RouteValues[name]!.ToString()!);
}
