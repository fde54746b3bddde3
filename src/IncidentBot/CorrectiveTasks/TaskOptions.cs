using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.People;
using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.CorrectiveTasks;

/// <summary>Takes <c>@who</c>, <c>due DATE</c>, <c>every N</c>, <c>kind K</c> and <c>verifier @who</c> off the end of a task's words, in any order, each once.</summary>
internal sealed class TaskOptions
{
    private static readonly string[] VerifierWords = [" verifier", " verified by"];

    private readonly LocalDate _today;
    private readonly ReadingContext _context;

    public TaskOptions(string words, ReadingContext context)
    {
        _context = context;
        _today = context.Time.Now.InZone(context.Time.Zone).Date;
        Text = Phrase.Opened(words);
        while (Wrong is null && (TakeVerifier() || TakeOwner() || TakeDue() || TakeEvery() || TakeKind())) { }
        TakeLeadingOwner();
        Text = Phrase.Unquoted(Text.Trim());
    }

    public string Text { get; private set; }

    public Party? Owner { get; private set; }

    public LocalDate? Due { get; private set; }

    public Period? Every { get; private set; }

    public TaskKind? Kind { get; private set; }

    public Party? Verifier { get; private set; }

    public string? Wrong { get; private set; }

    private bool TakeOwner()
    {
        if (Owner is not null || LastParty() is not { } last)
        {
            return false;
        }

        (Owner, Text) = (last.Who, last.Before);
        return true;
    }

    private bool TakeVerifier()
    {
        if (Verifier is not null || LastParty() is not { } last)
        {
            return false;
        }

        var word = Array.Find(VerifierWords, word => last.Before.EndsWith(word, StringComparison.OrdinalIgnoreCase));
        if (word is null)
        {
            return false;
        }

        (Verifier, Text) = (last.Who, last.Before[..^word.Length].TrimEnd());
        return true;
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
