using IncidentBot.Incidents;
using IncidentBot.Timeline;

namespace IncidentBot.Postmortems.Editing;

/// <summary>One edit of the document: who wrote what where, and what it changed.</summary>
/// <param name="Entry">The edit, with author and time.</param>
/// <param name="Section">The section's name.</param>
/// <param name="Difference">What it changed in the section.</param>
public sealed record PostmortemVersion(TimelineEntry Entry, string Section, LineDifference Difference)
{
    /// <summary>All of them, oldest first; those that were taken back are left out.</summary>
    public static IReadOnlyList<PostmortemVersion> Of(Incident incident)
    {
        var versions = new List<PostmortemVersion>();
        var shown = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in incident.Entries.Where(entry => entry.Counts))
        {
            switch (entry.What)
            {
                case SectionEdited edit:
                    var before = shown.GetValueOrDefault(edit.Section, edit.Generated);
                    versions.Add(new PostmortemVersion(entry, edit.Section, LineDifference.Of(before, edit.Text)));
                    shown[edit.Section] = edit.Text;
                    break;
                case SectionRestored restored when shown.Remove(restored.Section, out var was):
                    versions.Add(new PostmortemVersion(entry, restored.Section, LineDifference.Of(was, "")));
                    break;
            }
        }

        return versions;
    }
}
