using System.Text.RegularExpressions;

namespace IncidentBot.Testing.Slack;

/// <summary>What Slack makes of the text of a command when <c>should_escape</c> is on: mentions become ids, the rest is escaped.</summary>
internal static partial class SlackCommandText
{
    public static string Escape(string text, SlackWorkspace workspace) =>
        Mentions().Replace(text, match => match.Groups["token"].Success ? match.Value : Resolve(match.Value, workspace));

    private static string Resolve(string word, SlackWorkspace workspace) =>
        word[0] switch
        {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '#' => workspace.ChannelNamed(word[1..]) is { } channel ? $"<#{channel.Id}|{(channel.IsPrivate ? "" : channel.Name)}>" : word,
            _ when workspace.Users.FirstOrDefault(user => user.Name == word[1..]) is { } user => $"<@{user.Id}|{user.Name}>",
            _ when workspace.Groups.FirstOrDefault(group => group.Handle == word[1..]) is { } group =>
                $"<!subteam^{group.Id}|@{group.Handle}>",
            _ => word,
        };

    [GeneratedRegex(
        @"(?<token><(?:[@#!]|https?://|mailto:)[^>]*>)|(?<![\w.])[@#][\w-]+(?:\.[\w-]+)*|[&<>]",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Mentions();
}
