namespace IncidentBot.Memory.Words;

/// <summary>
/// Cuts English endings off, so that <c>failing</c>, <c>failed</c> and <c>fails</c> are one word: M. F. Porter, "An algorithm for suffix stripping",
/// Program 14(3), 1980, with its later change to step 2 (<c>bli</c>, <c>logi</c>). What comes out is no word; it is only compared.
/// </summary>
internal static class PorterStemmer
{
    private static readonly (string End, string New)[] Step2 =
    [
        ("ational", "ate"),
        ("tional", "tion"),
        ("enci", "ence"),
        ("anci", "ance"),
        ("izer", "ize"),
        ("bli", "ble"),
        ("alli", "al"),
        ("entli", "ent"),
        ("eli", "e"),
        ("ousli", "ous"),
        ("ization", "ize"),
        ("ation", "ate"),
        ("ator", "ate"),
        ("alism", "al"),
        ("iveness", "ive"),
        ("fulness", "ful"),
        ("ousness", "ous"),
        ("aliti", "al"),
        ("iviti", "ive"),
        ("biliti", "ble"),
        ("logi", "log"),
    ];

    private static readonly (string End, string New)[] Step3 =
    [
        ("icate", "ic"),
        ("ative", ""),
        ("alize", "al"),
        ("iciti", "ic"),
        ("ical", "ic"),
        ("ful", ""),
        ("ness", ""),
    ];

    private static readonly string[] Step4 =
    [
        "ement",
        "ance",
        "ence",
        "able",
        "ible",
        "ment",
        "ant",
        "ent",
        "ism",
        "ate",
        "iti",
        "ous",
        "ive",
        "ize",
        "ion",
        "al",
        "er",
        "ic",
        "ou",
    ];

    /// <summary>The stem of a lower-case word. Words of one or two letters, and those that are not all of a to z, stay as they are.</summary>
    public static string Stem(string word)
    {
        if (word.Length <= 2 || !word.All(char.IsAsciiLetterLower))
        {
            return word;
        }

        var stem = Plural(word);
        stem = PastAndProgressive(stem);
        stem = stem.EndsWith('y') && HasVowel(stem[..^1]) ? stem[..^1] + "i" : stem;
        stem = Exchanged(stem, Step2);
        stem = Exchanged(stem, Step3);
        stem = WithoutSuffix(stem);
        return Tidied(stem);
    }

    private static string Plural(string word) =>
        word.EndsWith("sses", StringComparison.Ordinal) || word.EndsWith("ies", StringComparison.Ordinal) ? word[..^2]
        : word.EndsWith("ss", StringComparison.Ordinal) || !word.EndsWith('s') ? word
        : word[..^1];

    private static string PastAndProgressive(string word)
    {
        if (word.EndsWith("eed", StringComparison.Ordinal))
        {
            return Measure(word[..^3]) > 0 ? word[..^1] : word;
        }

        var bare =
            word.EndsWith("ed", StringComparison.Ordinal) && HasVowel(word[..^2]) ? word[..^2]
            : word.EndsWith("ing", StringComparison.Ordinal) && HasVowel(word[..^3]) ? word[..^3]
            : null;
        return bare switch
        {
            null => word,
            _ when bare.EndsWith("at", StringComparison.Ordinal)
                    || bare.EndsWith("bl", StringComparison.Ordinal)
                    || bare.EndsWith("iz", StringComparison.Ordinal) => bare + "e",
            [.., not ('l' or 's' or 'z')] when EndsInDouble(bare) => bare[..^1],
            _ when Measure(bare) == 1 && EndsInShortSyllable(bare) => bare + "e",
            _ => bare,
        };
    }

    private static string Exchanged(string word, (string End, string New)[] rules)
    {
        var rule = rules
            .Where(rule => word.EndsWith(rule.End, StringComparison.Ordinal))
            .OrderByDescending(rule => rule.End.Length)
            .FirstOrDefault();
        return rule.End is not null && Measure(word[..^rule.End.Length]) > 0 ? word[..^rule.End.Length] + rule.New : word;
    }

    private static string WithoutSuffix(string word)
    {
        var end = Step4.Where(end => word.EndsWith(end, StringComparison.Ordinal)).MaxBy(end => end.Length);
        var bare = end is null ? word : word[..^end.Length];
        return end is null || Measure(bare) <= 1 || (end == "ion" && bare[^1] is not ('s' or 't')) ? word : bare;
    }

    private static string Tidied(string word)
    {
        if (word.EndsWith('e'))
        {
            var bare = word[..^1];
            word = Measure(bare) > 1 || (Measure(bare) == 1 && !EndsInShortSyllable(bare)) ? bare : word;
        }

        return word.EndsWith("ll", StringComparison.Ordinal) && Measure(word[..^1]) > 1 ? word[..^1] : word;
    }

    // How often vowels are followed by consonants.
    private static int Measure(string word)
    {
        var (measure, wasVowel) = (0, false);
        for (var i = 0; i < word.Length; i++)
        {
            var isVowel = IsVowel(word, i);
            measure += wasVowel && !isVowel ? 1 : 0;
            wasVowel = isVowel;
        }

        return measure;
    }

    private static bool HasVowel(string word) => Enumerable.Range(0, word.Length).Any(i => IsVowel(word, i));

    private static bool IsVowel(string word, int i) =>
        word[i] is 'a' or 'e' or 'i' or 'o' or 'u' || (word[i] == 'y' && i > 0 && !IsVowel(word, i - 1));

    private static bool EndsInDouble(string word) => word.Length >= 2 && word[^1] == word[^2] && !IsVowel(word, word.Length - 1);

    private static bool EndsInShortSyllable(string word) =>
        word.Length >= 3
        && !IsVowel(word, word.Length - 3)
        && IsVowel(word, word.Length - 2)
        && !IsVowel(word, word.Length - 1)
        && word[^1] is not ('w' or 'x' or 'y');
}
