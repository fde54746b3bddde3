using HandlebarsDotNet;
using IncidentBot.Postmortems.Writing;

namespace IncidentBot.Postmortems.Templates;

/// <summary>A template of the document: a Handlebars file whose values are Markdown already.</summary>
/// <param name="Name">What it is picked by: its file's name up to the first full stop.</param>
/// <param name="File">Its file, as people know it.</param>
/// <param name="Source">What stands in it.</param>
internal sealed record PostmortemTemplate(string Name, string File, string Source)
{
    // Every value is Markdown already; to escape it once more, as HTML, would show the escapes. A value that there is not is a mistake.
    private static readonly HandlebarsConfiguration Configuration = new() { NoEscape = true, ThrowOnUnresolvedBindingExpression = true };

    private readonly Lazy<HandlebarsTemplate<object, object>> _compiled = new(() => Handlebars.Create(Configuration).Compile(Source));

    /// <summary>Writes it.</summary>
    /// <exception cref="TemplateMistakeException">The template has a mistake; the message names file, line and what is wrong.</exception>
    public string Write(Postmortem facts)
    {
        try
        {
            return TidyLines.Of(_compiled.Value(new PostmortemText(facts)));
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            throw new TemplateMistakeException(TemplateMistake.Sentence(this, exception), exception);
        }
    }
}

/// <summary>A template has a mistake. The message is a sentence with file, line and helper.</summary>
internal sealed class TemplateMistakeException(string sentence, Exception inner) : Exception(sentence, inner);
