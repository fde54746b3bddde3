using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.People;
using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.CorrectiveTasks;

/// <summary>Takes <c>@who</c>, <c>due DATE</c> and <c>every N</c> off the end of a task's words, in any order, each once.</summary>
internal sealed class TaskOptions
{
    private readonly LocalDate _today;
    private readonly ReadingContext _context;

    public TaskOptions(string words, ReadingContext context)
    {
        _context = context;
        _today = context.Time.Now.InZone(context.Time.Zone).Date;
        Text = Phrase.Opened(words);
        while (Wrong is null && (TakeOwner() || TakeDue() || TakeEvery())) { }
        TakeLeadingOwner();
        Text = Phrase.Unquoted(Text.Trim());
    }

    public string Text { get; private set; }

    public Party? Owner { get; private set; }

    public LocalDate? Due { get; private set; }

    public Period? Every { get; private set; }

    public string? Wrong { get; private set; }

    private bool TakeOwner()
    {
        if (Owner is not null || Text.Length == 0)
        {
            return false;
        }

        var mention = Text.LastIndexOf("<@", StringComparison.Ordinal);
        if (mention >= 0 && Mentions.Read(Text.AsSpan(mention), out var who, out var length) && mention + length == Text.Length)
        {
            Owner = new Party(who.Name, who);
            Text = Text[..mention].TrimEnd();
            return true;
        }

        var blank = Text.LastIndexOfAny([' ', '\n']);
        var word = Text[(blank + 1)..];
        if (word.Length < 2 || word[0] != '@' || !char.IsLetter(word[1]) || word.AsSpan().ContainsAny(Phrase.QuoteMarks))
        {
            return false;
        }

        Owner = Phrase.Meant(new Party(word[1..]), _context);
        Text = blank < 0 ? "" : Text[..blank].TrimEnd();
        return true;
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
