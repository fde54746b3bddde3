using IncidentBot.Chat;
using IncidentBot.Incidents;

namespace IncidentBot.Timeline;

/// <summary>Puts an entry on the timeline.</summary>
public sealed record AddEntry(string Text) : ToldCommand(Text)
{
    /// <summary>How it is said.</summary>
    public static Verb Verb { get; } =
        new(
            "note",
            "[at TIME] TEXT",
            "Puts an entry on the timeline.",
            (words, context) => Phrase.Told(Verb!, words, context, text => new AddEntry(text))
        )
        {
            Aliases = ["log", "add"],
            Examples =
            [
                "note Restarted the payment workers",
                "note at 10:45 Error rate back to normal",
                "note 15m ago Deployed version 212",
            ],
        };

    /// <summary>The chat message it was taken from, where it was pinned.</summary>
    public PinnedMessage? Source { get; init; }

    /// <inheritdoc />
    protected override string Name => Verb.Name;

    /// <inheritdoc />
    public override Decision Decide(Incident incident, Asked asked) =>
        Source is not null && incident.FindPinned(Source.Where, Source.Id) is { } entry
            ? Decision.Nothing($"That message is on the timeline already: #{entry.Number}.")
            : Decision.Record(new Noted(Text, Source), When);
}
