using System.Collections.Immutable;
using IncidentBot.Incidents;
using IncidentBot.People;
using IncidentBot.Timeline;
using NodaTime;

namespace IncidentBot.Nudges;

/// <summary>What the bot keeps in mind of an incident to speak up at the right time: a part of the sum of its events.</summary>
/// <remarks>Times are those at which the bot was told: whoever writes down afterwards what happened an hour ago is not nudged for it.</remarks>
public sealed record Attention
{
    /// <summary>Before the first event.</summary>
    public static Attention None { get; } = new();

    /// <summary>Since when it is open: declared, or taken up again.</summary>
    public Instant? RunningSince { get; private init; }

    /// <summary>When a person last recorded something.</summary>
    public Instant? SaidAt { get; private init; }

    /// <summary>Who was called and has not answered.</summary>
    public ImmutableList<Call> Calls { get; private init; } = [];

    /// <summary>The people outside have waited for an update since then, and the bot has said so.</summary>
    public Instant? UpdateOwed { get; private init; }

    /// <summary>After one more entry.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="cameAnew">Whether somebody takes part since then who did not before.</param>
    public Attention After(TimelineEntry entry, bool cameAnew)
    {
        var heard = entry.By.Id == Person.Bot.Id ? this : Hearing(entry.By, entry.RecordedAt, cameAnew);
        return entry.What switch
        {
            IncidentOpened or IncidentReopened => heard with { RunningSince = entry.RecordedAt, Calls = [] },
            Resolved or IncidentClosed => heard with { Calls = [], UpdateOwed = null },
            Paged e => heard.Calling(new Call(e.To, true, entry.RecordedAt)),
            Escalated e => heard.Calling(new Call(e.To, false, entry.RecordedAt)),
            PageAcknowledged => heard with { Calls = Answered(entry.By) },
            StatusUpdateFellDue e => heard with { UpdateOwed = e.Promised },
            StatusUpdatePosted => heard with { UpdateOwed = null },
            _ => heard,
        };
    }

    // Whoever says anything has seen the page. A team's members are not known: who comes newly after it was called is its answer.
    private Attention Hearing(Person who, Instant at, bool cameAnew) =>
        this with
        {
            SaidAt = at,
            Calls = Calls.RemoveAll(call => call.To.Person is { } called ? called.Id == who.Id : cameAnew),
        };

    private Attention Calling(Call call) => this with { Calls = Calls.RemoveAll(known => known.To == call.To).Add(call) };

    // Everybody may say "ack": for themselves, else for their team, else for whoever was called.
    private ImmutableList<Call> Answered(Person by) =>
        Calls.Exists(call => call.To.Person?.Id == by.Id) ? Calls.RemoveAll(call => call.To.Person?.Id == by.Id)
        : Calls.Exists(call => call.To.Person is null) ? Calls.RemoveAll(call => call.To.Person is null)
        : [];
}
