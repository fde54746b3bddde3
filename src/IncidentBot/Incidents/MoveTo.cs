using IncidentBot.Chat;

namespace IncidentBot.Incidents;

/// <summary>Moves the incident between investigating and identified; the later statuses have verbs of their own and are sent there.</summary>
public sealed record MoveTo(IncidentStatus To, string Text) : IncidentCommand
{
    /// <summary>How it is said.</summary>
    public static Verb Verb { get; } =
        new("status", "investigating|identified|mitigated|resolved [at TIME] [TEXT]", "Says where the incident stands.", Read)
        {
            Aliases = ["state"],
            Examples =
            [
                "status identified The load balancer sends all traffic to one server",
                "status investigating The rollback did not help",
            ],
        };

    /// <inheritdoc />
    public override bool IsForTheRecord => false;

    /// <inheritdoc />
    public override bool MustFollowStart => true;

    /// <inheritdoc />
    public override string Line => $"{Verb.Name} {To.Spoken()} {Told(Text)}".TrimEnd();

    /// <inheritdoc />
    public override Decision Decide(Incident incident, Asked asked) =>
        incident switch
        {
            { Status: IncidentStatus.Resolved } when When is null => Decision.Refuse(
                $"{incident.Id} is resolved. `reopen TEXT` takes it up again; `close` ends it."
            ),
            _ when To == incident.Status => Decision.Nothing($"{incident.Id} is {To.Spoken()} already; nothing to change."),
            _ => Decision.Record(new StatusChanged(incident.Status, To, Text), When),
        };

    private static Reading Read(string words, ReadingContext context)
    {
        var (word, rest) = Phrase.Word(words);
        if (IncidentStatusWords.Find(word) is not { } status)
        {
            return Reading.NotUnderstood(
                (word.Length == 0 ? "Which status? " : $"“{word}” is no status. ")
                    + "Type `status investigating`, `status identified`, `status mitigated` or `status resolved`, and a few words."
            );
        }

        return status switch
        {
            IncidentStatus.Mitigated => Phrase.Told(Mitigate.Verb, rest, context, text => new Mitigate(text)),
            IncidentStatus.Resolved => Phrase.Told(Resolve.Verb, rest, context, text => new Resolve(text)),
            IncidentStatus.Closed => Phrase.Told(Close.Verb, rest, context, text => new Close(text), needsText: false),
            _ => Phrase.Told(Verb, rest, context, text => new MoveTo(status, text), needsText: false),
        };
    }
}
