using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace IncidentBot.Testing.Teams;

/// <summary>The way to the bot: signed activities to its endpoint, with the patience that Teams has.</summary>
internal sealed class TeamsDoor(FakeTeams teams) : IDisposable
{
    public static readonly TimeSpan InvokeDeadline = TimeSpan.FromSeconds(5);
    public static readonly TimeSpan MessageDeadline = TimeSpan.FromSeconds(15);

    private readonly HttpClient _ownClient = new(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public async Task<TeamsReply> SendAsync(JsonObject activity)
    {
        var text = activity.ToJsonString();
        var reply = await PostAsync(text, teams.Issuer.Token(teams.ServiceUrl), Deadline(activity));
        for (var i = 0; i < teams.Faults.Redeliveries; i++)
        {
            reply = await PostAsync(text, teams.Issuer.Token(teams.ServiceUrl), Deadline(activity));
        }

        return reply with
        {
            Activity = activity,
        };
    }

    /// <summary>Sends whatever a test wants, with whatever token it wants.</summary>
    public async Task<TeamsReply> PostAsync(string body, string? token, TimeSpan patience)
    {
        var endpoint = teams.Endpoint ?? throw new InvalidOperationException("Tell the fake where the bot listens: FakeTeams.Endpoint.");
        using var deadline = new CancellationTokenSource(patience, teams.Options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, teams.Stopping);
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        try
        {
            using var response = await (teams.Options.AppClient ?? _ownClient).SendAsync(request, either.Token);
            return new TeamsReply((int)response.StatusCode, await response.Content.ReadAsStringAsync(either.Token));
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            return new TeamsReply(0, "") { TimedOut = true };
        }
        catch (HttpRequestException)
        {
            return new TeamsReply(0, "");
        }
    }

    public void Dispose() => _ownClient.Dispose();

    private static TimeSpan Deadline(JsonObject activity) => activity["type"]?.ToString() == "invoke" ? InvokeDeadline : MessageDeadline;
}
