using IncidentBot.People;

namespace IncidentBot.Incidents;

/// <summary>Somebody was asked to review the postmortem.</summary>
public sealed record ReviewRequested(Party Of) : IncidentEvent
{
    /// <summary>The people of a team whom the bot can write to; null where a person is asked, or it knows none of them.</summary>
    public IReadOnlyList<Person>? Members { get; init; }
}

/// <summary>Somebody was reminded of the review that entry <paramref name="Request"/> asks for.</summary>
public sealed record ReviewReminded(int Request, int Round, Party To) : IncidentEvent;

/// <summary>Somebody has read the postmortem and finds it fine.</summary>
public sealed record ReviewGiven(string Text) : ToldEvent(Text);

/// <summary>Somebody said something about the postmortem; it is no part of it.</summary>
public sealed record PostmortemCommented(string Text) : ToldEvent(Text);

/// <summary>
/// A section of the postmortem was put into a person's words. <paramref name="Generated"/> is what the bot wrote there then, so that what
/// changes beneath the edit can be shown.
/// </summary>
public sealed record SectionEdited(string Section, string Text, string Generated) : IncidentEvent
{
    /// <summary>The entry of the edit that it replaced; null where it replaced the bot's words.</summary>
    public int? Before { get; init; }
}

/// <summary>A section of the postmortem has the bot's words again.</summary>
public sealed record SectionRestored(string Section) : IncidentEvent;

/// <summary>
/// A language model has worded the summary and the lessons, a sentence a line, each with the entries that it names. Only what those bear out is here.
/// </summary>
public sealed record PostmortemWorded(string Summary, string Lessons, string Model) : IncidentEvent;

/// <summary>Somebody picked the template that the postmortem of this incident is written with.</summary>
public sealed record TemplatePicked(string Name) : IncidentEvent;

/// <summary>The postmortem was published.</summary>
public sealed record PostmortemPublished(string Text) : ToldEvent(Text)
{
    /// <summary>What nobody had said although it is required; the text says why it was published all the same. Null where all was there.</summary>
    public string? Without { get; init; }
}
