using System.Collections.Frozen;
using IncidentBot.Incidents;
using IncidentBot.Memory.Words;

namespace IncidentBot.Memory.Patterns;

/// <summary>Who noticed an incident first, by what was said of it.</summary>
internal enum NoticedBy
{
    /// <summary>Nobody said, or not in words that tell.</summary>
    Unknown,

    /// <summary>Monitoring.</summary>
    Monitoring,

    /// <summary>People: customers, support, colleagues. Monitoring has missed it.</summary>
    People,
}

/// <summary>Reads who noticed an incident. Pure.</summary>
internal static class Detection
{
    private static readonly FrozenSet<string> Machines = Stems(
        "alert alarm monitor monitoring probe dashboard metric threshold synthetic pager watchdog check telemetry"
    );

    private static readonly FrozenSet<string> People = Stems(
        "customer user client support ticket complaint complain phone called caller colleague guest partner visitor patient reader driver staff told "
            + "somebody accountant tester engineer mail email tweet desk player rider passenger"
    );

    /// <summary>By its first detection.</summary>
    public static NoticedBy Of(Incident incident)
    {
        var said = incident.Entries.Where(entry => entry.Counts).Select(entry => entry.What).OfType<Detected>().FirstOrDefault();
        var stems = said is null ? [] : Terms.Split(said.Text).Select(PorterStemmer.Stem).ToHashSet(StringComparer.Ordinal);
        return stems.Overlaps(Machines) ? NoticedBy.Monitoring
            : stems.Overlaps(People) ? NoticedBy.People
            : NoticedBy.Unknown;
    }

    private static FrozenSet<string> Stems(string words) => words.Split(' ').Select(PorterStemmer.Stem).ToFrozenSet(StringComparer.Ordinal);
}
