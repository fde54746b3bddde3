namespace IncidentBot.Times;

/// <summary>Reads a day: yesterday, monday, 2024-06-05, 5 June, June 5, 2024, 31.12.2026.</summary>
internal static class DayWords
{
    /// <summary>Takes the day when there is one, and no blanks after it.</summary>
    public static bool TryRead(ref Words words, out WrittenDay day)
    {
        day = default;
        var ahead = words;
        var isRead = char.IsAsciiDigit(ahead.Peek) ? TryReadNumbers(ref ahead, out day) : TryReadName(ref ahead, out day);
        if (isRead)
        {
            words = ahead;
        }

        return isRead;
    }

    private static bool TryReadNumbers(ref Words words, out WrittenDay day)
    {
        day = default;
        if (words.Number(4, 4, out var year))
        {
            return TryReadIso(ref words, year, out day);
        }

        if (!words.Number(1, 2, out var number) || words.Peek == ':')
        {
            return false;
        }

        return words.Peek is '.' or '/' ? TryReadSeparated(ref words, number, out day) : TryReadDayMonth(ref words, number, out day);
    }

    private static bool TryReadIso(ref Words words, int year, out WrittenDay day)
    {
        day = default;
        if (!TakeIsoSeparator(ref words) || !words.Number(2, 2, out var month))
        {
            return false;
        }

        if (!TakeIsoSeparator(ref words) || !words.Number(2, 2, out var number))
        {
            return false;
        }

        day = new WrittenDay(DayKind.Calendar, number, month, year);
        return words.EndsWord || (words.Peek is 'T' or 't' && char.IsAsciiDigit(words.PeekAt(1)));
    }

    private static bool TakeIsoSeparator(ref Words words) => words.TakeDash() || words.Take('/');

    // 31.12.2026 is the day first; with slashes the day is first or second, and the numbers have to tell.
    private static bool TryReadSeparated(ref Words words, int first, out WrittenDay day)
    {
        day = default;
        var separator = words.Peek;
        words.At++;
        if (!words.Number(1, 2, out var second) || !words.Take(separator) || !words.Number(4, 4, out var year) || !words.EndsWord)
        {
            return false;
        }

        var isMonthFirst = separator == '/' && second > 12;
        var isAmbiguous = separator == '/' && first is >= 1 and <= 12 && second is >= 1 and <= 12 && first != second;
        day = new WrittenDay(
            isAmbiguous ? DayKind.Ambiguous : DayKind.Calendar,
            isMonthFirst ? second : first,
            isMonthFirst ? first : second,
            year
        );
        return true;
    }

    private static bool TryReadDayMonth(ref Words words, int number, out WrittenDay day)
    {
        day = default;
        TakeOrdinalEnding(ref words);
        words.SkipBlanks();
        words.Take("of");
        if (!DayNames.TryGet(words.Letters(), out var name) || name.Sort != NameSort.Month || !words.EndsWord)
        {
            return false;
        }

        TakeFullStop(ref words);
        day = new WrittenDay(DayKind.Calendar, number, name.Number, TakeYear(ref words));
        return true;
    }

    private static bool TryReadName(ref Words words, out WrittenDay day)
    {
        day = default;
        if (!DayNames.TryGet(words.Letters(), out var name) || !words.EndsWord)
        {
            return false;
        }

        switch (name.Sort)
        {
            case NameSort.Near:
                day = new WrittenDay(DayKind.Near, name.Number);
                return true;
            case NameSort.Weekday:
                day = TakeDateOfWeekday(ref words) ?? new WrittenDay(DayKind.Weekday, name.Number);
                return true;
            case NameSort.Last:
                words.SkipBlanks();
                var isWeekday = DayNames.TryGet(words.Letters(), out name) && name.Sort == NameSort.Weekday && words.EndsWord;
                day = new WrittenDay(DayKind.LastWeekday, name.Number);
                return isWeekday;
            default:
                return TryReadMonthDay(ref words, name.Number, out day);
        }
    }

    // "Monday, 5 June" is the 5th of June.
    private static WrittenDay? TakeDateOfWeekday(ref Words words)
    {
        var ahead = words;
        TakeFullStop(ref ahead);
        ahead.Take(',');
        ahead.SkipBlanks();
        if (!TryReadDate(ref ahead, out var day))
        {
            return null;
        }

        words = ahead;
        return day;
    }

    private static bool TryReadDate(ref Words words, out WrittenDay day)
    {
        if (char.IsAsciiDigit(words.Peek))
        {
            return TryReadNumbers(ref words, out day);
        }

        day = default;
        return DayNames.TryGet(words.Letters(), out var name)
            && name.Sort == NameSort.Month
            && words.EndsWord
            && TryReadMonthDay(ref words, name.Number, out day);
    }

    private static bool TryReadMonthDay(ref Words words, int month, out WrittenDay day)
    {
        day = default;
        TakeFullStop(ref words);
        words.SkipBlanks();
        if (!words.Number(1, 2, out var number))
        {
            return false;
        }

        TakeOrdinalEnding(ref words);
        if (!words.EndsWord || words.Peek == ':')
        {
            return false;
        }

        day = new WrittenDay(DayKind.Calendar, number, month, TakeYear(ref words));
        return true;
    }

    private static int? TakeYear(ref Words words)
    {
        var ahead = words;
        ahead.SkipBlanks();
        ahead.Take(',');
        ahead.SkipBlanks();
        if (!ahead.Number(4, 4, out var year) || year is < 1900 or > 2199 || !ahead.EndsWord || ahead.Peek == ':')
        {
            return null;
        }

        words = ahead;
        return year;
    }

    private static void TakeOrdinalEnding(ref Words words)
    {
        var ahead = words;
        if (ahead.Take("st") || ahead.Take("nd") || ahead.Take("rd") || ahead.Take("th"))
        {
            words.At += 2;
        }
    }

    // The full stop of "Sept. 5", not the one at the end of a sentence.
    private static void TakeFullStop(ref Words words)
    {
        if (words.Peek == '.' && words.PeekAt(1) != '\0')
        {
            words.At++;
        }
    }
}
