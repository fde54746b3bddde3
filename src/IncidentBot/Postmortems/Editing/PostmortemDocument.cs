using System.Collections.Immutable;
using System.Text;
using IncidentBot.Incidents;
using IncidentBot.Timeline;

namespace IncidentBot.Postmortems.Editing;

/// <summary>The document as it stands: what the bot writes, section by section, and what people wrote instead.</summary>
/// <remarks>An edit belongs to its section. New events change what the bot writes; the edit stays, and what changed beneath it is shown.</remarks>
public sealed record PostmortemDocument(string Opening, ImmutableArray<DocumentSection> Sections)
{
    private const string Heading = "## ";
    private const string Fence = "```";

    /// <summary>Whether something is still to be said of it: a published one says nothing of changes.</summary>
    public bool IsPublished { get; init; }

    /// <summary>What is wrong with the template, so that the default one was taken; null where nothing is.</summary>
    public string? Mistake { get; init; }

    /// <summary>Finds a section by its name, or by the beginning of it where that is only one's.</summary>
    public DocumentSection? Find(string name) =>
        Sections.FirstOrDefault(section => section.Name == name)
        ?? (Sections.Where(section => section.Name.StartsWith(name, StringComparison.Ordinal)).ToList() is [var only] ? only : null);

    /// <summary>The document in Markdown. A draft ends with what the bot would write differently under an edit.</summary>
    public string Markdown()
    {
        var text = new StringBuilder(Opening);
        if (!IsPublished && Mistake is not null)
        {
            text.Append("*Written with the default template: ").Append(Writing.MarkdownText.Line(Mistake)).Append("*\n\n");
        }

        foreach (var section in Sections)
        {
            text.Append(Heading).Append(section.Heading).Append("\n\n").Append(section.Text.Trim('\n')).Append("\n\n");
        }

        if (!IsPublished && Sections.Any(section => section.IsBehind))
        {
            text.Append("## Changed since it was edited\n\n");
            foreach (var section in Sections.Where(section => section.IsBehind))
            {
                text.Append(Behind(section));
            }
        }

        return text.ToString();
    }

    /// <summary>Takes what the bot writes apart, and puts the edits of an incident in.</summary>
    internal static PostmortemDocument Of(string generated, Incident incident)
    {
        var opening = new StringBuilder();
        var sections = ImmutableArray.CreateBuilder<DocumentSection>();
        var body = opening;
        string? heading = null;
        var isCode = false;
        foreach (var line in generated.AsSpan().TrimEnd('\n').EnumerateLines())
        {
            isCode ^= line.StartsWith(Fence);
            if (!isCode && line.StartsWith(Heading))
            {
                Close(heading, body, sections, incident);
                heading = line[Heading.Length..].ToString();
                body = new StringBuilder();
                continue;
            }

            body.Append(line).Append('\n');
        }

        Close(heading, body, sections, incident);
        return new PostmortemDocument(opening.ToString(), sections.ToImmutable())
        {
            IsPublished = PostmortemStates.Of(incident) == PostmortemState.Published,
        };
    }

    private static void Close(string? heading, StringBuilder body, ImmutableArray<DocumentSection>.Builder sections, Incident incident)
    {
        if (heading is not null)
        {
            var name = DocumentSection.NameOf(heading);
            sections.Add(new DocumentSection(name, heading, body.ToString().Trim('\n'), EditOf(incident, name)));
        }
    }

    private static TimelineEntry? EditOf(Incident incident, string name) =>
        incident.Entries.FindLast(entry =>
            entry.Counts && (entry.What is SectionEdited e ? e.Section == name : entry.What is SectionRestored r && r.Section == name)
        )
            is { What: SectionEdited } edit
            ? edit
            : null;

    private static string Behind(DocumentSection section)
    {
        var fence = Fence;
        var difference = section.ChangedSince.Text;
        while (difference.Contains(fence, StringComparison.Ordinal))
        {
            fence += "`";
        }

        return $"""
            {section.Heading}, edited by {Writing.MarkdownText.Line(
                section.Edit!.By.Name
            )} (#{section.Edit.Number}): the bot would now write

            {fence}diff
            {difference}
            {fence}


            """.ReplaceLineEndings(
            "\n"
        );
    }
}
