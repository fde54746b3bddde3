using System.Text.Json.Nodes;

namespace IncidentBot.Testing.Teams;

/// <summary>The connector or Graph says no.</summary>
internal sealed class TeamsRefusal(int status, string code, string message) : Exception(message)
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    public int? RetryAfter { get; init; }

    public JsonObject ToJson() =>
        new()
        {
            ["error"] = new JsonObject
            {
                ["code"] = Code,
                ["message"] = Message,
                ["innerError"] = new JsonObject { ["request-id"] = "fake" },
            },
        };
}
