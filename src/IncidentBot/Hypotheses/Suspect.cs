using IncidentBot.Chat;
using IncidentBot.Incidents;
using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.Hypotheses;

/// <summary>Raises a hypothesis: a suspected cause that will be ruled out or confirmed.</summary>
public sealed record Suspect(string Text) : IncidentCommand
{
    // Longer than this is no time box; shorter is noise.
    private static readonly Duration ShortestBox = Duration.FromMinutes(1);
    private static readonly Duration LongestBox = Duration.FromDays(14);

    /// <summary>How it is said.</summary>
    public static Verb Verb { get; } =
        new(
            "suspect",
            "[at TIME] TEXT [for 20m]",
            "Raises a hypothesis. With `for 20m` the bot asks after that time whether it is still the best guess.",
            Read
        )
        {
            Aliases = ["hypothesis", "theory"],
            Examples =
            [
                "suspect Database overload from increased traffic",
                "suspect Expired certificate for 20m",
                "suspect at 10:50 A network loop",
            ],
        };

    /// <summary>How long it may be looked at before the bot asks.</summary>
    public Duration? TimeBox { get; init; }

    /// <inheritdoc />
    public override string Line => $"{Verb.Name} {Told(Text)}{(TimeBox is { } box ? " for " + SpanReader.Print(box) : "")}";

    /// <inheritdoc />
    public override Decision Decide(Incident incident, Asked asked) =>
        TimeBox is { } box && (box < ShortestBox || box > LongestBox)
            ? Decision.Refuse("A time box is between one minute and two weeks. Type for example `suspect TEXT for 20m`.")
            : Decision.Record(new HypothesisRaised(incident.NextHypothesis, Text, TimeBox), When);

    private static Reading Read(string words, ReadingContext context)
    {
        var (when, text, wrong) = Phrase.Timed(words, context);
        if (wrong is not null)
        {
            return Reading.NotUnderstood(wrong);
        }

        var at = text.LastIndexOf(" for ", StringComparison.OrdinalIgnoreCase);
        Duration? box = null;
        if (at > 0 && SpanReader.TryRead(text[(at + 5)..], out var span, out var rest) && rest.Length == 0)
        {
            box = span;
            text = Phrase.Unquoted(text[..at].Trim());
        }

        return text.Length == 0 ? Phrase.MissingText(Verb) : Phrase.Stamp(new Suspect(text) { TimeBox = box }, when);
    }
}
