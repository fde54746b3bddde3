using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace IncidentBot.Testing.Slack;

/// <summary>The way to the app: its request URLs with signed requests, or Socket Mode. Three seconds for an answer either way.</summary>
internal sealed class SlackDoor(FakeSlack slack) : IDisposable
{
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(3);
    private readonly HttpClient _ownClient = new(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public bool IsOpen => slack.Options.SocketMode || slack.RequestUrls is not null;

    public Task<SlackReply> SendAsync(SlackPayload payload) =>
        slack.Options.SocketMode ? slack.Sockets.SendAsync(payload) : PostAsync(payload);

    public void Dispose() => _ownClient.Dispose();

    private async Task<SlackReply> PostAsync(SlackPayload payload)
    {
        var urls = slack.RequestUrls ?? throw new InvalidOperationException("Tell the fake where the app listens: FakeSlack.RequestUrls.");
        using var deadline = new CancellationTokenSource(Deadline, slack.Options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, slack.Stopping);
        try
        {
            using var request = Request(payload, urls);
            using var response = await (slack.Options.AppClient ?? _ownClient).SendAsync(request, either.Token);
            var body = await response.Content.ReadAsStringAsync(either.Token);
            return new SlackReply((int)response.StatusCode, body)
            {
                WantsNoRetry = response.Headers.TryGetValues("x-slack-no-retry", out var values) && values.Contains("1"),
                Error = response.IsSuccessStatusCode ? null : "dispatch_failed",
            };
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            return new SlackReply(0, "") { TimedOut = true, Error = "operation_timeout" };
        }
        catch (HttpRequestException)
        {
            return new SlackReply(0, "") { Error = "dispatch_failed" };
        }
    }

    private HttpRequestMessage Request(SlackPayload payload, SlackRequestUrls urls)
    {
        var (url, body, type) = payload.Kind switch
        {
            SlackPayloadKind.Command => (urls.Commands, Form(payload), "application/x-www-form-urlencoded"),
            SlackPayloadKind.Interaction => (
                urls.Interactions,
                Encode("payload", payload.Json.ToJsonString()),
                "application/x-www-form-urlencoded"
            ),
            _ => (urls.Events, payload.Json.ToJsonString(), "application/json"),
        };
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        request.Headers.UserAgent.ParseAdd("Slackbot/1.0");
        var timestamp = slack.Workspace.Seconds();
        request.Headers.Add(SlackSignature.TimestampHeader, timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(SlackSignature.SignatureHeader, SlackSignature.Sign(slack.Options.SigningSecret, timestamp, body));
        if (payload.Retry > 0)
        {
            request.Headers.Add("X-Slack-Retry-Num", payload.Retry.ToString(CultureInfo.InvariantCulture));
            request.Headers.Add("X-Slack-Retry-Reason", payload.RetryReason);
        }

        return request;
    }

    private static string Form(SlackPayload payload) =>
        string.Join('&', payload.Json.Select(field => Encode(field.Key, field.Value?.ToString() ?? "")));

    private static string Encode(string name, string value) =>
        $"{name}={Uri.EscapeDataString(value).Replace("%20", "+", StringComparison.Ordinal)}";
}
