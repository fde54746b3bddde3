namespace IncidentBot.Slack.Install;

/// <summary>The description of the app that is pasted into api.slack.com/apps, "From a manifest", filled in for this bot.</summary>
public static class SlackManifest
{
    private const string WrittenHost = "https://incidentbot.example.com";
    private const string WrittenCommand = "/incident";

    private const int LongestCommand = 32;

    /// <summary>The manifest for Socket Mode: Slack need not reach the bot.</summary>
    /// <param name="command">The slash command, with or without its slash.</param>
    /// <exception cref="FormatException">Slack takes no such command; the message says so.</exception>
    public static string ForSocketMode(string command = WrittenCommand) => Filled("manifest.yaml", command);

    /// <summary>The manifest for HTTP: Slack calls the bot.</summary>
    /// <param name="host">The bot's address from outside, <c>https://…</c>.</param>
    /// <param name="command">The slash command, with or without its slash.</param>
    /// <exception cref="FormatException">The address is not one that Slack can call, or it takes no such command; the message says so.</exception>
    public static string ForHttp(string host, string command = WrittenCommand) =>
        Filled("manifest-http.yaml", command).Replace(WrittenHost, Callable(host), StringComparison.Ordinal);

    private static string Callable(string host) =>
        Uri.TryCreate(host, UriKind.Absolute, out var address)
        && address is { Scheme: "https", IsLoopback: false, Query: "", Fragment: "", UserInfo: "" }
            ? address.AbsoluteUri.TrimEnd('/')
            : throw new FormatException(
                $"“{host}” is no address that Slack can call. Write the bot's address from outside, such as https://incidents.example.com."
            );

    private static string Filled(string name, string command)
    {
        using var stream = typeof(SlackManifest).Assembly.GetManifestResourceStream("manifests/" + name)!;
        using var reader = new StreamReader(stream);
        return reader
            .ReadToEnd()
            .ReplaceLineEndings("\n")
            .Replace($"command: {WrittenCommand}\n", $"command: {Slashed(command)}\n", StringComparison.Ordinal);
    }

    private static string Slashed(string command)
    {
        var word = command.TrimStart('/');
        return
            word.Length is > 0 and < LongestCommand
            && word.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '-' or '_')
            ? "/" + word
            : throw new FormatException(
                $"“{command}” is no command that Slack takes. Write one word of lower-case letters, digits, - and _, at most {LongestCommand - 1} of them, such as outage."
            );
    }
}
