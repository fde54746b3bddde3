namespace IncidentBot.Chat;

/// <summary>Which known word somebody may have meant.</summary>
public static class Nearest
{
    /// <summary>The nearest word, where one is near enough to be meant; null where none is.</summary>
    public static string? To(string word, IEnumerable<string> known) => Of(word, known, 1).FirstOrDefault();

    /// <summary>The nearest words, best first, where any is near enough to be meant.</summary>
    public static IReadOnlyList<string> Of(string word, IEnumerable<string> known, int most)
    {
        if (word.Length is 0 or > 40)
        {
            return [];
        }

        var typed = word.ToLowerInvariant();
        return
        [
            .. known
                .Select(candidate => (candidate, distance: Distance(typed, candidate)))
                .Where(pair =>
                    pair.distance <= Math.Max(1, Math.Min(pair.candidate.Length, typed.Length) / 3)
                    || (typed.Length >= 3 && pair.candidate.StartsWith(typed, StringComparison.Ordinal))
                )
                .OrderBy(pair => pair.candidate.StartsWith(typed, StringComparison.Ordinal) ? 0 : pair.distance)
                .ThenBy(pair => pair.candidate, StringComparer.Ordinal)
                .Select(pair => pair.candidate)
                .Take(most),
        ];
    }

    // Damerau-Levenshtein with neighbours swapped: what tired fingers do.
    private static int Distance(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            rows[i, 0] = i;
        }

        for (var j = 0; j <= b.Length; j++)
        {
            rows[0, j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                rows[i, j] = Math.Min(Math.Min(rows[i - 1, j] + 1, rows[i, j - 1] + 1), rows[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
                }
            }
        }

        return rows[a.Length, b.Length];
    }
}
