using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;

namespace IncidentBot.Postmortems.Templates;

/// <summary>Picks the template that the postmortem of this incident is written with.</summary>
public sealed record PickTemplate(string Name) : IncidentCommand
{
    /// <inheritdoc />
    public override string Line => $"postmortem template {Name}";

    /// <summary>The template that somebody has picked for an incident; null where nobody has.</summary>
    public static string? Of(Incident incident) =>
        (incident.Entries.FindLast(entry => entry is { Counts: true, What: TemplatePicked })?.What as TemplatePicked)?.Name;

    /// <summary>Asks for one on the page.</summary>
    public static Form Form(Incident incident, TemplateBook templates) =>
        new(
            "Template",
            $"{incident.Id} postmortem template {{name}}",
            [
                new FormField("name", "Written with", FieldKind.Choice, Initial: templates.NameFor(incident))
                {
                    Choices = [.. templates.Names.Select(name => new FieldChoice(name, name))],
                },
            ],
            "Take it"
        );

    /// <inheritdoc />
    public override Decision Decide(Incident incident, Asked asked)
    {
        var templates = asked.Postmortems.Templates;
        return templates.Names.FirstOrDefault(known => known.Equals(Name, StringComparison.OrdinalIgnoreCase)) is not { } name
                ? Decision.Refuse($"There is no template “{Phrase.Shortened(Name, 40)}”; there are {string.Join(", ", templates.Names)}.")
            : name.Equals(templates.NameFor(incident), StringComparison.OrdinalIgnoreCase)
                ? Decision.Nothing($"It is written with “{name}” already; nothing to change.")
            : new TemplatePicked(name);
    }

    internal static Reading Read(string words) =>
        Phrase.Unquoted(words) is { Length: > 0 } name
            ? new PickTemplate(name)
            : Reading.NotUnderstood("Which template? Type `postmortem template NAME`, such as `postmortem template blameless`.");
}
