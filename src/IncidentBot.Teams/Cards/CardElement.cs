using System.Text.Json;
using IncidentBot.Chat.Cards;
using IncidentBot.Teams.Forms;

namespace IncidentBot.Teams.Cards;

/// <summary>One element of an Adaptive Card, ready to be written.</summary>
internal abstract record CardElement
{
    /// <summary>How many lines or parts it shows: what is counted as missing where it has to be left out.</summary>
    public virtual int Shows => 1;

    /// <summary>Its text, in which mentions stand.</summary>
    public virtual string Text => "";

    /// <summary>Writes it; the first element of a card carries the mark by which the message is found again.</summary>
    public void Write(Utf8JsonWriter json, string? mark)
    {
        json.WriteStartObject();
        if (mark is not null)
        {
            json.WriteString("id"u8, mark);
        }

        WriteMembers(json);
        json.WriteEndObject();
    }

    protected abstract void WriteMembers(Utf8JsonWriter json);
}

/// <summary>The headline.</summary>
internal sealed record HeadlineElement(string Markup) : CardElement
{
    public override string Text => Markup;

    protected override void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteString("type"u8, "TextBlock"u8);
        json.WriteString("text"u8, Markup);
        json.WriteString("size"u8, "Large"u8);
        json.WriteString("weight"u8, "Bolder"u8);
        json.WriteBoolean("wrap"u8, true);
        json.WriteString("style"u8, "heading"u8);
    }
}

/// <summary>A paragraph, or a line of a list.</summary>
/// <param name="Markup">What it says.</param>
/// <param name="IsLine">Whether it stands close to the line before.</param>
/// <param name="IsQuiet">Whether it is small print or somebody's words.</param>
internal sealed record TextElement(string Markup, bool IsLine = false, bool IsQuiet = false) : CardElement
{
    public override string Text => Markup;

    protected override void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteString("type"u8, "TextBlock"u8);
        json.WriteString("text"u8, Markup);
        json.WriteBoolean("wrap"u8, true);
        if (IsLine)
        {
            json.WriteString("spacing"u8, "Small"u8);
        }

        if (IsQuiet)
        {
            json.WriteBoolean("isSubtle"u8, true);
        }
    }
}

/// <summary>Labels and values.</summary>
internal sealed record FactsElement(IReadOnlyList<(string Title, string Value)> Rows) : CardElement
{
    public override int Shows => Rows.Count;

    public override string Text => string.Join('\n', Rows.Select(row => row.Value));

    protected override void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteString("type"u8, "FactSet"u8);
        json.WriteStartArray("facts"u8);
        foreach (var (title, value) in Rows)
        {
            json.WriteStartObject();
            json.WriteString("title"u8, title);
            json.WriteString("value"u8, value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}

/// <summary>Buttons in a row.</summary>
/// <param name="Row">The buttons.</param>
/// <param name="StateOf">The incident whose state the card shows; null where it shows none.</param>
internal sealed record ButtonsElement(IReadOnlyList<Button> Row, int? StateOf) : CardElement
{
    protected override void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteString("type"u8, "ActionSet"u8);
        json.WriteStartArray("actions"u8);
        foreach (var button in Row)
        {
            ButtonData.Write(json, button, StateOf);
        }

        json.WriteEndArray();
    }
}

/// <summary>A line across, drawn above an empty element.</summary>
internal sealed record RuleElement : CardElement
{
    public override int Shows => 0;

    protected override void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteString("type"u8, "Container"u8);
        json.WriteBoolean("separator"u8, true);
        json.WriteStartArray("items"u8);
        json.WriteEndArray();
    }
}
