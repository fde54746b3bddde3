using IncidentBot.Chat.Cards;

namespace IncidentBot.Postmortems;

/// <summary>What kind of thing a draft can lack. A team says in its settings which of them stand in the way of publishing.</summary>
public enum MissingKind
{
    /// <summary>How it was noticed.</summary>
    Detection,

    /// <summary>Who and what was affected.</summary>
    Impact,

    /// <summary>How many, in percent.</summary>
    Percentage,

    /// <summary>When it was over.</summary>
    End,

    /// <summary>The root cause.</summary>
    Cause,

    /// <summary>What ended it.</summary>
    Resolution,

    /// <summary>Who led.</summary>
    Commander,

    /// <summary>A hypothesis that nobody decided.</summary>
    Hypothesis,

    /// <summary>A task, or the reason why none is needed.</summary>
    Task,

    /// <summary>Who owes a task.</summary>
    Owner,

    /// <summary>When a task is due.</summary>
    Date,

    /// <summary>When something happened that is on the timeline.</summary>
    Time,

    /// <summary>What happened in an hour, or longer, of which the timeline says nothing.</summary>
    Gap,

    /// <summary>Which of two times is right, where both cannot be.</summary>
    Order,
}

/// <summary>Something that the draft lacks.</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="What">It in words, to be read behind “missing”: “The root cause”.</param>
/// <param name="Fill">The command that fills it.</param>
public sealed record MissingFact(MissingKind Kind, string What, string Fill)
{
    /// <summary>The button that asks for it; null where only the command does.</summary>
    public Button? Button { get; init; }

    /// <summary>The lines of a card that lists them, each with its command.</summary>
    internal static Listing List(IEnumerable<MissingFact> facts) =>
        new([.. facts.Select(fact => Prose.Of(fact.What + ": ") + Prose.Code(fact.Fill))]);
}
