using System.Globalization;
using IncidentBot.Testing.Slack;

namespace IncidentBot.Benchmarks.Peers;

/// <summary>Slash commands signed beforehand, each with a trigger id of its own, in the file that <c>commands.lua</c> reads.</summary>
internal static class SignedCommands
{
    public static async Task WriteAsync(string file, string secret, string channel, string text, int count, string run)
    {
        var timestamp = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var body =
            $"token=t&team_id=T0FAKE&team_domain=fake-team&channel_id={channel}&channel_name=inc&user_id=U1&user_name=amara&command=%2Fincident&text={Uri.EscapeDataString(text)}&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT0FAKE%2F1%2F2&api_app_id=A0FAKE&is_enterprise_install=false&trigger_id=";
        await using var writer = new StreamWriter(file);
        await writer.WriteLineAsync(timestamp.ToString(CultureInfo.InvariantCulture));
        await writer.WriteLineAsync(body);
        for (var i = 0; i < count; i++)
        {
            var trigger = $"{run}.{i}";
            await writer.WriteLineAsync($"{trigger} {SlackSignature.Sign(secret, timestamp, body + trigger)}");
        }
    }
}
