namespace IncidentBot.Slack.Install;

/// <summary>The description of the app that is pasted into api.slack.com/apps, "From a manifest", filled in for this bot.</summary>
public static class SlackManifest
{
    private const string WrittenHost = "https://incidentbot.example.com";
    private const string WrittenCommand = "/incident";

    /// <summary>The manifest for Socket Mode: Slack need not reach the bot.</summary>
    /// <param name="command">The slash command.</param>
    public static string ForSocketMode(string command = WrittenCommand) => Filled("manifest.yaml", command);

    /// <summary>The manifest for HTTP: Slack calls the bot.</summary>
    /// <param name="host">The bot's address from outside, <c>https://…</c>.</param>
    /// <param name="command">The slash command.</param>
    /// <exception cref="ArgumentException">The address is not one that Slack can call; the message says so.</exception>
    public static string ForHttp(string host, string command = WrittenCommand) =>
        Uri.TryCreate(host, UriKind.Absolute, out var address) && address.Scheme == "https"
            ? Filled("manifest-http.yaml", command).Replace(WrittenHost, host.TrimEnd('/'), StringComparison.Ordinal)
            : throw new ArgumentException($"“{host}” is no address that Slack can call; it begins with https://.", nameof(host));

    private static string Filled(string name, string command)
    {
        using var stream = typeof(SlackManifest).Assembly.GetManifestResourceStream("manifests/" + name)!;
        using var reader = new StreamReader(stream);
        var slashed = command.StartsWith('/') ? command : "/" + command;
        return reader
            .ReadToEnd()
            .ReplaceLineEndings("\n")
            .Replace($"command: {WrittenCommand}\n", $"command: {slashed}\n", StringComparison.Ordinal);
    }
}
