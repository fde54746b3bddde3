namespace IncidentBot.Incidents;

/// <summary>How bad an incident is: sev1 is the worst.</summary>
public enum Severity
{
    /// <summary>Most customers cannot work.</summary>
    Sev1 = 1,

    /// <summary>Many customers are hindered.</summary>
    Sev2 = 2,

    /// <summary>Some customers are hindered; the usual one when nobody says.</summary>
    Sev3 = 3,

    /// <summary>Hardly anybody notices.</summary>
    Sev4 = 4,
}

/// <summary>How a severity is written and read.</summary>
public static class SeverityWords
{
    /// <summary><c>sev2</c>.</summary>
    public static string Spoken(this Severity severity) =>
        severity switch
        {
            Severity.Sev1 => "sev1",
            Severity.Sev2 => "sev2",
            Severity.Sev3 => "sev3",
            _ => "sev4",
        };

    /// <summary>Reads <c>sev2</c>, <c>SEV-2</c>, <c>2</c>; where <paramref name="bare"/> is false a digit alone is not one.</summary>
    public static bool TryRead(ReadOnlySpan<char> word, bool bare, out Severity severity)
    {
        severity = default;
        var digits = word;
        if (word.StartsWith("sev", StringComparison.OrdinalIgnoreCase))
        {
            digits = word[3..].TrimStart('-');
        }
        else if (!bare)
        {
            return false;
        }

        if (digits.Length != 1 || digits[0] is < '1' or > '4')
        {
            return false;
        }

        severity = (Severity)(digits[0] - '0');
        return true;
    }
}
