using System.Text.Json;
using IncidentBot.Chat;
using IncidentBot.Slack.Incoming;
using IncidentBot.Slack.Outgoing;

namespace IncidentBot.Slack;

/// <summary>Calls of Slack's Web API: what Slack understood comes back as an answer, what got no clear answer is a failure.</summary>
internal sealed class SlackApi(SlackOptions options, SlackPacer pacer, ISlackClient client, SlackWire wire)
{
    /// <summary>A call that changes something: its arguments as JSON.</summary>
    /// <param name="method">Slack's name of it.</param>
    /// <param name="arguments">Writes the arguments into an open object.</param>
    /// <param name="cancellation">Ends the call; its outcome is then unknown.</param>
    /// <param name="channel">The channel whose pace it is to keep, where it posts.</param>
    /// <exception cref="DeliveryFailedException">No clear answer: it may have been done.</exception>
    public Task<SlackAnswer> WriteAsync(
        string method,
        Action<Utf8JsonWriter> arguments,
        CancellationToken cancellation,
        string? channel = null
    ) => CallAsync(method, SlackWire.Json(arguments), options.BotToken, channel, cancellation);

    /// <summary>A call that looks something up: its arguments as a form, for such methods know no JSON.</summary>
    /// <exception cref="DeliveryFailedException">No clear answer.</exception>
    public Task<SlackAnswer> ReadAsync(
        string method,
        CancellationToken cancellation,
        params ReadOnlySpan<(string Name, string Value)> arguments
    )
    {
        var form = new List<KeyValuePair<string, string>>(arguments.Length);
        foreach (var (name, value) in arguments)
        {
            form.Add(new(name, value));
        }

        return CallAsync(method, new FormUrlEncodedContent(form), options.BotToken, null, cancellation);
    }

    /// <summary>Enters a public channel, so that the bot may read and write there; one it may not enter stays closed to it.</summary>
    /// <exception cref="DeliveryFailedException">No clear answer.</exception>
    public Task<SlackAnswer> JoinAsync(string channel, CancellationToken cancellation) =>
        WriteAsync("conversations.join", json => json.WriteString("channel"u8, channel), cancellation);

    /// <summary>Asks where to connect for Socket Mode.</summary>
    /// <exception cref="DeliveryFailedException">No clear answer.</exception>
    public Task<SlackAnswer> ConnectAsync(CancellationToken cancellation) =>
        CallAsync("apps.connections.open", new FormUrlEncodedContent([]), options.AppToken, null, cancellation);

    /// <summary>Sends the bytes of a file to where Slack wants them.</summary>
    /// <exception cref="DeliveryFailedException">They did not arrive.</exception>
    public async Task UploadAsync(string address, byte[] content, CancellationToken cancellation)
    {
        using var response = await wire.SendAsync(
            "the upload",
            new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(content) },
            cancellation
        );
        if (!response.IsSuccessStatusCode)
        {
            throw SlackWire.Unclear("the upload", $"HTTP {(int)response.StatusCode}", null);
        }
    }

    /// <summary>Answers through the address that came with a command or a press. Only Slack's own hosts are written to.</summary>
    /// <exception cref="DeliveryFailedException">It was not taken.</exception>
    public async Task RespondAsync(string responseUrl, Action<Utf8JsonWriter> message, CancellationToken cancellation)
    {
        if (!IsSlacks(responseUrl))
        {
            throw new DeliveryFailedException(DeliveryFailure.Rejected, "The address to answer to is not Slack's.", isPermanent: true);
        }

        using var response = await wire.SendAsync(
            "the answer",
            new HttpRequestMessage(HttpMethod.Post, responseUrl) { Content = SlackWire.Json(message) },
            cancellation
        );
        if (!response.IsSuccessStatusCode)
        {
            throw new DeliveryFailedException(
                DeliveryFailure.Rejected,
                $"Slack refused the answer: HTTP {(int)response.StatusCode}.",
                isPermanent: true
            );
        }
    }

    private bool IsSlacks(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && (
            (uri.Scheme == "https" && uri.Host is "hooks.slack.com" or "hooks.slack-gov.com")
            || (options.ApiUrl != SlackOptions.RealApi && uri.Authority == new Uri(options.ApiUrl).Authority)
        );

    private async Task<SlackAnswer> CallAsync(
        string method,
        HttpContent content,
        string token,
        string? channel,
        CancellationToken cancellation
    )
    {
        await pacer.WaitAsync(method, channel, cancellation);
        SlackAnswer answer;
        try
        {
            answer = await client.CallAsync(method, content, token, cancellation);
        }
        catch (DeliveryFailedException failed) when (failed is { Reason: DeliveryFailure.RateLimited, RetryAfter: { } pause })
        {
            pacer.Close(method, channel, pause.ToTimeSpan());
            throw;
        }

        return answer is { Ok: false, Error: "ratelimited" } ? throw SlackErrors.Failure(answer) : answer;
    }
}
