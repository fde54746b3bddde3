using System.Collections.Immutable;
using IncidentBot.Incidents;
using IncidentBot.Postmortems.Publishing;
using IncidentBot.Postmortems.Templates;
using IncidentBot.Postmortems.Wording;
using IncidentBot.Reminders;

namespace IncidentBot.Postmortems;

/// <summary>How postmortems are written, reviewed and published. All of it is settings; these are the defaults.</summary>
public sealed record PostmortemOptions
{
    /// <summary>As a team gets them that sets nothing.</summary>
    public static PostmortemOptions Default { get; } = new();

    /// <summary>What has to be said before a postmortem is published, unless somebody gives the reason why it is not.</summary>
    public ImmutableSortedSet<MissingKind> Required { get; init; } =
    [MissingKind.Detection, MissingKind.Impact, MissingKind.End, MissingKind.Cause, MissingKind.Resolution];

    /// <summary>A reviewer is reminded after so many working days, and then as often again; 0 for never.</summary>
    public int ReviewWithinDays { get; init; } = 2;

    /// <summary>So many reminders a reviewer gets.</summary>
    public int MostReviewReminders { get; init; } = 3;

    /// <summary>When people work.</summary>
    public WorkCalendar Calendar { get; init; } = new();

    /// <summary>Where a published postmortem goes besides the chat.</summary>
    public ImmutableArray<IPublicationTarget> Targets { get; init; } = [];

    /// <summary>What it is written with.</summary>
    public TemplateBook Templates { get; init; } = TemplateBook.Shipped;

    /// <summary>The language model that words summary and lessons; null for none, as long as nobody sets one.</summary>
    public WordingOptions? Wording { get; init; }

    /// <summary>Where people reach the bot's pages; null where nobody has said.</summary>
    public string? PublicUrl { get; init; }

    /// <summary>The address of an incident's postmortem page; null where it has none.</summary>
    internal string? PageOf(IncidentId id) => PublicUrl is { Length: > 0 } url ? $"{url.TrimEnd('/')}/incidents/{id}/postmortem" : null;
}
