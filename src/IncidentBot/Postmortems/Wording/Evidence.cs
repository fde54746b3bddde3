using System.Collections.Immutable;
using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;
using IncidentBot.Memory.Words;
using IncidentBot.Timeline;
using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.Postmortems.Wording;

/// <summary>What the entries that a sentence names say: their words, their speakers, their times, and what kind of statements they are. Pure.</summary>
internal sealed class Evidence
{
    private static readonly char[] ClauseEnds = ['.', ',', ';', ':', '!', '?', '—'];

    private readonly Spoken _spoken;
    private readonly HashSet<string> _words;
    private readonly HashSet<string> _terms;

    public Evidence(Incident incident, ImmutableArray<TimelineEntry> entries)
    {
        Entries = entries;
        _spoken = Spoken.Of(string.Join(" . ", entries.Select(TextOf)));
        Times = [.. _spoken.Times, .. entries.SelectMany(entry => TimesOf(entry, incident.Zone))];
        ExactTimes =
        [
            .. _spoken.Times,
            .. entries.Where(entry => entry.When.Precision == Precision.Exact).SelectMany(entry => TimesOf(entry, incident.Zone)),
        ];
        Days = [.. _spoken.Days, .. entries.SelectMany(entry => DaysOf(entry, incident.Zone))];
        _words = [.. _spoken.Words, .. entries.SelectMany(entry => Plain.KindWords(entry.What)), .. Days.SelectMany(Named)];
        _terms = [.. _words.Select(PorterStemmer.Stem), .. Terms.Of(string.Join(' ', entries.Select(TextOf)), Synonyms.OfOperations)];
    }

    /// <summary>The entries.</summary>
    public ImmutableArray<TimelineEntry> Entries { get; }

    /// <summary>The times that they have or speak of.</summary>
    public ImmutableHashSet<SpokenTime> Times { get; }

    /// <summary>The days.</summary>
    public ImmutableHashSet<SpokenDay> Days { get; }

    /// <summary>The times without those of entries of which nobody knows exactly when they happened.</summary>
    public ImmutableHashSet<SpokenTime> ExactTimes { get; }

    /// <summary>Whether they say that something is not so.</summary>
    public bool Denies => _words.Overlaps(Plain.Denials);

    /// <summary>Whether a model may be told of an entry and name it: what happened, and what was stated of it.</summary>
    public static bool IsCitable(TimelineEntry entry) =>
        entry.Counts
        && (
            ChronologicalOrder.Shows(entry.What)
            || entry.What
                is CauseStated
                    or FixStated
                    or ImpactStated
                    or ImprovementProposed
                    or TaskAdded
                    or TaskCompleted
                    or TaskDropped
                    or NoTaskNeeded
        );

    /// <summary>An entry in words, with its speaker.</summary>
    public static string TextOf(TimelineEntry entry) =>
        Mentions.InWords(EventSentence.Of(entry.What).ToPlainText()).ReplaceLineEndings(" ") + " — " + Postmortem.SpeakerOf(entry).Name;

    /// <summary>Whether a number stands in them, as the same share or measure.</summary>
    public bool Has(SpokenAmount amount) => _spoken.Amounts.Contains(amount);

    /// <summary>Whether a code, such as <c>INC-3</c> or <c>db_2</c>, stands in them.</summary>
    public bool HasCode(string code) => _spoken.Codes.Contains(code);

    /// <summary>Whether a word stands in them as it is.</summary>
    public bool HasWord(string word) => _words.Contains(word);

    /// <summary>Whether a word stands in them in any form, or one of operations that means the same.</summary>
    public bool Means(string word) =>
        _words.Contains(word)
        || _terms.Contains(PorterStemmer.Stem(word))
        || Terms.Of(word, Synonyms.OfOperations).Any(term => Synonyms.OfOperations.IsConcept(term) && _terms.Contains(term));

    /// <summary>What the entries deny: the words behind each “no” or “not”.</summary>
    public IEnumerable<string> Denied =>
        Entries
            .SelectMany(entry => TextOf(entry).Split(ClauseEnds))
            .SelectMany(clause =>
            {
                var words = Spoken.Of(clause).Words;
                return words
                    .Index()
                    .Where(word => Plain.Denials.Contains(word.Item))
                    .SelectMany(word => words.Skip(word.Index + 1).Where(next => !Plain.Linking.Contains(next)).Take(3));
            });

    private static IEnumerable<SpokenTime> TimesOf(TimelineEntry entry, DateTimeZone zone) =>
        new[] { entry.When.From, entry.When.To }
            .OfType<Instant>()
            .SelectMany(at =>
            {
                var minute = at.InZone(zone) is var there ? (there.Hour * 60) + there.Minute : 0;
                return new[] { new SpokenTime(minute, null), new SpokenTime(minute, zone.GetZoneInterval(at).Name.ToUpperInvariant()) };
            });

    private static IEnumerable<SpokenDay> DaysOf(TimelineEntry entry, DateTimeZone zone) =>
        new[] { entry.When.From, entry.When.To }
            .OfType<Instant>()
            .Select(at => at.InZone(zone).Date)
            .SelectMany(day => new[] { new SpokenDay(day.Month, day.Day, day.Year), new SpokenDay(day.Month, day.Day, null) });

    private static IEnumerable<string> Named(SpokenDay day) =>
        day.Year is { } year && day.IsOnCalendar(year)
            ?
            [
                System.Globalization.CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(day.Month).ToLowerInvariant(),
                new LocalDate(year, day.Month, day.Day).DayOfWeek.ToString().ToLowerInvariant(),
            ]
            : [];
}
