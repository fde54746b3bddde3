using System.Collections.Frozen;
using System.Collections.Immutable;
using IncidentBot.Incidents;

namespace IncidentBot.Postmortems.Templates;

/// <summary>The templates that a postmortem can be written with: the shipped ones, and those of a team's own folder.</summary>
public sealed class TemplateBook
{
    /// <summary>The one that is taken where nobody asks for another, and where another has a mistake.</summary>
    public const string Default = "default";

    private const string Ending = ".hbs";
    private const string Shipment = "IncidentBot.Postmortems.Templates.";

    private readonly FrozenDictionary<string, PostmortemTemplate> _templates;

    private TemplateBook(IEnumerable<PostmortemTemplate> templates) =>
        _templates = templates
            .GroupBy(template => template.Name, StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(group => group.Key, group => group.Last(), StringComparer.OrdinalIgnoreCase);

    /// <summary>The shipped ones: <c>default</c>, <c>blameless</c> and <c>customer</c>.</summary>
    public static TemplateBook Shipped { get; } = new(FromAssembly());

    /// <summary>The names to pick by.</summary>
    public IEnumerable<string> Names => _templates.Keys.Order(StringComparer.OrdinalIgnoreCase);

    /// <summary>The template of all incidents that no other is for.</summary>
    public string Usual { get; private init; } = Default;

    /// <summary>The template of a severity.</summary>
    public ImmutableDictionary<Severity, string> BySeverity { get; private init; } = ImmutableDictionary<Severity, string>.Empty;

    /// <summary>The shipped ones and those of a folder, <c>NAME.md.hbs</c>; one of the same name takes the place of the shipped one.</summary>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be.</exception>
    public static TemplateBook Load(string? folder, string usual, ImmutableDictionary<Severity, string> bySeverity) =>
        new([.. FromAssembly(), .. folder is null ? [] : FromFolder(folder)]) { Usual = usual, BySeverity = bySeverity };

    /// <summary>Whether there is one of that name.</summary>
    public bool Has(string name) => _templates.ContainsKey(name);

    /// <summary>The template of an incident: the one that somebody picked, else that of its severity, else the usual one.</summary>
    public string NameFor(Incident incident) => PickTemplate.Of(incident) ?? BySeverity.GetValueOrDefault(incident.Severity, Usual);

    /// <summary>The document that a template makes of the facts; where it has a mistake the default one's, with the sentence that says so.</summary>
    /// <param name="facts">What is to be written.</param>
    /// <param name="name">Which template; null for that of the incident.</param>
    internal (string Markdown, string? Mistake) Write(Postmortem facts, string? name)
    {
        var wanted = name ?? NameFor(facts.Incident);
        if (!_templates.TryGetValue(wanted, out var template))
        {
            return (Shipped._templates[Default].Write(facts), $"There is no template “{wanted}”; there are {string.Join(", ", Names)}.");
        }

        try
        {
            return (template.Write(facts), null);
        }
        catch (TemplateMistakeException mistake)
        {
            return (Shipped._templates[Default].Write(facts), mistake.Message);
        }
    }

    private static IEnumerable<PostmortemTemplate> FromAssembly()
    {
        var assembly = typeof(TemplateBook).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Shipment, StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return Of(name[Shipment.Length..], reader.ReadToEnd());
        }
    }

    private static IEnumerable<PostmortemTemplate> FromFolder(string folder) =>
        Directory
            .EnumerateFiles(folder, "*" + Ending)
            .Order(StringComparer.Ordinal)
            .Select(file => Of(Path.GetFileName(file), File.ReadAllText(file)));

    private static PostmortemTemplate Of(string file, string source) => new(file.Split('.')[0], file, source.ReplaceLineEndings("\n"));
}
