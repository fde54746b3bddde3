using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace IncidentBot.Chat.Cards;

/// <summary>What the bot shows, on every platform: a headline and parts under it. Each platform's renderer draws it its own way.</summary>
public sealed record Card(string Headline, ImmutableArray<CardPart> Parts)
{
    /// <summary>
    /// The number of the incident whose present state it shows, where it does: a platform that can draws it anew when somebody looks at it.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? StateOf { get; init; }

    /// <summary>A card of one paragraph without a headline.</summary>
    public static Card Of(Prose paragraph) => new("", [new Paragraph(paragraph)]);

    /// <summary>A card of paragraphs and buttons.</summary>
    public static Card Of(string headline, params CardPart[] parts) => new(headline, [.. parts]);

    /// <summary>The card with one more part.</summary>
    public Card With(CardPart part) => this with { Parts = Parts.Add(part) };
}

/// <summary>One part of a card.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(Paragraph), "paragraph")]
[JsonDerivedType(typeof(Facts), "facts")]
[JsonDerivedType(typeof(Listing), "listing")]
[JsonDerivedType(typeof(Quote), "quote")]
[JsonDerivedType(typeof(Buttons), "buttons")]
[JsonDerivedType(typeof(Rule), "rule")]
public abstract record CardPart;

/// <summary>A paragraph.</summary>
public sealed record Paragraph(Prose Text) : CardPart;

/// <summary>Labels and their values.</summary>
public sealed record Facts(ImmutableArray<Fact> Rows) : CardPart
{
    /// <summary>The rows that have a value.</summary>
    public static Facts Of(params Fact?[] rows) => new([.. rows.OfType<Fact>()]);
}

/// <summary>A label and its value.</summary>
public sealed record Fact(string Label, Prose Value);

/// <summary>Lines under each other.</summary>
public sealed record Listing(ImmutableArray<Prose> Lines) : CardPart;

/// <summary>Somebody's words, set apart.</summary>
public sealed record Quote(Prose Text) : CardPart;

/// <summary>Buttons in a row.</summary>
public sealed record Buttons(ImmutableArray<Button> Row) : CardPart
{
    /// <summary>Buttons in a row.</summary>
    public static Buttons Of(params Button[] row) => new([.. row]);
}

/// <summary>A line across.</summary>
public sealed record Rule : CardPart;
