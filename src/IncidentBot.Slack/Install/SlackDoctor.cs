using IncidentBot.Chat;
using IncidentBot.Slack.Incoming;
using IncidentBot.Slack.Outgoing;

namespace IncidentBot.Slack.Install;

/// <summary>One thing that was looked at: whether it is well, and what to do where it is not.</summary>
public sealed record SlackFinding(bool IsWell, string Sentence);

/// <summary>Looks whether Slack is set up as the bot needs it, and says what to click.</summary>
public sealed class SlackDoctor
{
    private static readonly TimeSpan MostSkew = TimeSpan.FromSeconds(60);

    private readonly SlackApi _api;
    private readonly SlackOptions _options;
    private readonly TimeProvider _time;

    internal SlackDoctor(SlackApi api, SlackOptions options, TimeProvider time)
    {
        _api = api;
        _options = options;
        _time = time;
    }

    /// <summary>Looks at everything, for a program that serves nothing.</summary>
    /// <param name="options">The settings, which are on.</param>
    /// <param name="time">The program's clock.</param>
    /// <param name="cancellation">Ends the looking.</param>
    public static async Task<IReadOnlyList<SlackFinding>> ExamineAsync(
        SlackOptions options,
        TimeProvider time,
        CancellationToken cancellation
    )
    {
        using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        var wire = new SlackWire(http, time);
        var api = new SlackApi(options, new SlackPacer(time), new OwnSlackClient(options, wire), wire);
        return await new SlackDoctor(api, options, time).ExamineAsync(cancellation);
    }

    /// <summary>Looks at token, scopes, secret, Socket Mode and clock.</summary>
    internal async Task<IReadOnlyList<SlackFinding>> ExamineAsync(CancellationToken cancellation)
    {
        var findings = new List<SlackFinding>();
        await LookAsync(findings, "the bot token", () => TokenAsync(findings, cancellation));
        if (_options.UsesSocketMode)
        {
            await LookAsync(findings, "Socket Mode", () => SocketModeAsync(findings, cancellation));
        }

        findings.Add(Secret());
        await LookAsync(findings, "the channel for announcements", () => AnnouncementsAsync(findings, cancellation));
        return findings;
    }

    private static async Task LookAsync(List<SlackFinding> findings, string what, Func<Task> look)
    {
        try
        {
            await look();
        }
        catch (Exception failed) when (failed is DeliveryFailedException or DeliveryPostponedException)
        {
            findings.Add(new SlackFinding(false, $"Slack, {what}: {failed.Message}"));
        }
    }

    private async Task TokenAsync(List<SlackFinding> findings, CancellationToken cancellation)
    {
        var answer = (await _api.ReadAsync("auth.test", cancellation)).Done();
        findings.Add(new SlackFinding(true, $"Slack accepts the bot token, in the workspace {answer.Json.Text("team")}."));
        findings.Add(Scopes(answer.Scopes));
        if (answer.Date is { } there)
        {
            findings.Add(Clock(_time.GetUtcNow() - there));
        }
    }

    private static SlackFinding Scopes(string granted)
    {
        var has = granted
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .ToHashSet(StringComparer.Ordinal);
        var missing = SlackScopes.Needed.Where(scope => !has.Contains(scope.Key)).ToList();
        return missing.Count == 0
            ? new SlackFinding(true, "Slack gives the bot every scope that it needs.")
            : new SlackFinding(
                false,
                $"Slack lacks {string.Join(", ", missing.Select(scope => $"{scope.Key} (for {scope.Value})"))}. On the app's page click OAuth & Permissions, add them under Bot Token Scopes, then Reinstall to Workspace."
            );
    }

    private static SlackFinding Clock(TimeSpan skew) =>
        skew.Duration() < MostSkew
            ? new SlackFinding(true, "The clock agrees with Slack's.")
            : new SlackFinding(
                false,
                $"The clock is {(int)skew.Duration().TotalSeconds} s {(skew > TimeSpan.Zero ? "ahead of" : "behind")} Slack's; beyond {SlackSignature.Window} s every request of Slack's is refused. Set it by NTP."
            );

    private async Task SocketModeAsync(List<SlackFinding> findings, CancellationToken cancellation)
    {
        var answer = await _api.ConnectAsync(cancellation);
        findings.Add(
            answer.Ok
                ? new SlackFinding(true, "Socket Mode is on, and Slack accepts the app-level token.")
                : new SlackFinding(
                    false,
                    $"Slack refuses Socket Mode ({answer.Error}). On the app's page click Socket Mode, Enable; and Basic Information, App-Level Tokens, one with connections:write, into Slack__AppToken."
                )
        );
    }

    private SlackFinding Secret() =>
        _options switch
        {
            { SigningSecret.Length: > 0 } => new SlackFinding(true, "The signing secret is set."),
            { UsesSocketMode: true } => new SlackFinding(true, "No signing secret is set, and Socket Mode needs none."),
            _ => new SlackFinding(
                false,
                "No signing secret is set. On the app's page click Basic Information, App Credentials, and put the Signing Secret into Slack__SigningSecret."
            ),
        };

    private async Task AnnouncementsAsync(List<SlackFinding> findings, CancellationToken cancellation)
    {
        var id = _options.AnnouncementChannel;
        if (id.Length == 0)
        {
            findings.Add(
                new(true, "No channel for announcements is set (Slack__AnnouncementChannel), so nobody outside hears of incidents.")
            );
            return;
        }

        var answer = await _api.ReadAsync("conversations.info", cancellation, ("channel", id));
        var channel = answer.Json.Find("channel");
        findings.Add(
            answer switch
            {
                { Error: "channel_not_found" } => new(
                    false,
                    $"Slack shows the bot no channel {id} (Slack__AnnouncementChannel). If it is private, type /invite @IncidentBot there; else copy its id again: the channel's name, About, at the bottom."
                ),
                _ when answer.Done() is not null && channel.Flag("is_archived") => new(
                    false,
                    $"The channel #{channel.Text("name")} for announcements (Slack__AnnouncementChannel) is archived. Name another."
                ),
                _ => new(true, $"Incidents are announced in #{channel.Text("name")}."),
            }
        );
    }
}
