using System.Collections.Immutable;
using IncidentBot.Chat;
using IncidentBot.CorrectiveTasks;
using IncidentBot.Hypotheses;
using IncidentBot.Nudges;
using IncidentBot.People;
using IncidentBot.Responders;
using IncidentBot.Timeline;
using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.Incidents;

/// <summary>What is true of an incident: the sum of its events, in order. Nothing else changes it.</summary>
public sealed partial record Incident
{
    private Incident(IncidentId id) => Id = id;

    /// <summary>The number people use.</summary>
    public IncidentId Id { get; private init; }

    /// <summary>How many events there are; the next one is numbered one more.</summary>
    public int Sequence => Entries.Count;

    /// <summary>All entries by number, the retracted ones too; <c>#1</c> stands first.</summary>
    public TimelineEntries Entries { get; private init; } = TimelineEntries.None;

    /// <summary>What broke, in a few words.</summary>
    public string Title { get; private init; } = "";

    /// <summary>How bad it is now.</summary>
    public Severity Severity { get; private init; } = Severity.Sev3;

    /// <summary>Where it stands.</summary>
    public IncidentStatus Status { get; private init; }

    /// <summary>The incident's own zone (a NodaTime id): times without one are in this.</summary>
    public string ZoneId { get; private init; } = "UTC";

    /// <summary>Seen only in its own channel.</summary>
    public bool IsPrivate { get; private init; }

    /// <summary>Practice: pages nobody, counts in no statistics.</summary>
    public bool IsDrill { get; private init; }

    /// <summary>A drill that the bot guides step by step.</summary>
    public bool IsTutorial { get; private init; }

    /// <summary>What it was read from, where it is a past incident that was imported; null where people opened it here.</summary>
    public IncidentImported? Import { get; private init; }

    /// <summary>Where somebody declared it.</summary>
    public Place DeclaredIn { get; private init; }

    /// <summary>Its channels, one a platform.</summary>
    public ImmutableSortedDictionary<string, ChannelOpened> Channels { get; private init; } =
        ImmutableSortedDictionary.Create<string, ChannelOpened>(StringComparer.Ordinal);

    /// <summary>Who holds which role; the names are lower case, see <see cref="Role"/>.</summary>
    public ImmutableSortedDictionary<string, Party> Roles { get; private init; } =
        ImmutableSortedDictionary.Create<string, Party>(StringComparer.Ordinal);

    /// <summary>Everybody who took part, in the order of their coming.</summary>
    public ImmutableList<Person> Responders { get; private init; } = [];

    /// <summary>H1 first.</summary>
    public ImmutableList<Hypothesis> Hypotheses { get; private init; } = [];

    /// <summary>T1 first, steps among them.</summary>
    public ImmutableList<CorrectiveTask> Tasks { get; private init; } = [];

    /// <summary>The number that the next hypothesis gets. A retracted one keeps its own: people may have spoken of it.</summary>
    public int NextHypothesis { get; private init; } = 1;

    /// <summary>The number that the next task or step gets; those of retracted ones are not used again.</summary>
    public int NextTask { get; private init; } = 1;

    /// <summary>When the next status update was promised for.</summary>
    public Instant? NextUpdateDue { get; private init; }

    /// <summary>The bot says nothing by itself in it until then.</summary>
    public Instant? QuietUntil { get; private init; }

    /// <summary>What the bot keeps in mind to speak up at the right time.</summary>
    public Attention Attention { get; private init; } = Attention.None;

    /// <summary>The incident's zone.</summary>
    public DateTimeZone Zone => TimeZones.Get(ZoneId);

    /// <summary>The person who leads.</summary>
    public Party? Commander => Roles.GetValueOrDefault(Role.Commander);

    /// <summary>Nothing more happens in it; what is said now is for the postmortem.</summary>
    public bool IsClosed => Status == IncidentStatus.Closed;

    /// <summary>The outage is over.</summary>
    public bool IsOver => Status >= IncidentStatus.Resolved;

    /// <summary>An incident before its first event.</summary>
    public static Incident Blank(IncidentId id) => new(id);

    /// <summary>The sum of events; the same events give the same incident.</summary>
    public static Incident From(IncidentId id, IEnumerable<Recorded> events) =>
        events.Aggregate(Blank(id), (incident, e) => incident.Apply(e));

    /// <summary>Whether somebody takes part or was named in it: who was paged, brought in, or owes a task may see a private incident.</summary>
    public bool Knows(Person who) =>
        Responders.Exists(responder => responder.Id == who.Id)
        || Entries.Exists(entry => entry.Counts && (NamedIn(entry.What)?.Id == who.Id || IsOfTeamAsked(entry.What, who)));

    /// <summary>Finds an entry by its number, the retracted ones too.</summary>
    public TimelineEntry? FindEntry(int number) => number >= 1 && number <= Entries.Count ? Entries[number - 1] : null;

    /// <summary>Finds the entry that was taken from a chat message and still counts.</summary>
    public TimelineEntry? FindPinned(Place where, string message) =>
        Entries.Find(entry => entry.Counts && entry.What is Noted { Source: { } source } && source.Where == where && source.Id == message);

    /// <summary>Finds a hypothesis by its number.</summary>
    public Hypothesis? FindHypothesis(int number) => Hypotheses.Find(hypothesis => hypothesis.Number == number);

    /// <summary>Finds a task by its number.</summary>
    public CorrectiveTask? FindTask(int number) => Tasks.Find(task => task.Number == number);

    /// <summary>How soon a task matters: as somebody said, else as the severity says.</summary>
    public TaskPriority PriorityOf(CorrectiveTask task) => task.Priority ?? TaskPriorities.Of(Severity);

    private static bool IsOfTeamAsked(IncidentEvent what, Person who) =>
        what is ReviewRequested { Members: { } members } && members.Any(member => member.Id == who.Id);

    private static Person? NamedIn(IncidentEvent what) =>
        what switch
        {
            Escalated e => e.To.Person,
            Paged e => e.To.Person,
            RoleAssigned e => e.To.Person,
            TaskAdded e => e.Owner?.Person ?? e.Verifier?.Person,
            TaskAssigned e => e.To.Person,
            TaskVerifierNamed e => e.Verifier.Person,
            ReviewRequested e => e.Of.Person,
            _ => null,
        };
}
