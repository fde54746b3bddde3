using System.Collections.Immutable;
using IncidentBot.Chat.Cards;
using IncidentBot.Nudges;
using IncidentBot.Outbox;
using IncidentBot.Reminders;
using IncidentBot.Times;

namespace IncidentBot.Incidents;

/// <summary>An event about to be recorded, and when it happened; null means now.</summary>
public readonly record struct Happening(IncidentEvent What, Moment? When);

/// <summary>What a command comes to: events, nothing, or a refusal with a sentence that says what to do instead.</summary>
public sealed record Decision
{
    private Decision() { }

    /// <summary>What is to be recorded, in order.</summary>
    public ImmutableArray<Happening> Happenings { get; private init; } = [];

    /// <summary>Why it cannot be; null where it can.</summary>
    public Prose? Because { get; private init; }

    /// <summary>Said to the speaker besides the usual sentence.</summary>
    public Prose? Remark { get; private init; }

    /// <summary>Shown instead of the usual sentence.</summary>
    public Card? Answer { get; private init; }

    /// <summary>When the bot wants to be woken, besides what follows from the events.</summary>
    public ImmutableArray<WakeupChange> Wakeups { get; private init; } = [];

    /// <summary>What should happen outside, besides what follows from the events.</summary>
    public ImmutableArray<Effect> Effects { get; private init; } = [];

    /// <summary>What the bot says by itself, where it says something.</summary>
    public NudgeSaid? Nudge { get; private init; }

    /// <summary>Nothing is recorded.</summary>
    public bool IsRefused => Because is not null;

    /// <summary>It cannot be. Full sentences, the last says what to type.</summary>
    public static Decision Refuse(Prose because) => new() { Because = because };

    /// <summary>It is so already: nothing is recorded, and nothing was wrong.</summary>
    public static Decision Nothing(Prose because) => new() { Remark = because };

    /// <summary>It happened, at a time or now.</summary>
    public static Decision Record(IncidentEvent what, Moment? when = null) => new() { Happenings = [new Happening(what, when)] };

    /// <summary>It happened, now.</summary>
    public static implicit operator Decision(IncidentEvent what) => Record(what);

    /// <summary>And this happened too.</summary>
    public Decision And(IncidentEvent what, Moment? when = null) => this with { Happenings = Happenings.Add(new Happening(what, when)) };

    /// <summary>And the speaker should know; a remark that is null changes nothing.</summary>
    public Decision Saying(Prose? remark) => remark is null ? this : this with { Remark = Remark is null ? remark : Remark + " " + remark };

    /// <summary>And the bot wants to be woken then, also where nothing is recorded.</summary>
    public Decision Waking(WakeupChange change) => this with { Wakeups = Wakeups.Add(change) };

    /// <summary>And that should happen outside, also where nothing is recorded.</summary>
    public Decision Showing(ImmutableArray<Effect> effects) => this with { Effects = effects };

    /// <summary>And the bot says that by itself; null for nothing.</summary>
    public Decision Nudging(NudgeSaid? said) => this with { Nudge = said };

    /// <summary>Answered with a card instead of the usual sentence.</summary>
    public Decision Showing(Card answer) => this with { Answer = answer };
}
