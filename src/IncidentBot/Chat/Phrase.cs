using System.Text;
using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;
using IncidentBot.People;
using IncidentBot.Times;

namespace IncidentBot.Chat;

/// <summary>The few shapes that most verbs share: a word, a time and a text, a number with a text, a person with a text.</summary>
internal static class Phrase
{
    /// <summary>What phones and right-to-left keyboards leave around words, and blanks.</summary>
    public static readonly char[] Invisible =
    [
        ' ',
        '\n',
        '\t',
        '\u00a0',
        '\u200b',
        '\u200e',
        '\u200f',
        '\u202a',
        '\u202b',
        '\u202c',
        '\u202d',
        '\u202e',
        '\u2060',
        '\u2066',
        '\u2067',
        '\u2068',
        '\u2069',
        '\ufeff',
    ];

    // For reading back what a command has written: that says its day and zone, so nothing depends on these.
    internal static readonly ReadingContext AnyContext = new(
        new TimeContext(NodaTime.NodaConstants.UnixEpoch, NodaTime.DateTimeZone.Utc),
        null,
        Person.Bot
    );

    private static readonly char[] Separators = [':', ',', '-', '–', '—'];

    /// <summary><c>[TIME] TEXT</c>. Where a text is wanted and none is there, the person is told what to type.</summary>
    public static Reading Told(Verb verb, string words, ReadingContext context, Func<string, Command> make, bool needsText = true)
    {
        var (when, text, wrong) = Timed(words, context);
        if (wrong is not null)
        {
            return Reading.NotUnderstood(wrong);
        }

        return text.Length == 0 && needsText ? MissingText(verb) : Stamp(make(text), when);
    }

    /// <summary>The time before a text, where there is one.</summary>
    public static (Moment? When, string Text, string? Wrong) Timed(string words, ReadingContext context)
    {
        words = Opened(words);
        var reading = TimeReader.ReadLeading(words, context.Time);
        return reading switch
        {
            { Wrong: { } wrong } => (null, words, wrong),
            { Found: true } => (reading.When, Unquoted(Opened(reading.Rest)), null),
            _ => (null, Unquoted(words), null),
        };
    }

    /// <summary>A time and a text as <see cref="Timed"/> reads them back, in quotation marks where the bare text would read as something else.</summary>
    public static string Written(Moment? when, string text)
    {
        var bare = when is null ? text : $"{when} {text}";
        if (text.Length == 0)
        {
            return bare;
        }

        var (read, rest, wrong) = Timed(bare, AnyContext);
        var isSame = wrong is null && rest == text && read is null == when is null;
        return isSame ? bare : bare[..^text.Length] + '"' + text + '"';
    }

    /// <summary>The command at that time.</summary>
    public static Command Stamp(Command command, Moment? when) =>
        when is null || command is not IncidentCommand timed ? command : timed with { When = when };

    /// <summary>The first word and what follows it.</summary>
    public static (string Word, string Tail) Word(string words)
    {
        var text = words.AsSpan().Trim();
        var end = text.IndexOfAny(' ', '\n', '\t');
        return end < 0 ? (text.ToString(), "") : (text[..end].ToString(), text[(end + 1)..].Trim().ToString());
    }

    /// <summary>A number behind a letter: <c>H1</c>, <c>T3</c>, <c>#17</c>; the letter may be left out.</summary>
    public static bool Number(string word, char letter, out int number)
    {
        var digits = word.AsSpan().TrimEnd(':').TrimEnd('.');
        if (digits.Length > 0 && char.ToUpperInvariant(digits[0]) == letter)
        {
            digits = digits[1..];
        }

        number = 0;
        return digits.Length is > 0 and <= 9 && !digits.ContainsAnyExceptInRange('0', '9') && int.TryParse(digits, out number);
    }

    /// <summary>Somebody at the start of a text: a mention, or <c>@name</c>, or (where <paramref name="bare"/>) a word.</summary>
    public static bool Party(string words, bool bare, out Party party, out string rest)
    {
        party = new Party("");
        if (Mentions.Read(words, out var who, out var length))
        {
            party = new Party(who.Name, who);
            rest = Opened(words[length..].TrimStart(':', ','));
            return true;
        }

        var (word, tail) = Word(words);
        word = word.Trim(Invisible).TrimEnd(':', ',').Trim(Invisible);
        var name = word.TrimStart('@').Trim(Invisible);
        rest = Opened(tail);
        party = new Party(name);
        return name.Length > 0 && name.Length <= 80 && (word[0] == '@' || bare);
    }

    /// <summary>The speaker, where somebody said "me"; else the party itself.</summary>
    public static Party Meant(Party party, ReadingContext context) =>
        party.Person is null && party.Name.Equals("me", StringComparison.OrdinalIgnoreCase)
            ? new Party(context.Speaker.Name, context.Speaker)
            : party;

    /// <summary>A text without the colon, comma or dash that somebody put before it; "-5 degrees" and ":fire:" keep theirs.</summary>
    public static string Opened(string text)
    {
        text = text.Trim(Invisible);
        while (text.Length > 0 && Separators.Contains(text[0]) && (text.Length == 1 || char.IsWhiteSpace(text[1])))
        {
            text = text[1..].TrimStart(Invisible);
        }

        return text;
    }

    /// <summary>A text without the quotation marks, and the invisible marks of direction, around all of it; those inside it stay.</summary>
    public static string Unquoted(string text)
    {
        text = text.Trim(Invisible).Trim();
        while (text.Length >= 2 && IsQuote(text[0]) && IsQuote(text[^1]) && !text.AsSpan(1, text.Length - 2).ContainsAny(QuoteMarks))
        {
            text = text[1..^1].Trim(Invisible).Trim();
        }

        return text;
    }

    /// <summary>What a person typed without what no person types: control characters and broken halves of characters. Lines stay.</summary>
    public static string Cleaned(string words)
    {
        var clean = true;
        for (var i = 0; i < words.Length && clean; i++)
        {
            clean = !char.IsSurrogate(words[i]) && (!char.IsControl(words[i]) || words[i] == '\n');
        }

        if (clean)
        {
            return words.Trim();
        }

        var text = new StringBuilder(words.Length);
        foreach (var rune in words.EnumerateRunes())
        {
            if (rune.Value is '\n' or '\t' || !Rune.IsControl(rune))
            {
                text.Append(rune.Value == '\t' ? " " : rune.ToString());
            }
        }

        return text.ToString().Trim();
    }

    /// <summary>A text of at most so many characters, the last one “…” where it is cut; no character is halved.</summary>
    public static string Shortened(string text, int most)
    {
        if (text.Length <= most)
        {
            return text;
        }

        var cut = char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1;
        return text[..cut] + "…";
    }

    /// <summary>The sentence for a verb whose text is missing.</summary>
    public static Reading MissingText(Verb verb) =>
        Reading.NotUnderstood(
            Prose.Of($"`{verb.Name}` needs words after it. Type ") + Prose.Code($"{verb.Name} {verb.Usage}") + Example(verb)
        );

    /// <summary>", for example …" of a verb.</summary>
    public static Prose Example(Verb verb) =>
        verb.Examples.IsDefaultOrEmpty ? "." : Prose.Of(", for example ") + Prose.Code(verb.Examples[0]) + ".";

    /// <summary>Straight, curly and pointed.</summary>
    public static readonly System.Buffers.SearchValues<char> QuoteMarks = System.Buffers.SearchValues.Create("\"“”„«»");

    private static bool IsQuote(char mark) => QuoteMarks.Contains(mark);
}
