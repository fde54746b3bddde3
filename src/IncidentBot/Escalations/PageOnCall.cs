using IncidentBot.Chat;
using IncidentBot.Incidents;
using IncidentBot.People;

namespace IncidentBot.Escalations;

/// <summary>Pages a person or a schedule. Until somebody sets up a way to page, the bot records it and says that nobody was reached by it.</summary>
public sealed record PageOnCall(Party To, string Text) : IncidentCommand
{
    /// <summary>How it is said.</summary>
    public static Verb Verb { get; } =
        new(
            "page",
            "[at TIME] @who-or-schedule TEXT",
            "Records that somebody was paged. This bot has no way yet to send the page itself.",
            (words, context) => Escalate.Read(Verb!, words, context, (to, text) => new PageOnCall(to, text))
        )
        {
            Aliases = ["alert", "oncall"],
            Examples = ["page @lee Checkout is down, please look", "page at 14:32 @oncall by SMS and email"],
        };

    /// <inheritdoc />
    public override string Line => $"{Verb.Name} {To.Spoken} {Told(Text)}".TrimEnd();

    /// <inheritdoc />
    public override Decision Decide(Incident incident, Asked asked) =>
        incident switch
        {
            { IsClosed: true } when When is null => Decision.Refuse(
                $"{incident.Id} is closed, so nobody was paged. Say when it was, `page at 14:32 …`, or take it up again with `reopen TEXT`."
            ),
            { IsDrill: true } => Decision.Record(new Paged(To, Text), When).Saying("This is a drill: it is recorded, and nobody is paged."),
            _ when When is not null => Decision.Record(new Paged(To, Text), When),
            _ => Decision
                .Record(new Paged(To, Text), When)
                .Saying(
                    $"It is recorded, and {To} is named in the channel; no email, SMS or call goes out, for none is set up. Call them if it is urgent."
                ),
        };
}
