using IncidentBot.Chat;
using IncidentBot.Teams.Outgoing;

namespace IncidentBot.Teams.Install;

/// <summary>One thing that was looked at: whether it is well, and what to do where it is not.</summary>
public sealed record TeamsFinding(bool IsWell, string Sentence);

/// <summary>Looks whether Teams is set up as the bot needs it, and says what to click. Changes nothing there.</summary>
public static class TeamsDoctor
{
    /// <summary>Looks at password, team, what Graph allows and the keys by which messages are proved.</summary>
    /// <param name="options">The settings, which are on and complete.</param>
    /// <param name="time">The program's clock.</param>
    /// <param name="cancellation">Ends the looking.</param>
    public static async Task<IReadOnlyList<TeamsFinding>> ExamineAsync(
        TeamsOptions options,
        TimeProvider time,
        CancellationToken cancellation
    )
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(15) };
        using var tokens = new TeamsTokens(options);
        var findings = new List<TeamsFinding> { await PasswordAsync(tokens, options, cancellation) };
        if (findings[0].IsWell)
        {
            var calls = new TeamsHttp(http, tokens, time);
            findings.AddRange(options.IncidentTeam.Length > 0 ? await TeamCheckup.ExamineAsync(calls, options, cancellation) : []);
            findings.AddRange(await GrantedAsync(tokens, options, cancellation));
        }

        findings.Add(await KeysAsync(http, options.BotFrameworkMetadata, cancellation));
        findings.Add(await KeysAsync(http, options.EntraMetadata, cancellation));
        findings.Add(
            new TeamsFinding(
                true,
                options.AnnouncementChannel.Length > 0
                    ? $"Incidents are announced in {options.AnnouncementChannel}."
                    : "No channel for announcements is set (Teams__AnnouncementChannel), so nobody outside hears of incidents."
            )
        );
        return findings;
    }

    private static async Task<TeamsFinding> PasswordAsync(TeamsTokens tokens, TeamsOptions options, CancellationToken cancellation)
    {
        try
        {
            await tokens.GetAsync(Protocol.ConnectorCall.ScopeOf(options.ServiceUrl), anew: true, cancellation);
            return new TeamsFinding(true, "Microsoft Entra accepts the bot's app id and password.");
        }
        catch (DeliveryFailedException failed)
        {
            return new TeamsFinding(false, failed.Message);
        }
    }

    private static async Task<IEnumerable<TeamsFinding>> GrantedAsync(
        TeamsTokens tokens,
        TeamsOptions options,
        CancellationToken cancellation
    )
    {
        try
        {
            return GraphGrants.Examine(options, await tokens.GetAsync(Graph.ScopeOf(options), anew: false, cancellation));
        }
        catch (DeliveryFailedException failed)
        {
            return [new TeamsFinding(false, failed.Message)];
        }
    }

    private static async Task<TeamsFinding> KeysAsync(HttpClient http, string metadata, CancellationToken cancellation)
    {
        try
        {
            using var response = await http.GetAsync(new Uri(metadata), cancellation);
            response.EnsureSuccessStatusCode();
            return new TeamsFinding(true, $"The keys that prove messages can be read ({new Uri(metadata).Host}).");
        }
        catch (Exception failed) when (failed is HttpRequestException or TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            return new TeamsFinding(
                false,
                $"{metadata} cannot be read, so no message can be proved and every one is answered with 503. Let the bot reach it. ({failed.Message})"
            );
        }
    }
}
