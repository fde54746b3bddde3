using IncidentBot.Teams;
using IncidentBot.Testing;
using IncidentBot.Testing.Teams;
using NodaTime;

namespace IncidentBot.Stories.Teams;

/// <summary>The organisation around the bot, which is still there when the bot is started again.</summary>
internal sealed class TeamsWorld : IAsyncDisposable
{
    private static readonly AsyncLocal<string?> Chosen = new();

    private TeamsWorld(FakeTeams teams, ManualTime time)
    {
        Teams = teams;
        Time = time;
        Clock = new MovedClock(time);
        Priya = teams.Organisation.AddUser("Priya Raman", "Europe/Berlin");
        Marek = teams.Organisation.AddUser("Marek Kowal");
        Ana = teams.Organisation.AddUser("Ana Lima");
        Team = teams.Organisation.AddTeam("Incidents", Priya, Marek, Ana);
        Ops = teams.Organisation.AddChannel(Team, "ops");
        News = teams.Organisation.AddChannel(Team, "news");
    }

    public FakeTeams Teams { get; }

    public ManualTime Time { get; }

    /// <summary>The bot's clock: the time's own, moved by as much as a story wants.</summary>
    public MovedClock Clock { get; }

    public TeamsUser Priya { get; }

    public TeamsUser Marek { get; }

    public TeamsUser Ana { get; }

    public TeamsTeam Team { get; }

    public TeamsConversation Ops { get; }

    public TeamsConversation News { get; }

    /// <summary>What takes the bot's turns, in this test; <c>INCIDENTBOT_TEAMS_ADAPTER</c> names it for all.</summary>
    public static string Adapter
    {
        get => Chosen.Value ?? Environment.GetEnvironmentVariable("INCIDENTBOT_TEAMS_ADAPTER") ?? TeamsOptions.Own;
        set => Chosen.Value = value;
    }

    public static async Task<TeamsWorld> StartAsync(FakeTeamsOptions? options = null)
    {
        if (TeamsAdapters.Missing(Adapter) is { } missing)
        {
            Assert.Skip(missing);
        }

        var time = new ManualTime();
        return new TeamsWorld(await FakeTeams.StartAsync((options ?? new FakeTeamsOptions()) with { Time = time }), time);
    }

    public ValueTask DisposeAsync() => Teams.DisposeAsync();

    public Dictionary<string, string?> Settings(Action<Dictionary<string, string?>>? more)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Teams:Adapter"] = Adapter,
            ["Teams:AppId"] = Teams.Options.AppId,
            ["Teams:AppPassword"] = Teams.Options.AppPassword,
            ["Teams:TenantId"] = Teams.Options.TenantId,
            ["Teams:IncidentTeam"] = Team.GroupId,
            ["Teams:AnnouncementChannel"] = News.Id,
            ["Teams:DashboardUrl"] = "https://incidents.example.com",
            ["Teams:ServiceUrl"] = Teams.ServiceUrl,
            ["Teams:LoginUrl"] = new Uri(Teams.Url, "login/").ToString(),
            ["Teams:GraphUrl"] = new Uri(Teams.Url, "graph/v1.0/").ToString(),
            ["Teams:BotFrameworkMetadata"] = new Uri(Teams.Url, "botframework/.well-known/openidconfiguration").ToString(),
            ["Teams:EntraMetadata"] = new Uri(Teams.Url, "entra/.well-known/openidconfiguration").ToString(),
        };
        more?.Invoke(settings);
        return settings;
    }

    internal sealed class MovedClock(TimeProvider time) : IClock
    {
        private Duration _by = Duration.Zero;

        public Instant GetCurrentInstant() => Instant.FromDateTimeOffset(time.GetUtcNow()) + _by;

        /// <summary>From now on it shows that, and runs on from there.</summary>
        public void Set(Instant now) => _by = now - Instant.FromDateTimeOffset(time.GetUtcNow());
    }
}
