using HandlebarsDotNet;
using IncidentBot.Incidents;
using IncidentBot.Postmortems.Writing;

namespace IncidentBot.Postmortems;

/// <summary>Writes the postmortem of an incident. The same events give the same bytes, in every format.</summary>
public static class PostmortemDraft
{
    private static readonly Lazy<HandlebarsTemplate<object, object>> Default = new(() => Compile("default.md.hbs"));

    /// <summary>As GitHub-flavoured Markdown; lines end in a line feed.</summary>
    public static string Markdown(Incident incident) => Markdown(new Postmortem(incident));

    /// <summary>As a complete HTML page that prints well and runs nothing.</summary>
    public static string Html(Incident incident) => Html(new Postmortem(incident));

    /// <summary>As JSON, for programs.</summary>
    public static string Json(Incident incident) => Json(new Postmortem(incident));

    /// <summary>The same of facts that somebody added to: what was seen before.</summary>
    public static string Markdown(Postmortem facts) => TidyLines.Of(Default.Value(new PostmortemText(facts)));

    /// <inheritdoc cref="Markdown(Postmortem)"/>
    public static string Html(Postmortem facts) => PostmortemPage.Of(facts.Incident, Markdown(facts));

    /// <inheritdoc cref="Markdown(Postmortem)"/>
    public static string Json(Postmortem facts) => PostmortemJson.Of(facts);

    private static HandlebarsTemplate<object, object> Compile(string name)
    {
        using var stream = typeof(PostmortemDraft).Assembly.GetManifestResourceStream($"IncidentBot.Postmortems.Templates.{name}")!;
        using var reader = new StreamReader(stream);
        // Every value is Markdown already; to escape it once more, as HTML, would show the escapes.
        return Handlebars.Create(new HandlebarsConfiguration { NoEscape = true }).Compile(reader.ReadToEnd());
    }
}
