namespace IncidentBot.Chat;

/// <summary>A conversation on a platform: <c>web/general</c>, <c>slack/C012AB</c>. The channel is the platform's own id.</summary>
public readonly record struct Place(string Platform, string Channel)
{
    /// <inheritdoc />
    public override string ToString() => $"{Platform}/{Channel}";
}
