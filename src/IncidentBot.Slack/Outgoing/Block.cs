using System.Text.Json;
using IncidentBot.Chat.Cards;

namespace IncidentBot.Slack.Outgoing;

/// <summary>One block of a message or view, within its limits, ready to be written.</summary>
internal abstract record Block
{
    /// <summary>How many lines or parts of a card it shows: what is counted as missing where it has to be left out.</summary>
    public virtual int Shows => 1;

    /// <summary>How long its text is.</summary>
    public virtual int Length => 0;

    public abstract void Write(Utf8JsonWriter json, int index);

    protected static void Text(Utf8JsonWriter json, string property, string type, string text)
    {
        json.WriteStartObject(property);
        TextInside(json, type, text);
    }

    protected static void TextInside(Utf8JsonWriter json, string type, string text)
    {
        json.WriteString("type"u8, type);
        json.WriteString("text"u8, text);
        json.WriteEndObject();
    }
}

/// <summary>A headline.</summary>
internal sealed record HeaderBlock(string Plain) : Block
{
    public override void Write(Utf8JsonWriter json, int index)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "header"u8);
        Text(json, "text", "plain_text", Plain);
        json.WriteEndObject();
    }
}

/// <summary>A paragraph or some lines.</summary>
internal sealed record SectionBlock(string Markup, int Lines = 1) : Block
{
    public override int Shows => Lines;

    public override int Length => Markup.Length;

    public override void Write(Utf8JsonWriter json, int index)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "section"u8);
        Text(json, "text", "mrkdwn", Markup);
        json.WriteEndObject();
    }
}

/// <summary>Labels and values in two columns.</summary>
internal sealed record FieldsBlock(IReadOnlyList<string> Markups) : Block
{
    public override int Shows => Markups.Count;

    public override int Length => Markups.Sum(markup => markup.Length);

    public override void Write(Utf8JsonWriter json, int index)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "section"u8);
        json.WriteStartArray("fields"u8);
        foreach (var markup in Markups)
        {
            json.WriteStartObject();
            TextInside(json, "mrkdwn", markup);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}

/// <summary>Buttons.</summary>
internal sealed record ActionsBlock(IReadOnlyList<Button> Row) : Block
{
    public override void Write(Utf8JsonWriter json, int index)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "actions"u8);
        json.WriteStartArray("elements"u8);
        for (var i = 0; i < Row.Count; i++)
        {
            WriteButton(json, Row[i], $"press_{index}_{i}");
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteButton(Utf8JsonWriter json, Button button, string id)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "button"u8);
        json.WriteString("action_id"u8, id);
        Text(json, "text", "plain_text", BlockKit.Shortened(button.Label.Trim().Length > 0 ? button.Label : "Do it", BlockKit.ButtonText));
        json.WriteString("value"u8, Forms.ButtonValue.Of(button));
        if (button.Style != ButtonStyle.Plain)
        {
            json.WriteString("style"u8, button.Style == ButtonStyle.Primary ? "primary" : "danger");
        }

        json.WriteEndObject();
    }
}

/// <summary>A line across.</summary>
internal sealed record DividerBlock : Block
{
    public override int Shows => 0;

    public override void Write(Utf8JsonWriter json, int index)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "divider"u8);
        json.WriteEndObject();
    }
}

/// <summary>Small print.</summary>
internal sealed record ContextBlock(string Markup) : Block
{
    public override void Write(Utf8JsonWriter json, int index)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "context"u8);
        json.WriteStartArray("elements"u8);
        json.WriteStartObject();
        TextInside(json, "mrkdwn", Markup);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
