using System.Text.Json.Nodes;

namespace IncidentBot.Testing.Slack;

/// <summary>One Web API method: what it asks for before it does anything.</summary>
internal sealed record SlackMethod(string Name, int PerMinute, Func<SlackRequest, JsonObject> Answer)
{
    /// <summary>Tier 2 of Slack's rate limits.</summary>
    public const int Tier2 = 20;

    /// <summary>Tier 3 of Slack's rate limits.</summary>
    public const int Tier3 = 50;

    /// <summary>Tier 4 of Slack's rate limits.</summary>
    public const int Tier4 = 100;

    /// <summary>Methods with a limit of their own, some hundreds a minute.</summary>
    public const int Special = 300;

    /// <summary>Any one of these is enough; none means that the method asks for no scope.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>Arguments that must be there; <c>a|b</c> means one of the two.</summary>
    public IReadOnlyList<string> Required { get; init; } = [];

    /// <summary>Reads only forms; arguments sent as JSON are not seen.</summary>
    public bool FormOnly { get; init; }

    /// <summary>Takes the app-level token instead of the bot's.</summary>
    public bool ForAppToken { get; init; }

    public IEnumerable<string> Missing(SlackArgs args) => Required.Where(name => !name.Split('|').Any(args.Has));
}
