using System.Collections.Immutable;
using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.Import;
using IncidentBot.Nudges;
using IncidentBot.Outbox;
using IncidentBot.Postmortems.Publishing;
using IncidentBot.Reminders;
using IncidentBot.Timeline;
using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.Incidents;

/// <summary>The whole decision on one command: new events, what follows from them, and the answer.</summary>
/// <param name="After">The incident with the new events; the one before where there are none.</param>
/// <param name="Events">What is to be committed, in order.</param>
/// <param name="Effects">What should happen outside.</param>
/// <param name="Wakeups">When the bot wants to be woken.</param>
/// <param name="Reply">The answer, shown once all this is committed.</param>
public sealed record Decided(
    Incident After,
    ImmutableArray<Recorded> Events,
    ImmutableArray<Addressed> Effects,
    ImmutableArray<WakeupChange> Wakeups,
    Reply Reply
)
{
    /// <summary>When it was decided.</summary>
    public Instant At { get; init; }

    /// <summary>Whether it is the answer for good when the same message comes again.</summary>
    public bool IsKept { get; init; } = true;

    /// <summary>What the bot says by itself; null where it says nothing.</summary>
    public NudgeSaid? Nudge { get; init; }
}

/// <summary>Decides commands. A pure function of the incident, the command, who asks where, and the moment.</summary>
public static class Decider
{
    /// <summary>Decides a command to an incident.</summary>
    public static Decided Decide(Incident incident, IncidentCommand command, Asked asked)
    {
        if (incident.IsClosed && !command.IsForTheRecord)
        {
            return Refused(
                incident,
                asked,
                Prose.Of($"{incident.Id} is closed. ")
                    + Prose.Code("reopen TEXT")
                    + " takes it up again; for the postmortem you can still say "
                    + Prose.Code("note at TIME TEXT")
                    + ", "
                    + Prose.Code("cause")
                    + ", "
                    + Prose.Code("fix")
                    + ", "
                    + Prose.Code("task")
                    + " and "
                    + Prose.Code("correct")
                    + "."
            );
        }

        if (Timing.Refusal(command, incident, asked.Now) is { } impossible)
        {
            return Refused(incident, asked, impossible);
        }

        var decision = command.Decide(incident, asked);
        return decision.IsRefused
            ? Refused(incident, asked, decision.Because!)
            : Commit(
                incident,
                decision.Saying(command is Detect && !incident.IsStartSaid ? null : Timing.Remark(command, incident)),
                asked
            );
    }

    /// <summary>Decides the opening of an incident that will have that id.</summary>
    public static Decided Decide(IncidentId id, Open command, Asked asked, string zoneId)
    {
        var blank = Incident.Blank(id);
        var decision = command.Decide(asked, zoneId);
        return decision.IsRefused ? Refused(blank, asked, decision.Because!) : Commit(blank, decision, asked);
    }

    private static Decided Refused(Incident incident, Asked asked, Prose because) =>
        new(incident, [], [], [], Reply.Refused(because) with { Incident = incident.Sequence == 0 ? null : incident.Id.Number })
        {
            At = asked.Now,
        };

    private static Decided Commit(Incident before, Decision decision, Asked asked)
    {
        var after = before;
        // Clocks are set back now and then, and two commands may overtake each other; what was recorded later is never dated earlier.
        var now = before.Entries.IsEmpty || before.Entries[^1].RecordedAt < asked.Now ? asked.Now : before.Entries[^1].RecordedAt;
        var events = ImmutableArray.CreateBuilder<Recorded>(decision.Happenings.Length);
        var effects = ImmutableArray.CreateBuilder<Addressed>();
        var wakeups = decision.Wakeups.ToBuilder();
        foreach (var happening in decision.Happenings)
        {
            var zone = after.Sequence == 0 && happening.What is IncidentOpened opened ? opened.ZoneId : after.ZoneId;
            var recorded = new Recorded(after.Sequence + 1, happening.What, happening.When ?? Moment.Exact(asked.Now, zone), now, asked.By);
            after = after.Apply(recorded);
            events.Add(recorded);
            wakeups.AddRange(Consequences.Wakeups(recorded, after));
            foreach (var platform in PlatformsOf(after))
            {
                Address(effects, Told(recorded, after, asked, platform), platform);
                Address(effects, Consequences.Of(recorded, after), platform);
            }
        }

        foreach (var platform in decision.Effects.IsEmpty ? [] : PlatformsOf(after))
        {
            Address(effects, decision.Effects, platform);
        }

        var reply = ReplyTo.Of(decision.Saying(PublishedVersion.Remark(before, after)), after, events, asked) with
        {
            Incident = after.Id.Number,
        };
        return new Decided(after, events.ToImmutable(), effects.ToImmutable(), wakeups.ToImmutable(), reply)
        {
            At = asked.Now,
            Nudge = decision.Nudge,
        };
    }

    // Of what was imported nobody is told on the platform that it came from: there is none.
    private static void Address(ImmutableArray<Addressed>.Builder addressed, IEnumerable<Effect> effects, string platform)
    {
        foreach (var effect in effects)
        {
            if ((effect.Platform ?? platform) is var to && to != ImportedEvents.Platform)
            {
                addressed.Add(new Addressed(effect, to));
            }
        }
    }

    // What is said in the incident's channel is read there; what is said elsewhere is posted there, so that nobody misses it.
    private static IEnumerable<Effect> Told(Recorded recorded, Incident after, Asked asked, string platform)
    {
        var saidThere = asked.IsSeen && after.Channels.TryGetValue(platform, out var channel) && channel.Channel == asked.Where;
        var speaks =
            recorded.What
            is not (
                IncidentOpened
                or ChannelOpened
                or TimeBoxEnded
                or StatusUpdateFellDue
                or DeliveryGivenUp
                or TaskSnoozed
                or TaskReminded
                or RecurrenceSeen
                or HappenedAgain
                or ReviewReminded
            );
        return saidThere || !speaks ? [] : [new PostToIncident(Card.Of(EventSentence.Line(TimelineEntry.Of(recorded))))];
    }

    /// <summary>The platforms that an incident is spoken of on.</summary>
    internal static IEnumerable<string> PlatformsOf(Incident incident) =>
        incident.Channels.ContainsKey(incident.DeclaredIn.Platform)
            ? incident.Channels.Keys
            : incident.Channels.Keys.Prepend(incident.DeclaredIn.Platform);
}
