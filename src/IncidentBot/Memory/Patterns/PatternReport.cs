using System.Collections.Immutable;
using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;
using IncidentBot.Memory.Words;
using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.Memory.Patterns;

/// <summary>
/// What the incidents of a time have in common: causes that recur, what monitoring has missed, what is usually suspected wrongly, and what was
/// promised and never done. Counted from what was said, never guessed; drills and private incidents are left out. Pure.
/// </summary>
internal sealed class PatternReport
{
    private const int Least = 2;
    private const int MostLines = 5;
    private const int MostNamed = 6;
    private const int LongestText = 160;

    private readonly ImmutableArray<SharedConcept> _causes;
    private readonly ImmutableArray<Incident> _missed;
    private readonly ImmutableArray<SharedConcept> _missedAbout;
    private readonly ImmutableArray<WrongGuess> _guesses;
    private readonly ImmutableArray<BrokenPromise> _promises;
    private readonly int _noticed;

    /// <param name="incidents">The incidents; those that are private, imported without anything said, or drills are left out by it.</param>
    /// <param name="words">Which words mean the same.</param>
    public PatternReport(IEnumerable<Incident> incidents, Synonyms words)
    {
        var known = incidents.Where(incident => incident is { IsPrivate: false, IsDrill: false }).OrderBy(incident => incident.Id).ToList();
        var noticed = known.Select(incident => (incident, by: Detection.Of(incident))).Where(one => one.by != NoticedBy.Unknown).ToList();
        Recurrences = known.Count(incident => !SeenBefore.Of(incident).IsEmpty);
        _causes = SharedConcept.Of(known, CausesOf, words, Least);
        _noticed = noticed.Count;
        _missed = [.. noticed.Where(one => one.by == NoticedBy.People).Select(one => one.incident)];
        _missedAbout = SharedConcept.Of(_missed, incident => [incident.Title, .. CausesOf(incident)], words, Least);
        _guesses = WrongGuess.Find(known, words);
        _promises = BrokenPromise.Find(known);
    }

    /// <summary>How many of them resembled an earlier incident, as was said in them.</summary>
    public int Recurrences { get; }

    /// <summary>Whether there is nothing to say.</summary>
    public bool IsEmpty => _causes.IsEmpty && _missed.IsEmpty && _guesses.IsEmpty && _promises.IsEmpty;

    /// <summary>What there is to say, each idea under its name.</summary>
    public IEnumerable<CardPart> Parts() =>
        [
            .. Section("Causes that recur", _causes.Select(Cause)),
            .. Section("What monitoring missed", Missed()),
            .. Section("Usually suspected wrongly", _guesses.Select(Guess)),
            .. Section("Promised and never done", _promises.Select(Promise)),
        ];

    private static IEnumerable<CardPart> Section(string name, IEnumerable<Prose> lines) =>
        lines.Take(MostLines).ToImmutableArray() is { IsEmpty: false } shown
            ? [new Paragraph(Prose.Strong(name)), new Listing(shown)]
            : Array.Empty<CardPart>();

    private static Prose Cause(SharedConcept cause) => $"{cause.Words}: {cause.Incidents.Length} incidents ({Named(cause.Incidents)})";

    private IEnumerable<Prose> Missed()
    {
        if (_missed.IsEmpty)
        {
            yield break;
        }

        yield return $"{_missed.Length} of {_noticed} incidents were noticed by people and not by monitoring ({Named(_missed)}){Took()}";
        foreach (var about in _missedAbout.Take(MostLines - 1))
        {
            yield return $"{about.Words}: {about.Incidents.Length} of them ({Named(about.Incidents)})";
        }
    }

    // The one in the middle: a single one that took a week says nothing of the others.
    private string Took()
    {
        var times = _missed
            .Select(incident => Incident.Between(incident.StartedAt, incident.DetectedAt))
            .OfType<Duration>()
            .Order()
            .ToList();
        return times.Count == 0 ? "" : $"; it took {TimeText.Duration(times[times.Count / 2])} (median of {times.Count})";
    }

    private static Prose Guess(WrongGuess guess) =>
        $"Where it shows as {guess.Shows}: {guess.Guess} was suspected first in {guess.Suspected} of {guess.Of} incidents and was wrong "
        + (guess.Wrong == guess.Suspected ? "each time" : $"in {guess.Wrong} of them")
        + (guess.Lost > Duration.Zero ? $"; that cost {TimeText.Duration(guess.Lost)}" : "");

    private static Prose Promise(BrokenPromise promise) =>
        Prose.Strong($"{promise.Incident.Id}/{promise.Task} ")
        + Phrase.Shortened(Mentions.InWords(promise.Task.Text), LongestText)
        + $" ({promise.Task.Owner?.Name ?? "nobody"}{(promise.Task.IsOpen ? "" : ", dropped")}): since then "
        + string.Join(", ", promise.Since.TakeLast(MostNamed))
        + (promise.Cost > Duration.Zero ? $", {TimeText.Duration(promise.Cost)} of outage" : "");

    private static string Named(ImmutableArray<Incident> incidents) =>
        string.Join(", ", incidents.TakeLast(MostNamed).Select(incident => incident.Id))
        + (incidents.Length > MostNamed ? $" and {incidents.Length - MostNamed} more" : "");

    private static IEnumerable<string> CausesOf(Incident incident) =>
        incident.Entries.Where(entry => entry.Counts).Select(entry => entry.What).OfType<CauseStated>().Select(cause => cause.Text);
}
