using System.Collections.Frozen;

namespace IncidentBot.Memory.Words;

/// <summary>What a text is about: its words without endings, those of operations that mean the same as one, and nothing that every text has.</summary>
internal static class Terms
{
    private const int LongestText = 20_000;
    private const int LongestWord = 40;

    private static readonly FrozenSet<string> Stops = (
        "a an and any are as at be because been before being but by can could did do does during each for from further had has have he her his how i if in into is it its "
        + "just more most much no nor not now of off on once only or other our out over own same she so some still such than that the their them then there these they this "
        + "those through to too under until up us very via was we were what when where which while who whom why will with within would you your also about after again all "
        + "around due between both however may might must should since t s am pm utc est edt pst pdt cet cest gmt min mins minute minutes hour hours day days today one two everything everybody everyone "
        + "january february march april june july august september october november december monday tuesday wednesday thursday friday saturday sunday "
        + "couldn didn doesn isn wasn won nobody every none noone something somebody someone anything nothing keep keeps kept get gets got go goes went"
    )
        .Split(' ')
        .Select(PorterStemmer.Stem)
        .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The terms of a text in its order, as often as they stand there. Never throws; of a very long text the beginning.</summary>
    public static IEnumerable<string> Of(string text, Synonyms synonyms) => Spoken(text, synonyms).Select(spoken => spoken.Term);

    /// <summary>The terms of a text, each with the words that stood for it there.</summary>
    public static IEnumerable<(string Term, string Words)> Spoken(string text, Synonyms synonyms)
    {
        var written = Split(text.Length > LongestText ? text[..LongestText] : text).ToList();
        var words = written.ConvertAll(PorterStemmer.Stem);
        for (var i = 0; i < words.Count; )
        {
            var (term, length) = synonyms.At(words, i) is { } phrase ? phrase : (words[i], 1);
            if (length > 1 || term != words[i] || IsWord(term))
            {
                yield return (term, length == 1 ? written[i] : string.Join(' ', written.Skip(i).Take(length)));
            }

            i += length;
        }
    }

    /// <summary>The lower-case words of a text; mentions of people and addresses of pages are none.</summary>
    public static IEnumerable<string> Split(string text)
    {
        for (var i = 0; i < text.Length; )
        {
            if (text[i] == '<' && text.IndexOf('>', i) is var end and > 0 && text[i + 1] is '@' or '#')
            {
                i = end + 1;
            }
            else if (text.AsSpan(i).StartsWith("http", StringComparison.Ordinal) && text.AsSpan(i).IndexOf("://") is 4 or 5)
            {
                i += text.AsSpan(i).IndexOfAny(' ', '\n', '>') is var rest and > 0 ? rest : text.Length - i;
            }
            else if (char.IsLetterOrDigit(text[i]))
            {
                var start = i;
                while (i < text.Length && (char.IsLetterOrDigit(text[i]) || text[i] is '\'' or '’'))
                {
                    i++;
                }

                yield return Word(text[start..Math.Min(i, start + LongestWord)]);
            }
            else
            {
                i++;
            }
        }
    }

    private static string Word(string written)
    {
        var word = written.ToLowerInvariant().Replace('’', '\'');
        var apostrophe = word.IndexOf('\'', StringComparison.Ordinal);
        return apostrophe > 0 ? word[..apostrophe] : word.Trim('\'');
    }

    // A number by itself is a time, a share or a count; those that mean something are among the synonyms.
    private static bool IsWord(string term) => term.Length > 1 && !Stops.Contains(term) && !term.All(char.IsDigit);
}
