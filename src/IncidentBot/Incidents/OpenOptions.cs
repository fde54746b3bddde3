using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.People;
using IncidentBot.Times;

namespace IncidentBot.Incidents;

/// <summary>Takes the options off both ends of <c>open</c>'s words; what stays is the title. Each option is taken once.</summary>
internal sealed class OpenOptions
{
    private static readonly char[] Dashes = ['-', '–', '—'];

    private readonly ReadingContext _context;
    private string _title;
    private Severity? _severity;
    private Moment? _when;
    private bool _private;
    private bool _drill;
    private Party? _lead;

    public OpenOptions(string words, ReadingContext context)
    {
        _context = context;
        _title = Ended(Begun(words));
        while (Wrong is null && (TakeWord() || TakeTrailingTime() || TakeLead())) { }
        while (Wrong is null && (TakeLeadingSeverity() || TakeLeadingTime())) { }
        _title = Phrase.Unquoted(_title);
    }

    /// <summary>What was not understood.</summary>
    public string? Wrong { get; private set; }

    public Open ToCommand() =>
        new(_title)
        {
            Severity = _severity,
            When = _when,
            IsPrivate = _private,
            IsDrill = _drill,
            Commander = _lead,
        };

    // A comma or a dash before an option is no part of the title.
    private static string Ended(string title) => title.TrimEnd([.. Phrase.Invisible, .. Dashes, ',', ';']);

    private static string Begun(string title) => Phrase.Opened(title.TrimStart(Phrase.Invisible).TrimStart(':'));

    private bool TakeWord()
    {
        var blank = _title.LastIndexOfAny([' ', '\n']);
        var last = _title.AsSpan(blank + 1);
        var word = last.TrimStart(Dashes).ToString();
        // "The room went private" keeps its last word only with quotation marks around it: the design's grammar says so.
        if (!_private && word.Equals("private", StringComparison.OrdinalIgnoreCase))
        {
            _private = true;
        }
        else if (!_drill && word.Equals("drill", StringComparison.OrdinalIgnoreCase))
        {
            _drill = true;
        }
        else if (_severity is null && SeverityWords.TryRead(word, bare: false, out var severity))
        {
            _severity = severity;
        }
        else
        {
            return false;
        }

        _title = blank < 0 ? "" : Ended(_title[..blank]);
        return true;
    }

    private bool TakeTrailingTime()
    {
        if (_when is not null)
        {
            return false;
        }

        var reading = TimeReader.ReadTrailing(_title, _context.Time);
        Wrong = reading.Wrong;
        if (!reading.Found)
        {
            return false;
        }

        _when = reading.When;
        _title = Ended(reading.Rest);
        return true;
    }

    private bool TakeLead()
    {
        var at = _title.LastIndexOf(" lead <@", StringComparison.OrdinalIgnoreCase);
        if (
            _lead is not null
            || at < 0
            || !Mentions.Read(_title.AsSpan(at + 6), out var who, out var length)
            || at + 6 + length != _title.Length
        )
        {
            return false;
        }

        _lead = new Party(who.Name, who);
        _title = Ended(_title[..at]);
        return true;
    }

    private bool TakeLeadingSeverity()
    {
        var (word, rest) = Phrase.Word(_title);
        if (_severity is not null || rest.Length == 0 || !SeverityWords.TryRead(word.TrimEnd(':', ','), bare: false, out var severity))
        {
            return false;
        }

        _severity = severity;
        _title = Begun(rest);
        return true;
    }

    private bool TakeLeadingTime()
    {
        if (_when is not null)
        {
            return false;
        }

        var reading = TimeReader.ReadLeading(_title, _context.Time);
        Wrong = reading.Wrong;
        if (!reading.Found)
        {
            return false;
        }

        _when = reading.When;
        _title = Begun(reading.Rest);
        return true;
    }
}
