using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;

namespace IncidentBot.Postmortems.Editing;

/// <summary>Puts a section of the postmortem into a person's words. What the bot writes there is kept beside them.</summary>
/// <param name="Section">The section's name, or the beginning of it.</param>
/// <param name="Text">What it is to say, in Markdown.</param>
/// <param name="Over">The entry of the edit that the person saw, 0 for the bot's words; null where they did not look.</param>
public sealed record EditSection(string Section, string Text, int? Over) : IncidentCommand
{
    /// <summary>The longest section, in characters.</summary>
    public const int Longest = 50_000;

    /// <inheritdoc />
    public override string Line => $"postmortem edit {Section}{(Over is { } seen ? $"@{seen}" : "")} {Text}";

    /// <inheritdoc />
    public override Decision Decide(Incident incident, Asked asked)
    {
        var document = PostmortemDraft.Document(incident, asked.Postmortems);
        if (document.Find(Section) is not { } section)
        {
            return Unknown(document, Section);
        }

        var text = Mentions.InWords(Text).ReplaceLineEndings("\n").Trim();
        return text switch
        {
            { Length: > Longest } => Decision.Refuse(
                $"A section has at most {Longest:N0} characters; this one would have {text.Length:N0}. Nothing was recorded."
            ),
            _ when text == section.Text => Decision.Nothing($"“{section.Heading}” says exactly that already; nothing to change."),
            _ when Over is { } seen && seen != (section.Edit?.Number ?? 0) => Decision.Refuse(
                section.Edit is { } edit
                    ? $"{edit.By.Name} has edited “{section.Heading}” meanwhile (#{edit.Number}), so nothing was recorded. Look at it and edit it again."
                    : $"“{section.Heading}” has the bot's words again, so nothing was recorded. Look at it and edit it again."
            ),
            _ => new SectionEdited(section.Name, text, section.Generated) { Before = section.Edit?.Number },
        };
    }

    /// <summary>The refusal for a section that is none.</summary>
    internal static Decision Unknown(PostmortemDocument document, string section) =>
        Decision.Refuse(
            Prose.Of($"“{Phrase.Shortened(section, 40)}” is no section of this postmortem. There are ")
                + document.Sections.Select(known => Prose.Code(known.Name)).Aggregate((all, name) => all + ", " + name)
                + "."
        );

    internal static Reading Read(string words)
    {
        var (word, text) = Phrase.Word(words);
        var at = word.LastIndexOf('@');
        int? over = at > 0 && Phrase.Number(word[(at + 1)..], '#', out var seen) ? seen : null;
        var section = (over is null ? word : word[..at]).ToLowerInvariant();
        return section.Length > 0 && text.Length > 0
            ? new EditSection(section, text, over)
            : Reading.NotUnderstood(
                "Which section, and what should it say? Type `postmortem edit SECTION TEXT`; `postmortem versions` lists the sections."
            );
    }
}
