using System.Text;

namespace IncidentBot.Postmortems.Writing;

/// <summary>What a template left, made even: one blank line where there are several, none at the ends, and a line feed after the last line.</summary>
internal static class TidyLines
{
    public static string Of(string text)
    {
        var tidy = new StringBuilder(text.Length);
        var owesBlank = false;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (line.IsWhiteSpace())
            {
                owesBlank = tidy.Length > 0;
                continue;
            }

            tidy.Append(owesBlank ? "\n" : "").Append(line).Append('\n');
            owesBlank = false;
        }

        return tidy.ToString();
    }
}
