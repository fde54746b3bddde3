namespace IncidentBot.Storage;

/// <summary>
/// A time as ADO.NET's provider writes it into SQLite: <c>2026-03-03 10:00:00.123456+00:00</c>, a fraction without zeros at its end, and none where it
/// is zero. Each command writes it three times.
/// </summary>
internal static class SqliteTime
{
    /// <summary>How many bytes it has at most.</summary>
    public const int Length = 33;

    /// <summary>Writes it, and gives its length.</summary>
    public static int Write(DateTimeOffset time, Span<byte> to)
    {
        Digits(to[..4], time.Year);
        to[4] = to[7] = (byte)'-';
        Digits(to[5..7], time.Month);
        Digits(to[8..10], time.Day);
        to[10] = (byte)' ';
        Digits(to[11..13], time.Hour);
        to[13] = to[16] = (byte)':';
        Digits(to[14..16], time.Minute);
        Digits(to[17..19], time.Second);
        var length = 19 + Fraction(to[19..], (int)(time.Ticks % TimeSpan.TicksPerSecond));
        var offset = (int)time.Offset.TotalMinutes;
        to[length] = (byte)(offset < 0 ? '-' : '+');
        Digits(to.Slice(length + 1, 2), Math.Abs(offset) / 60);
        to[length + 3] = (byte)':';
        Digits(to.Slice(length + 4, 2), Math.Abs(offset) % 60);
        return length + 6;
    }

    private static int Fraction(Span<byte> to, int ticks)
    {
        if (ticks == 0)
        {
            return 0;
        }

        to[0] = (byte)'.';
        Digits(to[1..8], ticks);
        return to[..8].TrimEnd((byte)'0').Length;
    }

    private static void Digits(Span<byte> to, int number)
    {
        for (var i = to.Length - 1; i >= 0; i--)
        {
            to[i] = (byte)('0' + (number % 10));
            number /= 10;
        }
    }
}
