using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;

namespace IncidentBot.CorrectiveTasks;

/// <summary><c>T3 TEXT</c>; <c>INC-42/T3</c> is understood where the incident is the one spoken of.</summary>
internal static class TaskPhrase
{
    public static Reading Numbered(string verb, string words, ReadingContext context, bool needsText, Func<int, string, Reading> make)
    {
        var (word, rest) = Phrase.Word(words);
        var slash = word.LastIndexOf('/');
        if (!Phrase.Number(word[(slash + 1)..], 'T', out var number))
        {
            return Reading.NotUnderstood($"Which task? Type `task {verb} T3{(needsText ? " …" : "")}`; `task list` shows the numbers.");
        }

        if (slash > 0 && IncidentId.TryParse(word[..slash], out var other) && other != context.Incident?.Id)
        {
            return Reading.NotUnderstood(
                Prose.Of($"T{number} of {other} is a task of another incident, so nothing was recorded. Put its incident first: ")
                    + Prose.Code($"{other} task {verb} T{number} {Phrase.Shortened(rest, 200)}".TrimEnd())
                    + "."
            );
        }

        var text = Phrase.Unquoted(Phrase.Opened(rest));
        return needsText && text.Length == 0
            ? Reading.NotUnderstood($"`task {verb} T{number}` needs something after it; `help task` has examples.")
            : make(number, text);
    }

    public static Reading Numbered(string verb, string words, ReadingContext context, bool needsText, Func<int, string, Command> make) =>
        Numbered(verb, words, context, needsText, (number, text) => (Reading)make(number, text));
}
