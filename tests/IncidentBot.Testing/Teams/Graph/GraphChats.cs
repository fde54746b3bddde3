using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace IncidentBot.Testing.Teams;

/// <summary>Group chats as an app begins them: of people by the directory's ids, and without the app itself until it is installed there.</summary>
internal sealed class GraphChats(FakeTeams teams)
{
    private const string MemberType = "#microsoft.graph.aadUserConversationMember";

    public void Map(WebApplication app)
    {
        app.MapPost("/graph/v1.0/chats", context => teams.ServeAsync(context, TeamsOperations.GraphChat, Create));
        app.MapPost("/graph/v1.0/chats/{cid}/installedApps", context => teams.ServeAsync(context, TeamsOperations.GraphInstall, Install));
        app.MapPost("/graph/v1.0/chats/{cid}/members", context => teams.ServeAsync(context, TeamsOperations.GraphJoin, Join));
        app.MapGet("/graph/v1.0/chats/{cid}/messages", context => teams.ServeAsync(context, TeamsOperations.GraphMessages, Messages));
        app.MapGet("/graph/v1.0/chats/{cid}/messages/{mid}", context => teams.ServeAsync(context, TeamsOperations.GraphMessages, One));
    }

    private (int, JsonNode?) Create(HttpContext context, JsonObject? body)
    {
        Demand(context, "Chat.Create");
        var topic = body?["topic"]?.ToString() ?? "";
        var people = (body?["members"] as JsonArray ?? []).OfType<JsonObject>().Select(User).ToList();
        if (body?["chatType"]?.ToString() != "group" || people.Count == 0 || topic.Contains(':', StringComparison.Ordinal))
        {
            throw new TeamsRefusal(400, "BadRequest", "The chat, its members or its topic are not as they have to be.");
        }

        var chat = teams.Organisation.AddGroupChat(topic, [.. people]);
        chat.IsBotOut = true;
        return (
            201,
            new JsonObject
            {
                ["id"] = chat.Id,
                ["topic"] = topic,
                ["chatType"] = "group",
                ["webUrl"] = $"https://teams.microsoft.com/l/chat/{Uri.EscapeDataString(chat.Id)}/0",
            }
        );
    }

    private (int, JsonNode?) Install(HttpContext context, JsonObject? body)
    {
        Demand(context, "TeamsAppInstallation.ReadWriteSelfForChat.All");
        var chat = Chat(context);
        if (
            body?["teamsApp@odata.bind"]?.ToString()
                .EndsWith("/appCatalogs/teamsApps/" + teams.Options.CatalogApp, StringComparison.Ordinal) != true
        )
        {
            throw new TeamsRefusal(404, "NotFound", "There is no such app in the catalogue.");
        }

        if (chat.HasBot)
        {
            throw new TeamsRefusal(409, "Conflict", "The app is installed already.");
        }

        chat.IsBotOut = false;
        return (201, null);
    }

    private (int, JsonNode?) Join(HttpContext context, JsonObject? body)
    {
        Demand(context, "ChatMember.ReadWrite.All");
        var (chat, user) = (Chat(context), User(body ?? []));
        if (chat.People.Contains(user))
        {
            throw new TeamsRefusal(409, "Conflict", "The member is there already.");
        }

        chat.People.Add(user);
        return (201, new JsonObject { ["displayName"] = user.Name });
    }

    private (int, JsonNode?) Messages(HttpContext context, JsonObject? body)
    {
        var chat = Readable(context);
        return (200, GraphApi.Page(context, chat.Messages));
    }

    private (int, JsonNode?) One(HttpContext context, JsonObject? body) =>
        Readable(context).Find(context.Request.RouteValues["mid"]!.ToString()!) is { } message
            ? (200, GraphApi.Json(message))
            : throw new TeamsRefusal(404, "NotFound", "No message found with this id.");

    // Every chat, or those in which the app is.
    private TeamsConversation Readable(HttpContext context)
    {
        var chat = Chat(context);
        if (!teams.Permissions.Contains("Chat.Read.All") || !teams.Tokens.IsGood(context, TeamsTokens.GraphScope))
        {
            Demand(context, "Chat.Read.WhereInstalled");
            return chat.HasBot ? chat : throw new TeamsRefusal(403, "Forbidden", "The app is not installed in this chat.");
        }

        return chat;
    }

    private TeamsUser User(JsonObject member)
    {
        var bind = member["user@odata.bind"]?.ToString() ?? "";
        return member["@odata.type"]?.ToString() == MemberType && member["roles"] is JsonArray { Count: 1 }
            ? teams.Organisation.Users.Find(user => bind.EndsWith($"/users('{user.AadObjectId}')", StringComparison.Ordinal))
                ?? throw new TeamsRefusal(404, "NotFound", "There is no such user.")
            : throw new TeamsRefusal(400, "BadRequest", "A member needs its type and one role.");
    }

    private TeamsConversation Chat(HttpContext context) =>
        teams.Organisation.Find(Uri.UnescapeDataString(context.Request.RouteValues["cid"]!.ToString()!), out _)
            is { Kind: "groupChat" } chat
            ? chat
            : throw new TeamsRefusal(404, "NotFound", "There is no such chat.");

    private void Demand(HttpContext context, string permission)
    {
        if (!teams.Tokens.IsGood(context, TeamsTokens.GraphScope))
        {
            throw new TeamsRefusal(401, "InvalidAuthenticationToken", "Access token is empty or has expired.");
        }

        if (!teams.Permissions.Contains(permission))
        {
            throw new TeamsRefusal(403, "Forbidden", $"Missing role permissions on the request. API requires one of '{permission}'.");
        }
    }
}
