namespace IncidentBot.Testing.Slack;

/// <summary>What Slack lets a channel be called: lower-case letters, digits, hyphens and underscores, at most eighty.</summary>
internal static class ChannelName
{
    private const int MaxLength = 80;

    public static void Check(string name)
    {
        var error = ErrorOf(name);
        if (error is not null)
        {
            throw new SlackRefusal(error);
        }
    }

    private static string? ErrorOf(string name) =>
        name switch
        {
            "" => "invalid_name_required",
            { Length: > MaxLength } => "invalid_name_maxlength",
            _ when !name.All(IsAllowed) => "invalid_name_specials",
            _ when !name.Any(char.IsLetterOrDigit) => "invalid_name_punctuation",
            _ => null,
        };

    private static bool IsAllowed(char c) => c is '-' or '_' || char.IsDigit(c) || (char.IsLetter(c) && !char.IsUpper(c));
}
