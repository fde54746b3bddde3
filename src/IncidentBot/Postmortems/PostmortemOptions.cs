using System.Collections.Immutable;

namespace IncidentBot.Postmortems;

/// <summary>How postmortems are written, reviewed and published. All of it is settings; these are the defaults.</summary>
public sealed record PostmortemOptions
{
    /// <summary>As a team gets them that sets nothing.</summary>
    public static PostmortemOptions Default { get; } = new();

    /// <summary>What has to be said before a postmortem is published, unless somebody gives the reason why it is not.</summary>
    public ImmutableSortedSet<MissingKind> Required { get; init; } =
    [MissingKind.Detection, MissingKind.Impact, MissingKind.End, MissingKind.Cause, MissingKind.Resolution];
}
