using IncidentBot.Incidents;
using IncidentBot.Timeline;

namespace IncidentBot.Postmortems.Editing;

/// <summary>A part of the document under a heading: what the bot writes there, and what somebody wrote instead.</summary>
/// <param name="Name">The heading as a command takes it: <c>root-cause-and-resolution</c>.</param>
/// <param name="Heading">The heading.</param>
/// <param name="Generated">What the bot writes there now.</param>
/// <param name="Edit">The last edit, where the section shows a person's words; its event is a <see cref="SectionEdited"/>.</param>
public sealed record DocumentSection(string Name, string Heading, string Generated, TimelineEntry? Edit)
{
    /// <summary>What stands there.</summary>
    public string Text => Edited?.Text ?? Generated;

    /// <summary>Whether the bot would write something else by now than it did when somebody edited the section.</summary>
    public bool IsBehind => Edited is { } edited && edited.Generated != Generated;

    /// <summary>What the bot would write differently since then; empty where nothing.</summary>
    public LineDifference ChangedSince => LineDifference.Of(Edited?.Generated ?? Generated, Generated);

    private SectionEdited? Edited => Edit?.What as SectionEdited;

    /// <summary>A heading as a command takes it: small letters and digits, with hyphens between the words.</summary>
    internal static string NameOf(string heading) =>
        string.Join(
            '-',
            heading
                .ToLowerInvariant()
                .Split(
                    [.. heading.ToLowerInvariant().Where(letter => !char.IsLetterOrDigit(letter))],
                    StringSplitOptions.RemoveEmptyEntries
                )
        );
}
