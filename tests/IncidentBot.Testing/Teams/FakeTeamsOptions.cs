namespace IncidentBot.Testing.Teams;

/// <summary>How the fake organisation is set up and where the bot under test listens.</summary>
public sealed record FakeTeamsOptions
{
    /// <summary>Decides message ids, the life of tokens, rate limits and deadlines.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    public string AppId { get; init; } = "11111111-2222-3333-4444-555555555555";

    public string AppPassword { get; init; } = "fake-app-password";

    public string TenantId { get; init; } = "99999999-8888-7777-6666-555555555555";

    /// <summary>The app's id in the organisation's catalogue.</summary>
    public string CatalogApp { get; init; } = "77777777-1111-2222-3333-444444444444";

    public string BotName { get; init; } = "IncidentBot";

    /// <summary>Carries requests to the bot; give the client of an in-memory server here.</summary>
    public HttpClient? AppClient { get; init; }

    /// <summary>Whether the limits per conversation answer 429.</summary>
    public bool RateLimits { get; init; } = true;

    /// <summary>Whether sending is answered with an empty body, as the connector does now and then.</summary>
    public bool EmptyBodies { get; init; }

    /// <summary>Which of the two forms of token the driver's activities carry.</summary>
    public TeamsTokenForm TokenForm { get; init; } = TeamsTokenForm.BotFramework;

    /// <summary>What the app was granted in Graph; the default is what the app's manifest asks for.</summary>
    public IReadOnlyCollection<string> Permissions { get; init; } =
    ["Channel.Create.Group", "ChannelSettings.Read.Group", "ChannelMessage.Read.Group", "ChannelSettings.ReadWrite.Group"];

    /// <summary>The largest activity and the largest card that is taken, in bytes.</summary>
    public int LargestActivity { get; init; } = 28 * 1024;
}

/// <summary>Who signed a request to the bot.</summary>
public enum TeamsTokenForm
{
    /// <summary>The Bot Framework's own issuer, with the <c>serviceurl</c> claim and keys that name the channels they may speak for.</summary>
    BotFramework,

    /// <summary>Microsoft Entra, in the name of the channel's own tenant.</summary>
    Entra,
}
