using System.Diagnostics;
using IncidentBot.Server;
using IncidentBot.Testing.Teams;

namespace IncidentBot.Benchmarks.Peers;

/// <summary>The real server in a process of its own, spoken to by a Teams in this one, with one open incident.</summary>
internal sealed class TeamsServer : IAsyncDisposable
{
    /// <summary>The argument that makes this program that server.</summary>
    public const string Argument = "teams-server";

    private readonly string _folder;
    private readonly Process _process;

    private TeamsServer(string folder, Process process, TeamsConversation channel)
    {
        _folder = folder;
        _process = process;
        Channel = channel;
    }

    /// <summary>The channel of the open incident.</summary>
    public TeamsConversation Channel { get; }

    /// <summary>Is the server, until its standard input closes.</summary>
    public static async Task ServeAsync(string folder, string teams, string team)
    {
        var options = new FakeTeamsOptions();
        var settings = new Dictionary<string, string?>
        {
            ["Urls"] = "http://127.0.0.1:0",
            ["ConnectionStrings:IncidentBot"] = Path.Combine(folder, "bot.db"),
            ["Teams:AppId"] = options.AppId,
            ["Teams:AppPassword"] = options.AppPassword,
            ["Teams:TenantId"] = options.TenantId,
            ["Teams:IncidentTeam"] = team,
            ["Teams:ServiceUrl"] = teams + "connector/",
            ["Teams:LoginUrl"] = teams + "login/",
            ["Teams:GraphUrl"] = teams + "graph/v1.0/",
            ["Teams:BotFrameworkMetadata"] = teams + "botframework/.well-known/openidconfiguration",
            ["Teams:EntraMetadata"] = teams + "entra/.well-known/openidconfiguration",
            // As a team runs it: what went well is not told line by line.
            ["Logging:LogLevel:Default"] = "Warning",
        };
        await using var app = await BotServer.BuildAsync(settings, CancellationToken.None);
        await app.StartAsync();
        Console.WriteLine(app.Urls.First());
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
    }

    /// <summary>Starts it, and opens the incident in which the commands will be said.</summary>
    public static async Task<TeamsServer> StartAsync(FakeTeams teams)
    {
        var person = teams.Organisation.AddUser("Amara Diallo");
        var team = teams.Organisation.AddTeam("Incidents", person);
        var ops = teams.Organisation.AddChannel(team, "ops");
        var folder = Directory.CreateTempSubdirectory("incidentbot-teams-").FullName;
        var process = ThisProgram.Start(Argument, folder, teams.Url.ToString(), team.GroupId);
        var address = new Uri(await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The server ended."));
        teams.Endpoint = new Uri(address, "api/messages");
        await teams.As(person).Says("open Web stack slow sev2", ops);
        await teams.Until(() => teams.Organisation.Conversations.Any(IsTheIncidents));
        return new TeamsServer(folder, process, teams.Organisation.Conversations.First(IsTheIncidents));
    }

    /// <summary>Writes the file that <c>activities.lua</c> reads: a note in one thread of the incident's channel.</summary>
    public async Task WriteAsync(FakeTeams teams, string file, string words)
    {
        const string Id = "THE-ID";
        var activity = teams.As(teams.Organisation.Users[0]).Draft(words, Channel);
        activity["id"] = Id;
        var parts = activity.ToJsonString().Split(Id);
        await File.WriteAllLinesAsync(file, [teams.Issuer.Token(teams.ServiceUrl), parts[0] + $"{Guid.NewGuid():N}", parts[1]]);
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static bool IsTheIncidents(TeamsConversation channel) => channel.Name.StartsWith("inc-1", StringComparison.Ordinal);
}
