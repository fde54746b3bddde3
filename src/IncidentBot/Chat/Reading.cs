using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;
using IncidentBot.Times;

namespace IncidentBot.Chat;

/// <summary>What the grammar made of a line: a command, or a sentence that says what was not understood and what to type.</summary>
public sealed record Reading
{
    private Reading() { }

    /// <summary>The command; null where it was not understood.</summary>
    public Command? Command { get; private init; }

    /// <summary>What was not understood, in full sentences.</summary>
    public Prose? Because { get; private init; }

    /// <summary>It would be understood if an incident were named: the desk offers the open ones.</summary>
    public bool LacksIncident { get; private init; }

    /// <summary>It speaks of an incident, and none is named or implied.</summary>
    public static Reading WhichIncident() => new() { LacksIncident = true };

    /// <summary>It was not understood.</summary>
    public static Reading NotUnderstood(Prose because) => new() { Because = because };

    /// <summary>It was.</summary>
    public static implicit operator Reading(Command command) => new() { Command = command };
}

/// <summary>What a reader needs to know besides the words: the clock, the zone that rules, and the incident that is spoken of.</summary>
/// <param name="Time">Now, the zone, and when the incident began.</param>
/// <param name="Incident">The incident; null where none is implied or named.</param>
/// <param name="Speaker">Who speaks: <c>@me</c>, "mine".</param>
public sealed record ReadingContext(TimeContext Time, Incident? Incident, People.Person Speaker);
