using System.Collections.Frozen;

namespace IncidentBot.Memory.Words;

/// <summary>Words and phrases that mean the same: <c>lb</c>, <c>load balancer</c>.</summary>
internal sealed class Synonyms
{
    private readonly FrozenDictionary<string, string> _concepts;
    private readonly int _longest;

    private Synonyms(IEnumerable<string> lines)
    {
        var concepts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in lines.Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#'))
        {
            var phrases = line.Split(',').Select(Stemmed).Where(phrase => phrase.Length > 0).ToList();
            foreach (var phrase in phrases)
            {
                concepts[phrase] = phrases[0].Replace(' ', '_');
            }
        }

        _concepts = concepts.ToFrozenDictionary(StringComparer.Ordinal);
        _longest = concepts.Count == 0 ? 0 : concepts.Keys.Max(phrase => phrase.Count(c => c == ' ') + 1);
    }

    /// <summary>The list that the bot brings along.</summary>
    public static Synonyms OfOperations { get; } = new(Embedded());

    /// <summary>The bot's list and lines of a team's own, which rule where both say something.</summary>
    /// <param name="lines">Phrases separated by commas; the first of a line stands for all of it. Lines that begin with <c>#</c> are remarks.</param>
    public static Synonyms With(IEnumerable<string> lines) => new(Embedded().Concat(lines));

    /// <summary>The longest phrase that begins at a word, and of how many words it is; null where none does.</summary>
    public (string Concept, int Length)? At(IReadOnlyList<string> stems, int index)
    {
        for (var length = Math.Min(_longest, stems.Count - index); length > 0; length--)
        {
            var phrase = length == 1 ? stems[index] : string.Join(' ', stems.Skip(index).Take(length));
            if (_concepts.TryGetValue(phrase, out var concept))
            {
                return (concept, length);
            }
        }

        return null;
    }

    /// <summary>Whether a term stands for several words.</summary>
    public bool IsConcept(string term) => _concepts.ContainsKey(term.Replace('_', ' '));

    /// <summary>All of it as one text, the same for the same words.</summary>
    public string Digestible =>
        string.Join('\n', _concepts.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"));

    private static string Stemmed(string phrase) => string.Join(' ', Terms.Split(phrase).Select(PorterStemmer.Stem));

    private static IEnumerable<string> Embedded()
    {
        using var stream = typeof(Synonyms).Assembly.GetManifestResourceStream("IncidentBot.Memory.Words.operations.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n');
    }
}
