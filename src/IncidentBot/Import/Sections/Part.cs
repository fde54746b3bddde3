using IncidentBot.Import.Lines;

namespace IncidentBot.Import.Sections;

/// <summary>A part of a document: what it is about, and its lines in order.</summary>
/// <param name="Section">What it is about.</param>
/// <param name="Name">The name as it is written.</param>
/// <param name="Level">The level of its heading; a label has none and stands below any.</param>
internal sealed record Part(Section Section, string Name, int Level)
{
    /// <summary>The level of a label.</summary>
    public const int OfLabel = 7;

    /// <summary>Its lines, without its name.</summary>
    public List<DocumentLine> Lines { get; } = [];

    /// <summary>Whether what is behind it belongs to the part before it: "Date: …" is one line and no more.</summary>
    public bool IsOneLine { get; init; }

    /// <summary>All its words.</summary>
    public string Text => string.Join('\n', Lines.Select(line => line.Text));
}
