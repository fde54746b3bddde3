using System.Collections.Immutable;
using IncidentBot.Chat;
using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.Stories;

/// <summary>Reads a story. A line that cannot be read is reported with its number, and the story goes on without it.</summary>
/// <remarks>
/// One line is <c>TIME WHO: TEXT</c>. TIME is a date and time, a time on the same day as the line before, or <c>+</c> an amount since
/// it; an offset, <c>UTC</c> or another zone may follow, else the story's zone rules. A time of day that is earlier than the line before
/// is taken for the next day's only with its date: without one it is reported, for it is more often a slip.
/// </remarks>
public sealed class StoryReader
{
    private readonly List<StoryLine> _lines = [];
    private readonly List<StoryFault> _faults = [];
    private readonly SortedDictionary<string, string> _people = new(StringComparer.OrdinalIgnoreCase);
    private DateTimeZone _zone = DateTimeZone.Utc;
    private Instant? _last;

    private StoryReader() { }

    /// <summary>Reads the text of a story; line ends of every kind are understood.</summary>
    public static (Story Story, IReadOnlyList<StoryFault> Faults) Read(string text)
    {
        var reader = new StoryReader();
        var lines = text.TrimStart('\ufeff').ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            reader.ReadLine(i + 1, lines[i].Trim());
        }

        return (
            new Story(reader._zone, reader._people.ToImmutableSortedDictionary(StringComparer.OrdinalIgnoreCase), [.. reader._lines]),
            reader._faults
        );
    }

    private void ReadLine(int number, string line)
    {
        if (line.Length == 0 || line[0] == '#')
        {
            return;
        }

        var because = line[0] == '@' ? ReadDirective(line) : ReadSaying(number, line);
        if (because is not null)
        {
            _faults.Add(new StoryFault(number, line, because));
        }
    }

    private string? ReadDirective(string line)
    {
        var (word, rest) = Phrase.Word(line);
        switch (word.ToLowerInvariant())
        {
            case "@zone" when ZoneReader.Find(rest) is { } zone:
                _zone = zone;
                return null;
            case "@zone":
                return $"“{rest}” is no time zone. Write for example `@zone Europe/Berlin` or `@zone UTC`.";
            case "@people":
                return ReadPeople(rest);
            default:
                return $"“{word}” is not known. A story has `@zone` and `@people`.";
        }
    }

    private string? ReadPeople(string list)
    {
        foreach (var pair in list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var handle = (equals < 0 ? pair : pair[..equals]).Trim().TrimStart('@').ToLowerInvariant();
            if (handle.Length == 0 || !handle.All(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_'))
            {
                return $"“{pair}” is nobody. Write for example `@people amara=Amara Diallo, lee=Lee Novak`.";
            }

            _people[handle] = equals < 0 ? Named(handle) : pair[(equals + 1)..].Trim();
        }

        return null;
    }

    private string? ReadSaying(int number, string line)
    {
        if (!StoryTime.TryRead(line, _last, _zone, out var at, out var rest, out var because))
        {
            return because;
        }

        var colon = rest.IndexOf(':', StringComparison.Ordinal);
        var who = colon < 0 ? "" : rest[..colon].Trim().TrimStart('@').ToLowerInvariant();
        if (who.Length == 0 || who.Contains(' ', StringComparison.Ordinal))
        {
            return "Who says it? A line is `TIME WHO: TEXT`, for example `10:45 amara: /incident note …`.";
        }

        _last = at;
        var text = rest[(colon + 1)..].Trim();
        if (who == "-")
        {
            _lines.Add(new StoryLine(number, at, null, text));
            return text.Equals("tick", StringComparison.OrdinalIgnoreCase) ? null : "Behind `-:` stands only `tick`: time passes.";
        }

        if (!_people.ContainsKey(who))
        {
            _people[who] = Named(who);
        }

        _lines.Add(new StoryLine(number, at, who, text));
        return null;
    }

    private static string Named(string handle) => char.ToUpperInvariant(handle[0]) + handle[1..];
}
