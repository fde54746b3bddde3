namespace IncidentBot.Testing.Teams;

/// <summary>What a channel may be called.</summary>
/// <remarks>https://learn.microsoft.com/microsoftteams/limits-specifications-teams</remarks>
internal static class TeamsChannelName
{
    private const string Forbidden = "~#%&*{}+/\\:<>?|'\",";
    private static readonly string[] Reserved = ["forms", "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "desktop.ini", "_vti_"];

    public static string? Complaint(string name) =>
        name.Length == 0 ? "The channel name must not be empty."
        : name.Length > 50 ? "The channel name must not be longer than 50 characters."
        : name.Any(letter => char.IsControl(letter) || Forbidden.Contains(letter, StringComparison.Ordinal))
        || name.Contains("..", StringComparison.Ordinal)
            ? "The channel name contains characters that are not allowed."
        : name[0] is '_' or '.' || name[^1] == '.' ? "The channel name must not begin with _ or a period, nor end with a period."
        : Reserved.Any(word => word.Equals(name, StringComparison.OrdinalIgnoreCase)) || IsDevice(name) ? "The channel name is reserved."
        : null;

    private static bool IsDevice(string name) =>
        name.Length == 4
        && char.IsAsciiDigit(name[3])
        && (name.StartsWith("COM", StringComparison.OrdinalIgnoreCase) || name.StartsWith("LPT", StringComparison.OrdinalIgnoreCase));
}
