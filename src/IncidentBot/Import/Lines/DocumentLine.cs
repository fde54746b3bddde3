namespace IncidentBot.Import.Lines;

/// <summary>What a line of a document is by its mark-up.</summary>
internal enum LineKind
{
    /// <summary>A heading.</summary>
    Heading,

    /// <summary>An item of a list.</summary>
    Item,

    /// <summary>A row of a table.</summary>
    Row,

    /// <summary>Words without mark-up.</summary>
    Text,

    /// <summary>A line of a log or a program.</summary>
    Code,
}

/// <summary>A line of a document as people see it, without its mark-up.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its words.</param>
/// <param name="Level">Of a heading its level; of an item how deep it stands, from 0.</param>
internal sealed record DocumentLine(LineKind Kind, string Text, int Level = 0)
{
    /// <summary>How many letters of the text, from its beginning, are set bold or slanted.</summary>
    public int Strong { get; init; }

    /// <summary>How many of them the first run of such letters has.</summary>
    public int FirstStrong { get; init; }

    /// <summary>Whether an item is numbered.</summary>
    public bool IsNumbered { get; init; }

    /// <summary>Whether an item's box is ticked; null where it has none.</summary>
    public bool? IsTicked { get; init; }

    /// <summary>The cells of a row.</summary>
    public IReadOnlyList<string> Cells { get; init; } = [];

    /// <summary>Whether a row is the head of its table.</summary>
    public bool IsHead { get; init; }

    /// <summary>Whether a paragraph, an item or a table begins with it.</summary>
    public bool BeginsBlock { get; init; }

    /// <summary>Whether the paragraph has no other line.</summary>
    public bool IsAlone { get; init; }

    /// <summary>Whether it goes on with the item before it.</summary>
    public bool IsInItem { get; init; }

    /// <summary>Whether all of it is set bold or slanted.</summary>
    public bool IsAllStrong => Strong > 0 && Strong >= Text.Length;
}
