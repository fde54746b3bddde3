using IncidentBot.Incidents;
using IncidentBot.Timeline;

namespace IncidentBot.Postmortems.Editing;

/// <summary>One edit of the document: who wrote what where, and what it changed.</summary>
/// <param name="Entry">The edit, with author and time.</param>
/// <param name="Section">The section's name.</param>
/// <param name="Difference">What it changed in the section.</param>
public sealed record PostmortemVersion(TimelineEntry Entry, string Section, LineDifference Difference)
{
    /// <summary>Stands for the section where a model worded the summary and the lessons; no heading has that name.</summary>
    private const string Wording = "(wording)";

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
                case PostmortemWorded worded:
                    var words = $"{worded.Summary}\n{worded.Lessons}";
                    versions.Add(new PostmortemVersion(entry, Wording, LineDifference.Of(shown.GetValueOrDefault(Wording, ""), words)));
                    shown[Wording] = words;
                    break;
                case SectionRestored restored when shown.Remove(restored.Section, out var was):
                    versions.Add(new PostmortemVersion(entry, restored.Section, LineDifference.Of(was, "")));
                    break;
            }
        }

        return versions;
    }
}
