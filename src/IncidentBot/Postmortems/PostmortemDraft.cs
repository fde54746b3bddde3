using HandlebarsDotNet;
using IncidentBot.Incidents;

namespace IncidentBot.Postmortems;

/// <summary>Writes the postmortem of an incident. The same events give the same bytes, in every format.</summary>
public static class PostmortemDraft
{
    private static readonly Lazy<HandlebarsTemplate<object, object>> Default = new(() => Compile("default.md.hbs"));

    /// <summary>As GitHub-flavoured Markdown; lines end in a line feed.</summary>
    public static string Markdown(Incident incident) => Tidied(Default.Value(new PostmortemText(new Postmortem(incident))));

    /// <summary>As a complete HTML page that prints well and runs nothing.</summary>
    public static string Html(Incident incident) => PostmortemPage.Of(incident, Markdown(incident));

    /// <summary>As JSON, for programs.</summary>
    public static string Json(Incident incident) => PostmortemJson.Of(new Postmortem(incident));

    private static HandlebarsTemplate<object, object> Compile(string name)
    {
        using var stream = typeof(PostmortemDraft).Assembly.GetManifestResourceStream($"IncidentBot.Postmortems.Templates.{name}")!;
        using var reader = new StreamReader(stream);
        return Handlebars.Create().Compile(reader.ReadToEnd());
    }

    // A section left out leaves its blank lines behind.
    private static string Tidied(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var tidy = new System.Text.StringBuilder(text.Length);
        var blank = true;
        foreach (var line in lines)
        {
            if (line.Length > 0 || !blank)
            {
                tidy.Append(line).Append('\n');
            }

            blank = line.Length == 0;
        }

        return tidy.ToString().TrimEnd('\n') + "\n";
    }
}
