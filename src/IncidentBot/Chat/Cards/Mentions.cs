using IncidentBot.People;

namespace IncidentBot.Chat.Cards;

/// <summary>People inside a text, written <c>&lt;@web:amara|Amara Diallo&gt;</c>; adapters write their platform's mentions so.</summary>
public static class Mentions
{
    /// <summary>Whether there may be any.</summary>
    public static bool AreIn(string text) => Next(text, 0) >= 0;

    /// <summary>The text with each mention as a span of its own.</summary>
    public static IEnumerable<Span> Split(string text)
    {
        var done = 0;
        for (var at = Next(text, 0); at >= 0; at = Next(text, at + 1))
        {
            if (Read(text.AsSpan(at), out var who, out var length))
            {
                if (at > done)
                {
                    yield return new PlainSpan(text[done..at]);
                }

                yield return new MentionSpan(who);
                done = at + length;
                at = done - 1;
            }
        }

        if (done < text.Length)
        {
            yield return new PlainSpan(text[done..]);
        }
    }

    /// <summary>The text with names in place of mentions.</summary>
    public static string InWords(string text) =>
        AreIn(text)
            ? string.Concat(Split(text).Select(span => span is MentionSpan mention ? mention.Who.Name : ((PlainSpan)span).Text))
            : text;

    /// <summary>Reads a mention at the start of a text.</summary>
    public static bool Read(ReadOnlySpan<char> text, out Person who, out int length)
    {
        who = Person.Bot;
        length = 0;
        if (!text.StartsWith("<@"))
        {
            return false;
        }

        var end = text.IndexOf('>');
        if (end < 3 || end > 400)
        {
            return false;
        }

        var inside = text[2..end];
        var bar = inside.IndexOf('|');
        var id = bar < 0 ? inside : inside[..bar];
        if (id.IsEmpty || id.ContainsAny(' ', '\n', '<'))
        {
            return false;
        }

        var name = bar < 0 || bar == inside.Length - 1 ? id : inside[(bar + 1)..];
        who = new Person(id.ToString(), name.ToString());
        length = end + 1;
        return true;
    }

    private static int Next(string text, int from) => from >= text.Length ? -1 : text.IndexOf("<@", from, StringComparison.Ordinal);
}
