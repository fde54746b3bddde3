using System.Collections.Immutable;
using System.Text;

namespace IncidentBot.Chat.Cards;

/// <summary>How much a button stands out.</summary>
public enum ButtonStyle
{
    /// <summary>Like its neighbours.</summary>
    Plain,

    /// <summary>The one most people want.</summary>
    Primary,

    /// <summary>Ends something.</summary>
    Danger,
}

/// <summary>A button is a command that somebody else typed for you.</summary>
/// <param name="Label">What it says, at most 75 characters.</param>
/// <param name="Command">The command line behind <c>/incident</c>, with the incident named, so that it works wherever it is pressed.</param>
/// <param name="Style">How much it stands out.</param>
/// <param name="Form">What to ask before; the command then comes from the form.</param>
public sealed record Button(string Label, string Command, ButtonStyle Style = ButtonStyle.Plain, Form? Form = null);

/// <summary>A few questions whose answers make a command line.</summary>
/// <param name="Title">At most 24 characters (Slack's limit).</param>
/// <param name="Template">The command line, with <c>{name}</c> where a field's answer goes; a field left empty leaves nothing.</param>
/// <param name="Fields">What is asked.</param>
/// <param name="Submit">What the button says, at most 24 characters.</param>
public sealed record Form(string Title, string Template, ImmutableArray<FormField> Fields, string Submit = "Send")
{
    /// <summary>The command line that the answers make. Line breaks of an answer stay; empty answers take their prefix with them.</summary>
    public string Command(IReadOnlyDictionary<string, string> answers)
    {
        var line = new StringBuilder();
        var rest = Template.AsSpan();
        while (Hole(rest) is { } hole)
        {
            var answer = Filled(hole.Field, answers);
            line.Append(rest[..hole.At]);
            line.Length -= answer.Length == 0 && line.Length > 0 && line[^1] == ' ' ? 1 : 0;
            line.Append(answer);
            rest = rest[(hole.At + hole.Field.Name.Length + 2)..];
        }

        return line.Append(rest).ToString().Trim();
    }

    // From left to right and once: braces in an answer are the person's own.
    private (int At, FormField Field)? Hole(ReadOnlySpan<char> template)
    {
        (int At, FormField Field)? first = null;
        foreach (var field in Fields)
        {
            var at = template.IndexOf("{" + field.Name + "}", StringComparison.Ordinal);
            first = at >= 0 && !(first?.At <= at) ? (at, field) : first;
        }

        return first;
    }

    private static string Filled(FormField field, IReadOnlyDictionary<string, string> answers)
    {
        var answer = answers.GetValueOrDefault(field.Name, "").Trim();
        return answer.Length == 0 || answer.StartsWith(field.Prefix, StringComparison.OrdinalIgnoreCase) ? answer : field.Prefix + answer;
    }
}

/// <summary>What kind of answer a field takes.</summary>
public enum FieldKind
{
    /// <summary>One line.</summary>
    Line,

    /// <summary>Several lines.</summary>
    Paragraph,

    /// <summary>One of <see cref="FormField.Choices"/>.</summary>
    Choice,

    /// <summary>A person; the answer is a mention.</summary>
    Person,

    /// <summary>A day; the answer is <c>yyyy-MM-dd</c>.</summary>
    Date,
}

/// <summary>One question of a form.</summary>
/// <param name="Name">Its name in the template.</param>
/// <param name="Label">What is asked.</param>
/// <param name="Kind">What kind of answer it takes.</param>
/// <param name="IsRequired">Whether the form goes without it.</param>
/// <param name="Prefix">Words put before the answer where there is one: <c>due </c>.</param>
/// <param name="Initial">What stands there at first; for a person the id.</param>
public sealed record FormField(
    string Name,
    string Label,
    FieldKind Kind = FieldKind.Line,
    bool IsRequired = true,
    string Prefix = "",
    string? Initial = null
)
{
    /// <summary>For a choice: the value that goes into the command and the label that is shown.</summary>
    public ImmutableArray<FieldChoice> Choices { get; init; } = [];
}

/// <summary>One choice of a field.</summary>
public sealed record FieldChoice(string Value, string Label);
