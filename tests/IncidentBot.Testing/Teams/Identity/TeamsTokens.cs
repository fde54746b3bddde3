using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace IncidentBot.Testing.Teams;

/// <summary>The token endpoint: gives an app that knows its password a token for the connector or for Graph.</summary>
internal sealed class TeamsTokens(FakeTeamsOptions options, ICollection<string> permissions)
{
    public const string ConnectorScope = "https://api.botframework.com/.default";
    public const string GraphScope = "https://graph.microsoft.com/.default";
    private const int Lifetime = 3599;

    private readonly ConcurrentDictionary<string, (string Scope, DateTimeOffset Until)> _issued = new(StringComparer.Ordinal);
    private int _number;

    /// <summary>Every token is worth nothing from now on.</summary>
    public void Revoke() => _issued.Clear();

    public bool IsGood(HttpContext context, string scope)
    {
        var header = context.Request.Headers.Authorization.ToString();
        return header.StartsWith("Bearer ", StringComparison.Ordinal)
            && _issued.TryGetValue(header["Bearer ".Length..], out var token)
            && token.Scope == scope
            && token.Until > options.Time.GetUtcNow();
    }

    public (int Status, JsonObject Answer) Issue(string tenant, IFormCollection form)
    {
        if (tenant != options.TenantId)
        {
            return Refusal(400, "invalid_request", $"AADSTS90002: Tenant '{tenant}' not found.");
        }

        if (form["grant_type"] != "client_credentials")
        {
            return Refusal(400, "unsupported_grant_type", "AADSTS70003: The app requested an unsupported grant type.");
        }

        if (form["client_id"] != options.AppId)
        {
            return Refusal(400, "unauthorized_client", "AADSTS700016: Application was not found in the directory.");
        }

        if (form["client_secret"] != options.AppPassword)
        {
            return Refusal(401, "invalid_client", "AADSTS7000215: Invalid client secret provided.");
        }

        var scope = form["scope"].ToString().Split(' ').FirstOrDefault(word => word is ConnectorScope or GraphScope);
        if (scope is null)
        {
            return Refusal(400, "invalid_scope", "AADSTS70011: The provided value for the input parameter 'scope' is not valid.");
        }

        var token = Token(scope);
        _issued[token] = (scope, options.Time.GetUtcNow().AddSeconds(Lifetime));
        return (
            200,
            new JsonObject
            {
                ["token_type"] = "Bearer",
                ["expires_in"] = Lifetime,
                ["ext_expires_in"] = Lifetime,
                ["access_token"] = token,
            }
        );
    }

    // Of three parts, as Entra's are; what was allowed in the whole tenant stands in it, what a team's owner allowed does not.
    private string Token(string scope)
    {
        var roles = scope == GraphScope ? permissions.Where(IsOfTenant).Select(role => (JsonNode)role).ToArray() : [];
        var claims = new JsonObject
        {
            ["aud"] = scope[..^"/.default".Length],
            ["appid"] = options.AppId,
            ["roles"] = new JsonArray(roles),
            ["uti"] = $"token-{Interlocked.Increment(ref _number)}",
        };
        return $"{Part(new JsonObject { ["alg"] = "RS256", ["typ"] = "JWT" })}.{Part(claims)}.{Part([])}";
    }

    private static bool IsOfTenant(string permission) =>
        !permission.EndsWith(".Group", StringComparison.Ordinal) && !permission.EndsWith(".Chat", StringComparison.Ordinal);

    private static string Part(JsonObject json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));

    private static (int, JsonObject) Refusal(int status, string error, string description) =>
        (status, new JsonObject { ["error"] = error, ["error_description"] = description });
}
