using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using IncidentBot.Testing.Slack;

namespace IncidentBot.Breaking;

/// <summary>
/// Brings what people type to the bot as Slack does, signed, with three seconds for the answer. What was not answered is brought again
/// with the same identity, where there are several nodes to another one; what the bot could not record is typed anew.
/// </summary>
internal sealed class Messenger(FakeSlack slack, Ledger ledger, params Uri[] nodes) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly HttpClient _client = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromSeconds(5) })
    {
        Timeout = Patience,
    };

    private int _turn;

    /// <summary>Brings it until the bot has acknowledged it; gives back what the bot said.</summary>
    public async Task<string> SayAsync(Typed typed)
    {
        for (var tries = 1; ; tries++)
        {
            if (await TryAsync(typed) is not { } answer)
            {
                ledger.CountRetry();
            }
            else if (
                answer.Contains("othing was recorded", StringComparison.Ordinal) && answer.Contains("database", StringComparison.Ordinal)
            )
            {
                // A sentence to a person, who types it again: another message to Slack and to the bot.
                ledger.CountRefused();
                typed.Trigger = $"{typed.Trigger}.{tries}";
            }
            else if (!answer.Contains("it is there before you send it again", StringComparison.Ordinal))
            {
                Assert.Contains(typed.Token, answer, StringComparison.Ordinal);
                typed.IsAcknowledged = true;
                return answer;
            }

            await Pause.Of(50);
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task<string?> TryAsync(Typed typed)
    {
        var node = nodes[(uint)Interlocked.Increment(ref _turn) % nodes.Length];
        try
        {
            using var request = Request(node, typed);
            using var response = await _client.SendAsync(request, TestContext.Current.CancellationToken);
            return response.IsSuccessStatusCode ? await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken) : null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            ledger.CountLate();
            return null;
        }
    }

    private HttpRequestMessage Request(Uri node, Typed typed)
    {
        var user = Crowd.IdOf(typed.Person);
        var body =
            $"token=t&team_id={slack.Options.TeamId}&team_domain={slack.Options.TeamDomain}&channel_id={Workplace.Ops}&channel_name=ops"
            + $"&user_id={user}&user_name={Crowd.NameOf(user)}&command=%2Fincident&text={Uri.EscapeDataString(typed.Words)}"
            + $"&response_url={Uri.EscapeDataString(slack.Url + "response/none")}&trigger_id={typed.Trigger}";
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(node, "slack/commands"))
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        var at = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        request.Headers.Add(SlackSignature.TimestampHeader, at.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(SlackSignature.SignatureHeader, SlackSignature.Sign(slack.Options.SigningSecret, at, body));
        return request;
    }
}
