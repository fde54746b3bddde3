namespace IncidentBot.Times;

/// <summary>Walks over what a person typed; copy it to look ahead, assign the copy back to have read it.</summary>
internal ref struct Words(ReadOnlySpan<char> text)
{
    private const int LongestWord = 24;
    private readonly ReadOnlySpan<char> _text = text;

    public int At { get; set; }

    public readonly bool IsOver => At >= _text.Length;

    public readonly char Peek => PeekAt(0);

    public readonly ReadOnlySpan<char> Rest => _text[At..];

    /// <summary>Whether a word may end here: what follows is not a part of it.</summary>
    public readonly bool EndsWord => IsOver || !(char.IsLetterOrDigit(Peek) || Peek == '_' || IsApostropheInWord());

    public readonly char PeekAt(int distance) => At + distance < _text.Length ? _text[At + distance] : '\0';

    public readonly char Before => At > 0 ? _text[At - 1] : ' ';

    /// <summary>Spaces of every kind, and the direction marks that phones put around a time.</summary>
    public static bool IsBlank(char c) =>
        c < 128
            ? c is ' ' or (>= '\t' and <= '\r')
            : char.IsWhiteSpace(c)
                || c is '\u061C' or (>= '\u200B' and <= '\u200F') or (>= '\u202A' and <= '\u202E') or '\u2060'
                || c is (>= '\u2066' and <= '\u2069') or '\uFEFF';

    public static bool IsDash(char c) => c is '-' or (>= '\u2010' and <= '\u2015') or '\u2212' or '\uFF0D';

    public static bool IsApostrophe(char c) => c is '\'' or '\u2018' or '\u2019' or '\u02BC';

    /// <summary>Whether there was any.</summary>
    public bool SkipBlanks()
    {
        var start = At;
        while (At < _text.Length && IsBlank(_text[At]))
        {
            At++;
        }

        return At > start;
    }

    public bool Take(char c)
    {
        var isHere = !IsOver && Peek == c;
        At += isHere ? 1 : 0;
        return isHere;
    }

    public bool TakeDash()
    {
        var isHere = IsDash(Peek);
        At += isHere ? 1 : 0;
        return isHere;
    }

    /// <summary>Takes the word when it stands here, whole and in any case, and the blanks after it.</summary>
    public bool Take(string word)
    {
        var isHere = TakeOnly(word);
        _ = isHere && SkipBlanks();
        return isHere;
    }

    /// <summary>The same without the blanks: the word may be the last of what is read.</summary>
    public bool TakeOnly(string word)
    {
        if (!Rest.StartsWith(word, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        At += word.Length;
        var isWhole = EndsWord;
        At -= isWhole ? 0 : word.Length;
        return isWhole;
    }

    /// <summary>Skips the colon, comma, dash or full stop that people put between a time and the text, and blanks.</summary>
    public void SkipSeparator()
    {
        var isApart = SkipBlanks();
        var next = PeekAt(1);
        var isLast = IsBlank(next) || At + 1 >= _text.Length;
        // Apart from the time a colon begins an emoji, and a dash a word of the text: ":fire:", "-5 degrees".
        if (Peek is ',' or ';' || (Peek == ':' && (isLast || !isApart)) || ((IsDash(Peek) || Peek == '.') && isLast))
        {
            At++;
            SkipBlanks();
        }
    }

    /// <summary>Takes the letters that stand here, at most 24; empty when there are none.</summary>
    public ReadOnlySpan<char> Letters()
    {
        var start = At;
        while (At < _text.Length && At - start <= LongestWord && char.IsAsciiLetter(_text[At]))
        {
            At++;
        }

        return _text[start..At];
    }

    /// <summary>Takes a number of so many digits; takes nothing when the digits here are fewer or more.</summary>
    public bool Number(int fewest, int most, out int value)
    {
        value = 0;
        var start = At;
        while (At - start <= most && char.IsAsciiDigit(Peek))
        {
            value = value * 10 + (Peek - '0');
            At++;
        }

        var digits = At - start;
        if (digits >= fewest && digits <= most)
        {
            return true;
        }

        At = start;
        return false;
    }

    private readonly bool IsApostropheInWord() => IsApostrophe(Peek) && char.IsLetter(PeekAt(1));
}
