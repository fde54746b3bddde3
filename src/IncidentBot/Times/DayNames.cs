using System.Collections.Frozen;
using System.Runtime.InteropServices;

namespace IncidentBot.Times;

/// <summary>What a word says about a day.</summary>
internal enum NameSort
{
    /// <summary>Yesterday (-1), today, tomorrow.</summary>
    Near,

    /// <summary>Monday (1) to Sunday (7).</summary>
    Weekday,

    /// <summary>January (1) to December (12).</summary>
    Month,

    /// <summary>The word "last".</summary>
    Last,
}

/// <summary>A word that speaks of a day.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct DayName(NameSort Sort, int Number);

/// <summary>The names of days and months, in full and short.</summary>
internal static class DayNames
{
    private static readonly string[] Days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    private static readonly string[] Months =
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];

    private static readonly FrozenDictionary<string, DayName>.AlternateLookup<ReadOnlySpan<char>> ByWord = All()
        .ToFrozenDictionary(name => name.Word, name => name.Meaning, StringComparer.OrdinalIgnoreCase)
        .GetAlternateLookup<ReadOnlySpan<char>>();

    public static string OfMonth(int month) => Months[month - 1];

    public static bool TryGet(ReadOnlySpan<char> word, out DayName name) => ByWord.TryGetValue(word, out name);

    private static IEnumerable<(string Word, DayName Meaning)> All()
    {
        (string, DayName)[] others =
        [
            ("yesterday", new(NameSort.Near, -1)),
            ("today", new(NameSort.Near, 0)),
            ("tomorrow", new(NameSort.Near, 1)),
            ("last", new(NameSort.Last, 0)),
            ("tues", new(NameSort.Weekday, 2)),
            ("thur", new(NameSort.Weekday, 4)),
            ("thurs", new(NameSort.Weekday, 4)),
            ("sept", new(NameSort.Month, 9)),
        ];
        return others.Concat(WithShort(Days, NameSort.Weekday)).Concat(WithShort(Months, NameSort.Month));
    }

    private static IEnumerable<(string, DayName)> WithShort(string[] names, NameSort sort) =>
        names.SelectMany((name, index) => new[] { name, name[..3] }.Distinct().Select(word => (word, new DayName(sort, index + 1))));
}
