using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.People;
using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.CorrectiveTasks;

/// <summary>
/// Takes <c>@who</c> or <c>owner NAME</c>, <c>due DATE</c>, <c>every N</c>, <c>kind K</c>, <c>priority P</c> and <c>verifier @who</c> off the end
/// of a task's words, in any order, each once.
/// </summary>
internal sealed class TaskOptions
{
    private static readonly string[] VerifierWords = ["verifier", "verified by"];
    private static readonly string[] OwnerWords = ["owner", "owned by"];

    // "Ask the owner again" speaks of somebody, and gives nobody work.
    private static readonly string[] Determiners =
    [
        "the",
        "a",
        "an",
        "no",
        "its",
        "their",
        "our",
        "your",
        "each",
        "every",
        "of",
        "new",
        "code",
    ];

    private readonly LocalDate _today;
    private readonly ReadingContext _context;

    public TaskOptions(string words, ReadingContext context)
    {
        _context = context;
        _today = context.Time.Now.InZone(context.Time.Zone).Date;
        Text = Phrase.Opened(words);
        // Names last: one of a team may have any words in it.
        while (Wrong is null && (TakeDue() || TakeEvery() || TakeKind() || TakePriority() || TakeVerifier() || TakeOwner())) { }
        TakeLeadingOwner();
        Text = Phrase.Unquoted(Text.Trim());
    }

    public string Text { get; private set; }

    public Party? Owner { get; private set; }

    public LocalDate? Due { get; private set; }

    public Period? Every { get; private set; }

    public TaskKind? Kind { get; private set; }

    public Party? Verifier { get; private set; }

    public TaskPriority? Priority { get; private set; }

    public string? Wrong { get; private set; }

    private bool TakeOwner()
    {
        if (Owner is not null || (Named(OwnerWords) ?? LastParty()) is not { } last)
        {
            return false;
        }

        (Owner, Text) = last;
        return true;
    }

    private bool TakeVerifier()
    {
        if (Verifier is not null || Named(VerifierWords) is not { } last)
        {
            return false;
        }

        (Verifier, Text) = last;
        return true;
    }

    // "… of low priority" is none: it belongs to the text.
    private bool TakePriority()
    {
        var at = LastOption("priority ");
        if (Priority is not null || at < 0 || TaskPriorities.Find(Text[(at + 9)..]) is not { } priority)
        {
            return false;
        }

        (Priority, Text) = (priority, Text[..at].TrimEnd());
        return true;
    }

    // "owner Bob", "verified by team Platform", at the very end.
    private (Party Who, string Before)? Named(string[] words)
    {
        foreach (var word in words)
        {
            var at = LastOption(word + " ");
            if (
                at >= 0
                && !NamesAnother(Text[(at + word.Length)..])
                && PartyPhrase.Read(Text[(at + word.Length + 1)..], _context) is { } who
                && !IsSpokenOf(Text[..at])
            )
            {
                return (who, Text[..at].TrimEnd());
            }
        }

        return null;
    }

    // "verifier team Network owner Bob": the owner comes first.
    private static bool NamesAnother(string rest) =>
        OwnerWords.Concat(VerifierWords).Any(word => rest.Contains($" {word} ", StringComparison.OrdinalIgnoreCase));

    private static bool IsSpokenOf(string before)
    {
        var text = before.TrimEnd();
        var last = text[(text.LastIndexOfAny([' ', '\n']) + 1)..];
        return Determiners.Contains(last, StringComparer.OrdinalIgnoreCase);
    }

    // "… of another kind" is no kind: it belongs to the text.
    private bool TakeKind()
    {
        var at = LastOption("kind ");
        if (Kind is not null || at < 0 || TaskKinds.Find(Text[(at + 5)..].Trim()) is not { } kind)
        {
            return false;
        }

        (Kind, Text) = (kind, Text[..at].TrimEnd());
        return true;
    }

    // Somebody at the very end: a mention, or @name.
    private (Party Who, string Before)? LastParty()
    {
        var mention = Text.LastIndexOf("<@", StringComparison.Ordinal);
        if (mention >= 0 && Mentions.Read(Text.AsSpan(mention), out var who, out var length) && mention + length == Text.Length)
        {
            return (new Party(who.Name, who), Text[..mention].TrimEnd());
        }

        var blank = Text.LastIndexOfAny([' ', '\n']);
        var word = Text[(blank + 1)..];
        return word.Length < 2 || word[0] != '@' || !char.IsLetter(word[1]) || word.AsSpan().ContainsAny(Phrase.QuoteMarks)
            ? null
            : (Phrase.Meant(new Party(word[1..]), _context), blank < 0 ? "" : Text[..blank].TrimEnd());
    }

    private bool TakeDue()
    {
        var at = LastOption("due ");
        if (Due is not null || at < 0)
        {
            return false;
        }

        var words = Text[(at + 4)..].Trim();
        var reading = DateReader.ReadLeading(words.StartsWith("by ", StringComparison.OrdinalIgnoreCase) ? words[3..] : words, _today);
        if (reading.Wrong is not null)
        {
            Wrong = reading.Wrong;
            return false;
        }

        // "… due to the change" is no date: it belongs to the text.
        if (!reading.Found || reading.Rest.Trim().Length > 0)
        {
            return false;
        }

        Due = reading.Date;
        Text = Text[..at].TrimEnd();
        return true;
    }

    private bool TakeEvery()
    {
        var at = LastOption("every ");
        if (Every is not null || at < 0)
        {
            return false;
        }

        if (!RepeatReader.TryRead(Text[(at + 6)..], out var every, out var rest, out var wrong) || rest.Trim().Length > 0)
        {
            Wrong = wrong;
            return false;
        }

        Every = every;
        Text = Text[..at].TrimEnd();
        return true;
    }

    private void TakeLeadingOwner()
    {
        if (
            Owner is null
            && Text.Length > 0
            && (Text[0] == '<' || (Text.Length > 1 && Text[0] == '@' && char.IsLetter(Text[1])))
            && Phrase.Party(Text, bare: false, out var owner, out var rest)
            && rest.Length > 0
            && (owner.Person is not null || !owner.Name.AsSpan().ContainsAny(Phrase.QuoteMarks))
        )
        {
            Owner = Phrase.Meant(owner, _context);
            Text = rest;
        }
    }

    private int LastOption(string word)
    {
        var at = Text.LastIndexOf(" " + word, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? -1 : at + 1;
    }
}
