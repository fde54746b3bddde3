using System.Globalization;

namespace IncidentBot.Incidents;

/// <summary>The number by which people know an incident: <c>INC-42</c>. Numbers start at 1 and are never used again.</summary>
public readonly record struct IncidentId(int Number) : IComparable<IncidentId>
{
    /// <summary>Reads <c>INC-42</c>, <c>inc 42</c> is not one; case does not matter.</summary>
    public static bool TryParse(string word, out IncidentId id)
    {
        id = default;
        if (
            word.Length is < 5 or > 14
            || !word.StartsWith("INC-", StringComparison.OrdinalIgnoreCase)
            || !int.TryParse(word.AsSpan(4), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || number < 1
        )
        {
            return false;
        }

        id = new IncidentId(number);
        return true;
    }

    /// <inheritdoc />
    public int CompareTo(IncidentId other) => Number.CompareTo(other.Number);

    /// <inheritdoc />
    public override string ToString() => $"INC-{Number}";
}
