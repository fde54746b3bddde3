using Microsoft.Extensions.AI;

namespace IncidentBot.Postmortems.Wording;

/// <summary>A language model that may put the summary and the lessons of a postmortem into running words. There is none unless somebody sets one.</summary>
/// <param name="Client">How it is asked.</param>
/// <param name="Model">Its name, as it is shown beside what it worded.</param>
public sealed record WordingOptions(IChatClient Client, string Model)
{
    /// <summary>Whether it may read private incidents too.</summary>
    public bool IsForPrivate { get; init; }

    /// <summary>So long it may take for one answer.</summary>
    public System.TimeSpan Patience { get; init; } = System.TimeSpan.FromMinutes(1);
}
