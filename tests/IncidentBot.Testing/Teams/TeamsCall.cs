using System.Text.Json.Nodes;

namespace IncidentBot.Testing.Teams;

/// <summary>One request that the bot made, as it arrived.</summary>
/// <param name="Operation">Our name of it, see <see cref="TeamsOperations"/>.</param>
/// <param name="Path">Path and query.</param>
/// <param name="Body">What was sent; null where it was no JSON object.</param>
/// <param name="At">When.</param>
public sealed record TeamsCall(string Operation, string Path, JsonObject? Body, DateTimeOffset At)
{
    /// <summary>The status of the answer; 0 where there was none.</summary>
    public int Status { get; init; }

    public TeamsFault? Fault { get; init; }

    public JsonNode? Answer { get; init; }
}

/// <summary>The names by which faults and recorded calls speak of the requests a bot can make.</summary>
public static class TeamsOperations
{
    public const string Token = "token";
    public const string BotFrameworkMetadata = "metadata";
    public const string EntraMetadata = "entra metadata";
    public const string Create = "create conversation";
    public const string Send = "send";
    public const string Update = "update";
    public const string Delete = "delete";
    public const string Members = "members";
    public const string Member = "member";
    public const string Team = "team";
    public const string Channels = "channels";
    public const string GraphCreate = "graph create channel";
    public const string GraphList = "graph list channels";
    public const string GraphArchive = "graph archive";
    public const string GraphMessages = "graph messages";
    public const string GraphRename = "graph change channel";
    public const string GraphChat = "graph create chat";
    public const string GraphInstall = "graph install in chat";
    public const string GraphJoin = "graph add to chat";
    public const string GraphFiles = "graph files";
}
