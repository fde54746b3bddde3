using IncidentBot.Chat;

namespace IncidentBot.Incidents;

/// <summary>Raises or lowers the severity.</summary>
public sealed record ChangeSeverity(Severity To, string Text) : IncidentCommand
{
    /// <summary>How it is said.</summary>
    public static Verb Verb { get; } =
        new("sev", "[at TIME] 1|2|3|4 [TEXT]", "Raises or lowers the severity; sev1 is the worst.", Read)
        {
            Aliases = ["severity"],
            Examples = ["sev 1 Checkout is down for everybody", "sev 3"],
        };

    /// <inheritdoc />
    public override bool IsForTheRecord => false;

    /// <inheritdoc />
    public override string Line => $"{Verb.Name} {(int)To} {Told(Text)}".TrimEnd();

    /// <inheritdoc />
    public override Decision Decide(Incident incident, Asked asked) =>
        To == incident.Severity
            ? Decision.Nothing($"{incident.Id} is {To.Spoken()} already; nothing to change.")
            : Decision.Record(new SeverityChanged(incident.Severity, To, Text), When);

    private static Reading Read(string words, ReadingContext context)
    {
        var (when, rest, wrong) = Phrase.Timed(words, context);
        if (wrong is not null)
        {
            return Reading.NotUnderstood(wrong);
        }

        var (word, text) = Phrase.Word(rest);
        if (!SeverityWords.TryRead(word, bare: true, out var severity))
        {
            return Reading.NotUnderstood(
                (word.Length == 0 ? "Which severity? " : $"“{word}” is no severity. ")
                    + "Type `sev 1`, `sev 2`, `sev 3` or `sev 4`; sev1 is the worst."
            );
        }

        var (later, reason, wrongLater) = when is null ? Phrase.Timed(text, context) : (when, Phrase.Unquoted(Phrase.Opened(text)), null);
        return wrongLater is not null
            ? Reading.NotUnderstood(wrongLater)
            : (Reading)Phrase.Stamp(new ChangeSeverity(severity, reason), later);
    }
}
