using IncidentBot.Incidents;
using IncidentBot.Postmortems.Editing;
using IncidentBot.Postmortems.Writing;

namespace IncidentBot.Postmortems;

/// <summary>Writes the postmortem of an incident. The same events give the same bytes, in every format.</summary>
public static class PostmortemDraft
{
    /// <summary>The document, section by section, with what people edited.</summary>
    public static PostmortemDocument Document(Incident incident, PostmortemOptions? options = null) =>
        Document(new Postmortem(incident), options);

    /// <summary>As GitHub-flavoured Markdown; lines end in a line feed.</summary>
    public static string Markdown(Incident incident) => Markdown(new Postmortem(incident));

    /// <summary>As a complete HTML page that prints well and runs nothing.</summary>
    public static string Html(Incident incident) => Html(new Postmortem(incident));

    /// <summary>As JSON, for programs.</summary>
    public static string Json(Incident incident) => Json(new Postmortem(incident));

    /// <summary>The same of facts that somebody added to, such as what was seen before; with settings, and with the template of a name.</summary>
    public static string Markdown(Postmortem facts, PostmortemOptions? options = null, string? template = null) =>
        TidyLines.Of(Document(facts, options, template).Markdown());

    /// <inheritdoc cref="Markdown(Postmortem, PostmortemOptions, string)"/>
    public static string Html(Postmortem facts, PostmortemOptions? options = null, string? template = null) =>
        PostmortemPage.Of(facts.Incident, Markdown(facts, options, template));

    /// <inheritdoc cref="Markdown(Postmortem, PostmortemOptions, string)"/>
    public static string Json(Postmortem facts) => PostmortemJson.Of(facts);

    /// <summary>What is wrong with the template that an incident's draft is written with; null where nothing is.</summary>
    public static string? Mistake(Incident incident, PostmortemOptions options, string? template = null) =>
        options.Templates.Write(new Postmortem(incident), template).Mistake;

    private static PostmortemDocument Document(Postmortem facts, PostmortemOptions? options, string? template = null)
    {
        var (written, mistake) = (options ?? PostmortemOptions.Default).Templates.Write(facts, template);
        return PostmortemDocument.Of(written, facts.Incident) with { Mistake = mistake };
    }
}
