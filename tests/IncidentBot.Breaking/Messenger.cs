using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using IncidentBot.Testing.Slack;
using NodaTime;

namespace IncidentBot.Breaking;

/// <summary>
/// Brings what people type to the bot as Slack does, signed, with three seconds for the answer. What was not answered is brought again
/// with the same identity, where there are several nodes to another one; what the bot could not record is typed anew.
/// </summary>
internal sealed class Messenger(Workplace place, Ledger ledger, params Uri[] nodes) : IDisposable
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
        typed.SentAt = place.Now;
        var began = place.Time.GetTimestamp();
        var isUnknown = false;
        for (var tries = 1; ; tries++)
        {
            var answer = await TryAsync(typed);
            if (answer is null)
            {
                ledger.CountRetry();
            }

            if (answer is null || answer.Contains("it is there before you send it again", StringComparison.Ordinal))
            {
                // What became of it nobody can say; only the same message again is safe.
                isUnknown = true;
            }
            else if (IsRefusal(answer))
            {
                // A sentence to a person, who types it again: another message to Slack and to the bot.
                ledger.CountRefused();
                typed.Trigger = isUnknown ? typed.Trigger : $"{typed.Trigger}.{tries}";
            }
            else
            {
                Assert.Contains(typed.Token, answer, StringComparison.Ordinal);
                typed.Took = Duration.FromTimeSpan(place.Time.GetElapsedTime(began));
                ledger.Acknowledge(typed, place.Now);
                return answer;
            }

            await Pause.Of(50);
        }
    }

    public void Dispose() => _client.Dispose();

    private static bool IsRefusal(string answer) =>
        answer.Contains("othing was recorded", StringComparison.Ordinal) && answer.Contains("database", StringComparison.Ordinal);

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
            $"token=t&team_id={place.Slack.Options.TeamId}&team_domain={place.Slack.Options.TeamDomain}&channel_id={Workplace.Ops}&channel_name=ops"
            + $"&user_id={user}&user_name={Crowd.NameOf(user)}&command=%2Fincident&text={Uri.EscapeDataString(typed.Words)}"
            + $"&response_url={Uri.EscapeDataString(place.Slack.Url + "response/none")}&trigger_id={typed.Trigger}";
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(node, "slack/commands"))
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        var at = place.Time.GetUtcNow().ToUnixTimeSeconds();
        request.Headers.Add(SlackSignature.TimestampHeader, at.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(SlackSignature.SignatureHeader, SlackSignature.Sign(place.Slack.Options.SigningSecret, at, body));
        return request;
    }
}
