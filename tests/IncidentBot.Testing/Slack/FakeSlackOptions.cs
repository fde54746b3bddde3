namespace IncidentBot.Testing.Slack;

/// <summary>How the fake workspace is set up and where the app under test listens.</summary>
public sealed record FakeSlackOptions
{
    /// <summary>Decides message timestamps, the life of triggers and response URLs, rate limits and deadlines.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    public string BotToken { get; init; } = "xoxb-fake";

    public string AppToken { get; init; } = "xapp-fake";

    public string SigningSecret { get; init; } = "fake-signing-secret";

    public string TeamId { get; init; } = "T0FAKE";

    public string TeamDomain { get; init; } = "fake-team";

    public string AppId { get; init; } = "A0FAKE";

    public string BotUserId { get; init; } = "U0BOT";

    public string BotId { get; init; } = "B0BOT";

    /// <summary>What the bot token was granted; the default is what the app's manifest asks for.</summary>
    public IReadOnlyCollection<string> Scopes { get; init; } = SlackScopes.OfTheManifest;

    /// <summary>Events the app subscribed to, in the words of the manifest (<c>message.channels</c>, <c>reaction_added</c>).</summary>
    public IReadOnlyCollection<string> Subscriptions { get; init; } = SlackScopes.EventsOfTheManifest;

    /// <summary>When set, commands, interactions and events travel over Socket Mode and the request URLs are ignored.</summary>
    public bool SocketMode { get; init; }

    /// <summary>The app's own URLs; may also be given later with <see cref="FakeSlack.RequestUrls"/>.</summary>
    public SlackRequestUrls? RequestUrls { get; init; }

    /// <summary>Carries requests to the app; give the client of an in-memory server here.</summary>
    public HttpClient? AppClient { get; init; }

    /// <summary>Whether limits per method and per channel answer 429.</summary>
    public bool RateLimits { get; init; } = true;

    /// <summary>How many messages at once one channel takes before the rule of one per second is applied.</summary>
    public int PostBurst { get; init; } = 4;

    /// <summary>Slack may change the name a channel was asked to have; by default it does not.</summary>
    public Func<string, string> ModifyChannelName { get; init; } = name => name;

    /// <summary>Whether what the app does comes back to it as events, as it does in the real Slack.</summary>
    public bool EchoEvents { get; init; } = true;

    /// <summary>Whether mentions in the text of a command become ids (<c>should_escape</c> in the manifest).</summary>
    public bool EscapeCommandText { get; init; } = true;

    /// <summary>Largest number of Socket Mode connections of one app.</summary>
    public int MaxSockets { get; init; } = 10;

    /// <summary>How often the server pings each socket, in real time.</summary>
    public TimeSpan PingInterval { get; init; } = TimeSpan.FromSeconds(5);
}

/// <summary>Where the app takes slash commands, interactions, options of menus and events.</summary>
public sealed record SlackRequestUrls(Uri Commands, Uri Interactions, Uri Events)
{
    /// <summary>An app with one address for everything, as Bolt has.</summary>
    public static SlackRequestUrls AllAt(Uri address) => new(address, address, address);
}
