using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.People;

namespace IncidentBot.CorrectiveTasks;

/// <summary>Who is given work: a mention, <c>@lee</c>, <c>me</c>, a name, or <c>team NAME</c>.</summary>
internal static class PartyPhrase
{
    private const int LongestName = 80;
    private const int MostWords = 4;
    private const string Team = "team ";

    /// <summary>The words as somebody; null where they are nobody's name by their shape.</summary>
    public static Party? Read(string words, ReadingContext context)
    {
        words = words.Trim(Phrase.Invisible);
        if (Mentions.Read(words, out var who, out var length))
        {
            return length == words.Length ? new Party(who.Name, who) : null;
        }

        if (words.Length > LongestName || words.AsSpan().ContainsAny(Phrase.QuoteMarks) || words.AsSpan().ContainsAny('<', '\n'))
        {
            return null;
        }

        if (words.StartsWith(Team, StringComparison.OrdinalIgnoreCase))
        {
            var team = words[Team.Length..].Trim().TrimStart('@');
            return team.Length == 0 ? null : new Party(team) { IsTeam = true };
        }

        var name = words.TrimStart('@');
        return
            name.Length > 0
            && !name.Equals(Team.TrimEnd(), StringComparison.OrdinalIgnoreCase)
            && char.IsLetter(name[0])
            && LooksLikeName(name)
            ? Phrase.Meant(new Party(name), context)
            : null;
    }

    // "Bob", "Ana Maria Silva"; not "of the load balancer".
    private static bool LooksLikeName(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 1
            || (words.Length <= MostWords && string.Join(' ', words) == name && words.All(word => char.IsUpper(word[0])));
    }
}
