using System.Collections.Immutable;
using IncidentBot.Chat;
using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.Stories;

/// <summary>Reads a story. A line that cannot be read is reported with its number, and the story goes on without it.</summary>
/// <remarks>
/// One line is <c>TIME WHO: TEXT</c>. TIME is a date and time, a time on the same day as the line before, or <c>+</c> an amount since
/// it; an offset, <c>UTC</c> or another zone may follow, else the story's zone rules. <c>@zone</c> rules from its line on; in a story
/// without one it is the zone that the first line names, else UTC. A time of day that is earlier than the line before is not taken for
/// the next day's: it is reported, for it is more often a slip, and the next day's is written with its date.
/// </remarks>
public sealed class StoryReader
{
    private readonly List<StoryLine> _lines = [];
    private readonly List<StoryFault> _faults = [];
    private readonly SortedDictionary<string, string> _people = new(StringComparer.OrdinalIgnoreCase);
    private DateTimeZone? _zone;
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
            new Story(reader._people.ToImmutableSortedDictionary(StringComparer.OrdinalIgnoreCase), [.. reader._lines]),
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
            var name = equals < 0 ? "" : pair[(equals + 1)..].Trim();
            if (!IsHandle(handle))
            {
                return $"“{pair}” is nobody. Write for example `@people amara=Amara Diallo, lee=Lee Novak`.";
            }

            _people[handle] = name.Length == 0 ? Named(handle) : name;
        }

        return null;
    }

    private string? ReadSaying(int number, string line)
    {
        if (!StoryTime.TryRead(line, _last, _zone, out var time, out var because))
        {
            return because;
        }

        var colon = time.Rest.IndexOf(':', StringComparison.Ordinal);
        var who = colon < 0 ? "" : time.Rest[..colon].Trim().TrimStart('@').ToLowerInvariant();
        var passes = who is "-" or "–" or "—";
        if (!passes && !IsHandle(who))
        {
            return "Who says it? A line is `TIME WHO: TEXT`, for example `10:45 amara: /incident note …`.";
        }

        _last = time.At;
        _zone ??= time.Zone;
        var text = time.Rest[(colon + 1)..].Trim();
        if (passes)
        {
            _lines.Add(new StoryLine(number, time.At, _zone, null, text));
            return text.Equals("tick", StringComparison.OrdinalIgnoreCase) ? null : "Behind `-:` stands only `tick`: time passes.";
        }

        if (!_people.ContainsKey(who))
        {
            _people[who] = Named(who);
        }

        _lines.Add(new StoryLine(number, time.At, _zone, who, text));
        return null;
    }

    private static bool IsHandle(string word) =>
        word.Length > 0 && char.IsLetterOrDigit(word[0]) && word.All(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' or '.');

    private static string Named(string handle) => char.ToUpperInvariant(handle[0]) + handle[1..];
}
