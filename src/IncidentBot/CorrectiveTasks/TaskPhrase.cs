using IncidentBot.Chat;
using IncidentBot.Incidents;

namespace IncidentBot.CorrectiveTasks;

/// <summary><c>T3 TEXT</c>; <c>INC-42/T3</c> is understood where the incident is the one spoken of.</summary>
internal static class TaskPhrase
{
    public static Reading Numbered(string verb, string words, bool needsText, Func<int, string, Reading> make)
    {
        var (word, rest) = Phrase.Word(words);
        var slash = word.LastIndexOf('/');
        if (!Phrase.Number(word[(slash + 1)..], 'T', out var number))
        {
            return Reading.NotUnderstood($"Which task? Type `task {verb} T3{(needsText ? " …" : "")}`; `task list` shows the numbers.");
        }

        var text = Phrase.Unquoted(Phrase.Opened(rest));
        return needsText && text.Length == 0
            ? Reading.NotUnderstood($"`task {verb} T{number}` needs something after it; `help task` has examples.")
            : make(number, text);
    }

    public static Reading Numbered(string verb, string words, bool needsText, Func<int, string, Command> make) =>
        Numbered(verb, words, needsText, (number, text) => (Reading)make(number, text));
}
