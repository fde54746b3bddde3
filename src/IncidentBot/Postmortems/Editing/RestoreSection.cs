using IncidentBot.Chat;
using IncidentBot.Incidents;

namespace IncidentBot.Postmortems.Editing;

/// <summary>Gives a section of the postmortem back to the bot: what it writes there stands again. The edits stay in the events.</summary>
public sealed record RestoreSection(string Section) : IncidentCommand
{
    /// <inheritdoc />
    public override string Line => $"postmortem restore {Section}";

    /// <inheritdoc />
    public override Decision Decide(Incident incident, Asked asked)
    {
        var document = PostmortemDraft.Document(incident, asked.Postmortems);
        return document.Find(Section) switch
        {
            null => EditSection.Unknown(document, Section),
            { Edit: null } section => Decision.Nothing($"“{section.Heading}” has the bot's words already; nothing to change."),
            { } section => new SectionRestored(section.Name),
        };
    }

    internal static Reading Read(string words)
    {
        var (word, rest) = Phrase.Word(words);
        return word.Length > 0 && rest.Length == 0
            ? new RestoreSection(word.ToLowerInvariant())
            : Reading.NotUnderstood("Which section? Type `postmortem restore SECTION`; `postmortem versions` lists them.");
    }
}
