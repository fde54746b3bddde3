using System.Collections.Immutable;

namespace IncidentBot.Postmortems.Editing;

/// <summary>What a text has that another had not, line by line.</summary>
/// <param name="Lines">The lines that went and came, in order; what both have is left out.</param>
public sealed record LineDifference(ImmutableArray<ChangedLine> Lines)
{
    // The table that finds what both have: texts that differ in more lines are shown as one that went and one that came.
    private const int LargestTable = 4_000_000;

    /// <summary>How many lines came.</summary>
    public int Added => Lines.Count(line => line.IsNew);

    /// <summary>How many lines went.</summary>
    public int Removed => Lines.Length - Added;

    /// <summary>“+3 −1”.</summary>
    public string Spoken => $"+{Added} −{Removed}";

    /// <summary>The lines as <c>diff</c> writes them.</summary>
    public string Text => string.Join('\n', Lines.Select(line => $"{(line.IsNew ? '+' : '-')} {line.Text}"));

    /// <summary>The difference of two texts. Blank lines do not count.</summary>
    public static LineDifference Of(string before, string after)
    {
        var (old, now) = (Split(before), Split(after));
        var start = 0;
        while (start < old.Length && start < now.Length && old[start] == now[start])
        {
            start++;
        }

        var end = 0;
        while (end < old.Length - start && end < now.Length - start && old[^(end + 1)] == now[^(end + 1)])
        {
            end++;
        }

        return new([.. Between(old.AsSpan(start..^end), now.AsSpan(start..^end))]);
    }

    private static string[] Split(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !string.IsNullOrWhiteSpace(line)).ToArray();

    private static List<ChangedLine> Between(ReadOnlySpan<string> old, ReadOnlySpan<string> now)
    {
        var lines = new List<ChangedLine>();
        if ((long)old.Length * now.Length > LargestTable)
        {
            foreach (var line in old)
            {
                lines.Add(new ChangedLine(false, line));
            }

            foreach (var line in now)
            {
                lines.Add(new ChangedLine(true, line));
            }

            return lines;
        }

        var common = Common(old, now);
        var (i, j) = (0, 0);
        while (i < old.Length || j < now.Length)
        {
            if (i < old.Length && j < now.Length && old[i] == now[j])
            {
                (i, j) = (i + 1, j + 1);
            }
            else if (j == now.Length || (i < old.Length && common[i + 1, j] >= common[i, j + 1]))
            {
                lines.Add(new ChangedLine(false, old[i++]));
            }
            else
            {
                lines.Add(new ChangedLine(true, now[j++]));
            }
        }

        return lines;
    }

    // How many lines both have from there on, in order.
    private static int[,] Common(ReadOnlySpan<string> old, ReadOnlySpan<string> now)
    {
        var table = new int[old.Length + 1, now.Length + 1];
        for (var i = old.Length - 1; i >= 0; i--)
        {
            for (var j = now.Length - 1; j >= 0; j--)
            {
                table[i, j] = old[i] == now[j] ? table[i + 1, j + 1] + 1 : Math.Max(table[i + 1, j], table[i, j + 1]);
            }
        }

        return table;
    }
}

/// <summary>A line that came, or one that went.</summary>
public sealed record ChangedLine(bool IsNew, string Text);
