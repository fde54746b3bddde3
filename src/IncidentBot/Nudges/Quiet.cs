using IncidentBot.Chat;
using IncidentBot.Incidents;
using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.Nudges;

/// <summary>Keeps the bot from speaking up by itself in an incident: for a while, until a time, or no longer.</summary>
/// <param name="For">For so long; null where a time was said, or nothing.</param>
/// <param name="Until">Until then; null with <paramref name="For"/> null: the bot may speak again.</param>
public sealed record Quiet(Duration? For, Moment? Until = null) : IncidentCommand
{
    private static readonly Duration Usual = Duration.FromHours(1);
    private static readonly Duration Shortest = Duration.FromMinutes(1);
    private static readonly Duration Longest = Duration.FromDays(7);

    /// <summary>How it is said.</summary>
    public static Verb Verb { get; } =
        new(
            "quiet",
            "[1h|until TIME|off]",
            "Keeps the bot from nudging in this incident: for an hour, until a time, or no longer. What people say is recorded as ever.",
            Read
        )
        {
            Aliases = ["mute", "hush"],
            Examples = ["quiet 1h", "quiet until 14:00", "quiet off"],
        };

    /// <inheritdoc />
    public override bool IsForTheRecord => false;

    /// <inheritdoc />
    public override string Line =>
        For is { } span ? $"{Verb.Name} {SpanReader.Print(span)}"
        : Until is { } until ? $"{Verb.Name} until {until.ToString()["at ".Length..]}"
        : $"{Verb.Name} off";

    /// <inheritdoc />
    public override Decision Decide(Incident incident, Asked asked) =>
        (For is { } span ? asked.Now + span : Until?.From) switch
        {
            null => incident.QuietUntil > asked.Now
                ? new NudgesSilenced(null)
                : Decision.Nothing("The bot is not quiet; nothing to change."),
            { } until when until < asked.Now + Shortest || until > asked.Now + Longest => Decision.Refuse(
                "The bot can be quiet for between one minute and seven days. Type for example `quiet 1h`, `quiet until 14:00` or `quiet off`."
            ),
            { } until => Decision.Record(new NudgesSilenced(until)).Saying("Pages still go out; `quiet off` ends it sooner."),
        };

    private static Reading Read(string words, ReadingContext context)
    {
        var (word, rest) = Phrase.Word(Phrase.Opened(words));
        return word.ToLowerInvariant() switch
        {
            "" => new Quiet(Usual),
            "off" or "over" or "end" when rest.Length == 0 => new Quiet(For: null),
            "until" or "till" => ReadUntil(rest, context),
            "for" => ReadFor(rest),
            _ => ReadFor(words),
        };
    }

    private static Reading ReadFor(string words) =>
        SpanReader.TryRead(words, out var span, out var rest) && rest.Trim().Length == 0 ? new Quiet(span) : NotUnderstood(words);

    // Times are otherwise read as the last that has passed. A bare time of day that is over for today means tomorrow's.
    private static Reading ReadUntil(string words, ReadingContext context)
    {
        var at = words.StartsWith("at ", StringComparison.OrdinalIgnoreCase) ? words : "at " + words;
        var (now, zone, _) = context.Time;
        var read = TimeReader.ReadLeading(at, new TimeContext(now, zone));
        if (at.Length > 3 && char.IsAsciiDigit(at[3]) && !(read.When?.From > now))
        {
            read = TimeReader.ReadLeading(at, new TimeContext(now + Duration.FromDays(1), zone, now));
        }

        return read switch
        {
            { Wrong: { } wrong } => Reading.NotUnderstood(wrong),
            { Found: true, When: { Precision: Precision.Exact } when } when read.Rest.Trim().Length == 0 => new Quiet(null, when),
            _ => NotUnderstood(words),
        };
    }

    private static Reading NotUnderstood(string words) =>
        Reading.NotUnderstood(
            $"“{Phrase.Shortened(words.Trim(), 40)}” is no time. Type for example `quiet 1h`, `quiet until 14:00` or `quiet off`."
        );
}
