using IncidentBot.Chat;
using IncidentBot.Incidents;
using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.StatusUpdates;

/// <summary>Tells the people outside how things stand, and when they hear more.</summary>
public sealed record PostStatusUpdate(string Text) : IncidentCommand
{
    private static readonly Duration ShortestWait = Duration.FromMinutes(1);
    private static readonly Duration LongestWait = Duration.FromDays(14);

    /// <summary>How it is said.</summary>
    public static Verb Verb { get; } =
        new(
            "update",
            "[at TIME] TEXT [next 30m]",
            "Posts a status update for the people outside; `next 30m` reminds when the next one is due.",
            Read
        )
        {
            Aliases = ["statusupdate", "announce"],
            Examples = ["update Checkout is slow; we are rolling back next 30m", "update Service is back, we keep watching"],
        };

    /// <summary>When the next one is promised for, from now.</summary>
    public Duration? Next { get; init; }

    /// <inheritdoc />
    public override string Line => $"{Verb.Name} {Told(Text)}{(Next is { } next ? " next " + SpanReader.Print(next) : "")}";

    /// <inheritdoc />
    public override Decision Decide(Incident incident, Asked asked) =>
        incident switch
        {
            { IsClosed: true } when When is null => Decision.Refuse(
                $"{incident.Id} is closed. Say when it was said, `update at 15:00 …`, or take the incident up again with `reopen TEXT`."
            ),
            _ when Next is { } next && (next < ShortestWait || next > LongestWait) => Decision.Refuse(
                "The next update can be between one minute and two weeks away. Type for example `update TEXT next 30m`."
            ),
            _ => Decision.Record(new StatusUpdatePosted(Text, Next), When),
        };

    private static Reading Read(string words, ReadingContext context)
    {
        var (when, text, wrong) = Phrase.Timed(words, context);
        if (wrong is not null)
        {
            return Reading.NotUnderstood(wrong);
        }

        var at = text.LastIndexOf(" next ", StringComparison.OrdinalIgnoreCase);
        Duration? next = null;
        if (at > 0)
        {
            var span = text[(at + 6)..];
            span = span.StartsWith("in ", StringComparison.OrdinalIgnoreCase) ? span[3..] : span;
            if (SpanReader.TryRead(span, out var wait, out var rest) && rest.Length == 0)
            {
                next = wait;
                text = Phrase.Unquoted(text[..at].Trim());
            }
        }

        return text.Length == 0 ? Phrase.MissingText(Verb) : Phrase.Stamp(new PostStatusUpdate(text) { Next = next }, when);
    }
}
