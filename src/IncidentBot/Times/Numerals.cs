using System.Collections.Frozen;

namespace IncidentBot.Times;

/// <summary>Small numbers as people write them before a unit: 3, three, a, an.</summary>
internal static class Numerals
{
    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> Spelled = new Dictionary<string, int>
    {
        ["a"] = 1,
        ["an"] = 1,
        ["one"] = 1,
        ["two"] = 2,
        ["three"] = 3,
        ["four"] = 4,
        ["five"] = 5,
        ["six"] = 6,
        ["seven"] = 7,
        ["eight"] = 8,
        ["nine"] = 9,
        ["ten"] = 10,
        ["eleven"] = 11,
        ["twelve"] = 12,
    }
        .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase)
        .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Takes the number and the blanks after it. A spelled one stands apart from its unit.</summary>
    public static bool TryRead(ref Words words, out int value, out bool isSpelled)
    {
        var ahead = words;
        isSpelled = false;
        if (!ahead.Number(1, 6, out value))
        {
            isSpelled = true;
            if (!Spelled.TryGetValue(ahead.Letters(), out value) || !Words.IsBlank(ahead.Peek))
            {
                return false;
            }
        }

        ahead.SkipBlanks();
        words = ahead;
        return true;
    }
}
