using System.Collections.Immutable;
using NodaTime;

namespace IncidentBot.Nudges;

/// <summary>Something that the bot said by itself in an incident.</summary>
/// <param name="Number">1 for the first.</param>
/// <param name="At">When it was decided.</param>
/// <param name="About">What about.</param>
/// <param name="CalledUntil">Where it named calls without an answer: those made up to then.</param>
public sealed record NudgeSaid(int Number, Instant At, NudgeSubjects About, Instant? CalledUntil = null);

/// <summary>What the bot has said by itself in an incident, oldest first.</summary>
/// <remarks>
/// No part of the timeline: a nudge changes nothing in the incident, and people number and correct their own entries without stumbling
/// over the bot's.
/// </remarks>
public sealed record NudgeLog(ImmutableArray<NudgeSaid> Said)
{
    // Older ones only told how often; by then the pauses are days.
    private const int MostKept = 100;

    /// <summary>Nothing was said.</summary>
    public static NudgeLog Empty { get; } = new([]);

    /// <summary>The last one; null where there is none.</summary>
    public NudgeSaid? Last => Said.IsEmpty ? null : Said[^1];

    /// <summary>The number that the next one gets.</summary>
    public int Next => (Last?.Number ?? 0) + 1;

    /// <summary>With one more.</summary>
    public NudgeLog With(NudgeSaid said) => new([.. Said.TakeLast(MostKept - 1), said]);

    /// <summary>When a subject may come again that was said before: each time the bot waits twice as long. Null where it was not said since.</summary>
    public Instant? Again(NudgeSubjects subject, Instant since, Duration pause) =>
        Again(said => said.About.HasFlag(subject) && said.At >= since, pause);

    /// <summary>When a call that is still unanswered may be named again; null where it was not named yet.</summary>
    public Instant? Again(Call call, Duration pause) => Again(said => said.CalledUntil >= call.Since, pause);

    private Instant? Again(Func<NudgeSaid, bool> isSame, Duration pause)
    {
        const int MostDoublings = 10;
        var times = Said.Count(isSame);
        return times == 0 ? null : Said.Last(isSame).At + (pause * (1 << Math.Min(times - 1, MostDoublings)));
    }
}
