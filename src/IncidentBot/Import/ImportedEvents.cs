using System.Collections.Immutable;
using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;
using IncidentBot.People;
using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.Import;

/// <summary>The facts of a document as the events of an incident that is over. Pure.</summary>
public static class ImportedEvents
{
    /// <summary>The platform of incidents that nobody declared in a chat. Nothing is ever delivered to it.</summary>
    public const string Platform = "import";

    /// <summary>Decides the import; nothing follows from it but the answer.</summary>
    public static Decided Decide(IncidentId id, DocumentFacts facts, string source, string digest, Instant now)
    {
        var incident = Incident.Blank(id);
        var events = ImmutableArray.CreateBuilder<Recorded>();
        foreach (var (what, when) in Of(facts, source, digest, now))
        {
            var recorded = new Recorded(events.Count + 1, what, when!, now, Person.Bot);
            events.Add(recorded);
            incident = incident.Apply(recorded);
        }

        var reply = new Reply(Card.Of($"{id} imported from {source}"), Audience.Speaker, Outcome.Recorded) { Incident = id.Number };
        return new Decided(incident, events.ToImmutable(), [], [], reply) { At = now };
    }

    /// <summary>The events, in order; the last one says where they are from.</summary>
    public static IEnumerable<Happening> Of(DocumentFacts facts, string source, string digest, Instant now)
    {
        var zone = facts.Zone ?? DateTimeZone.Utc;
        var unknown = Moment.Unknown(zone.Id);
        var opened = new IncidentOpened(
            facts.Title ?? Path.GetFileNameWithoutExtension(source),
            facts.Severity ?? Severity.Sev3,
            zone.Id,
            false,
            false,
            new Place(Platform, "")
        );
        yield return new Happening(opened, Began(facts, zone));
        foreach (var happening in EntryEvents.Of(facts, zone))
        {
            yield return happening;
        }

        foreach (var told in Said(facts).Concat(Tasks(facts)))
        {
            yield return new Happening(told, unknown);
        }

        yield return new Happening(new IncidentImported(source, digest, string.Join('\n', facts.Warnings)), Moment.Exact(now, zone.Id));
    }

    // Where the document does not say when it began, it was at the latest when its timeline does.
    private static Moment Began(DocumentFacts facts, DateTimeZone zone) =>
        facts.Start is { Date: not null } start ? start.ToMoment(zone)
        : facts.Entries.Where(entry => entry.When?.Date is not null).MinBy(entry => entry.When!.At(zone))?.When?.At(zone) is { } first
            ? Moment.Approximate(first, zone.Id)
        : Moment.Unknown(zone.Id);

    private static IEnumerable<IncidentEvent> Said(DocumentFacts facts)
    {
        if (facts.Impact is { } impact)
        {
            yield return new ImpactStated(impact);
        }

        if (facts.ImpactPercent is { } percent && (facts.Impact is null || Postmortems.ImpactPercent.Of(facts.Impact) != percent))
        {
            yield return new ImpactStated(FormattableString.Invariant($"{percent:0.###} %"));
        }

        if (facts.Cause is { } cause)
        {
            yield return new CauseStated(cause);
        }

        if (facts.Resolution is { } resolution)
        {
            yield return new FixStated(resolution);
        }

        if (facts.Communication is { } communication)
        {
            yield return new StatusUpdatePosted(communication);
        }

        foreach (var improvement in facts.Improvements)
        {
            yield return new ImprovementProposed(improvement);
        }
    }

    private static IEnumerable<IncidentEvent> Tasks(DocumentFacts facts)
    {
        int? parent = null;
        for (var i = 0; i < facts.Tasks.Length; i++)
        {
            var (task, number) = (facts.Tasks[i], i + 1);
            parent = task.IsStep ? parent : null;
            yield return new TaskAdded(number, task.Text, task.Owner is { } owner ? new Party(owner) : null, task.Due, Parent: parent);
            if (task.IsDone || task.IsDropped)
            {
                yield return task.IsDone ? new TaskCompleted(number, "") : new TaskDropped(number, "");
            }

            parent ??= number;
        }
    }
}
