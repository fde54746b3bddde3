using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace IncidentBot.Testing.Teams;

/// <summary>The files of channels: a folder each, into which an app with the permission puts texts.</summary>
internal sealed class GraphFiles(FakeTeams teams, Func<HttpContext, TeamsConversation> allowed)
{
    private const string Drive = "b!drive";

    public void Map(WebApplication app)
    {
        app.MapGet(
            "/graph/v1.0/teams/{id}/channels/{cid}/filesFolder",
            context => teams.ServeAsync(context, TeamsOperations.GraphFiles, Folder)
        );
        app.MapPut("/graph/v1.0/drives/{drive}/items/{**path}", ServeAsync);
    }

    private (int, JsonNode?) Folder(HttpContext context, JsonObject? body)
    {
        var channel = allowed(context);
        return (
            200,
            new JsonObject
            {
                ["id"] = FolderOf(channel),
                ["name"] = channel.Name,
                ["parentReference"] = new JsonObject { ["driveId"] = Drive },
            }
        );
    }

    private async Task ServeAsync(HttpContext context)
    {
        // The body is a text, not JSON: it is read here, before the call is served.
        using var reader = new StreamReader(context.Request.Body);
        var text = await reader.ReadToEndAsync(context.RequestAborted);
        await teams.ServeAsync(context, TeamsOperations.GraphFiles, (request, _) => Put(request, text));
    }

    // …/items/{folder}:/{name}:/content
    private (int, JsonNode?) Put(HttpContext context, string text)
    {
        if (
            context.Request.RouteValues["path"]!.ToString()!.Split(":/") is not [var folder, var name, "content"]
            || Uri.UnescapeDataString(context.Request.RouteValues["drive"]!.ToString()!) != Drive
            || teams.Organisation.Conversations.FirstOrDefault(one => FolderOf(one) == folder) is not { } channel
        )
        {
            throw new TeamsRefusal(404, "itemNotFound", "The resource could not be found.");
        }

        if (!teams.Permissions.Contains("Files.ReadWrite.All"))
        {
            throw new TeamsRefusal(403, "accessDenied", "Missing role permissions on the request.");
        }

        channel.Files[name] = text;
        return (
            201,
            new JsonObject
            {
                ["id"] = "01" + name,
                ["name"] = name,
                ["webUrl"] = UrlOf(channel, name),
            }
        );
    }

    private static string FolderOf(TeamsConversation channel) => "01FOLDER" + channel.Id.Length + channel.Name;

    private static string UrlOf(TeamsConversation channel, string name) =>
        $"https://example.sharepoint.com/sites/incidents/{Uri.EscapeDataString(channel.Name)}/{Uri.EscapeDataString(name)}";
}
