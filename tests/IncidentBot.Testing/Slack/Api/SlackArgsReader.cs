using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace IncidentBot.Testing.Slack;

/// <summary>Reads the body of a call as Slack does; a method that knows only forms does not see JSON at all.</summary>
internal static class SlackArgsReader
{
    public static SlackArgs Read(HttpRequest request, string body, SlackMethod method, SlackViolations violations)
    {
        var values = FromForm(request.QueryString.Value ?? "");
        var type = request.ContentType?.Split(';')[0].Trim();
        if (string.Equals(type, "application/json", StringComparison.OrdinalIgnoreCase))
        {
            var json = FromJson(body);
            if (method.FormOnly && json.Count > 0)
            {
                violations.Add($"{method.Name} takes a form; its JSON arguments were not seen");
                return new SlackArgs(values);
            }

            return new SlackArgs(json);
        }

        if (body.Length > 0 && type is not "application/x-www-form-urlencoded")
        {
            throw new SlackRefusal(type is null ? "missing_post_type" : "invalid_post_type");
        }

        foreach (var (name, value) in FromForm(body))
        {
            values[name] = value?.DeepClone();
        }

        return new SlackArgs(values);
    }

    /// <summary>What the app wrote, whether Slack would look at it or not.</summary>
    public static SlackArgs ForTheRecord(HttpRequest request, string body)
    {
        try
        {
            var isJson = request.ContentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) ?? false;
            return new SlackArgs(isJson ? FromJson(body) : FromForm(body));
        }
        catch (SlackRefusal)
        {
            return new SlackArgs([]);
        }
    }

    private static JsonObject FromForm(string form)
    {
        var values = new JsonObject();
        foreach (var (name, value) in QueryHelpers.ParseQuery(form))
        {
            values[name] = value.ToString();
        }

        return values;
    }

    private static JsonObject FromJson(string body)
    {
        try
        {
            return body.Length == 0 ? [] : JsonNode.Parse(body) as JsonObject ?? throw new SlackRefusal("json_not_object");
        }
        catch (JsonException)
        {
            throw new SlackRefusal("invalid_json");
        }
    }
}
