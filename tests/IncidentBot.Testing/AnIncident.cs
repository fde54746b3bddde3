using IncidentBot.Chat;
using IncidentBot.Incidents;
using IncidentBot.People;
using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.Testing;

/// <summary>
/// Builds incidents by saying lines, without a database. It begins as INC-1, opened by Amara on Tuesday at 10:00 UTC; each line is said one
/// minute after the last.
/// </summary>
public sealed class AnIncident
{
    private AnIncident(Incident incident, Instant now)
    {
        Incident = incident;
        Now = now;
    }

    /// <summary>An incident as <c>open</c> makes it.</summary>
    public static AnIncident Opened { get; } = OpenedBy("Web stack slow sev2");

    /// <summary>Where the tests speak.</summary>
    public static Place Channel { get; } = new("fake", "inc-1");

    /// <summary>The incident as it is.</summary>
    public Incident Incident { get; }

    /// <summary>When the next line is said.</summary>
    public Instant Now { get; }

    /// <summary>Opened with other words.</summary>
    public static AnIncident OpenedBy(string words)
    {
        var now = TestClock.Tuesday;
        var asked = new Asked(Cast.Amara, new Place("fake", "general"), now);
        var open = (Open)Vocabulary.Read("open " + words, Context(null, now, Cast.Amara)).Command!;
        return new AnIncident(Decider.Decide(new IncidentId(1), open, asked, "UTC").After, now + Duration.FromMinutes(1));
    }

    /// <summary>After these lines, each said by Amara; every one has to be recorded.</summary>
    public AnIncident After(params ReadOnlySpan<string> lines)
    {
        var incident = this;
        foreach (var line in lines)
        {
            incident = incident.After(Cast.Amara, line);
        }

        return incident;
    }

    /// <summary>After a line of somebody else.</summary>
    public AnIncident After(Person who, string line)
    {
        var decided = Decide(line, who);
        return decided.Events.IsEmpty
            ? throw new InvalidOperationException($"“{line}” was not recorded: {Sentence(decided)}")
            : new AnIncident(decided.After, Now + Duration.FromMinutes(1));
    }

    /// <summary>After a command that has no words, such as those the bot gives itself.</summary>
    public AnIncident After(IncidentCommand command) => new(Decide(command).After, Now + Duration.FromMinutes(1));

    /// <summary>After some time in which nobody says anything.</summary>
    public AnIncident Later(Duration by) => new(Incident, Now + by);

    /// <summary>What a line comes to.</summary>
    public Decided Decide(string line, Person? who = null)
    {
        var speaker = who ?? Cast.Amara;
        var reading = Read(line, speaker);
        return reading.Command switch
        {
            null => new Decided(Incident, [], [], [], Reply.Refused(reading.Because!)),
            IncidentCommand command => Decider.Decide(Incident, command, new Asked(speaker, Channel, Now)),
            _ => throw new InvalidOperationException($"“{line}” is a question."),
        };
    }

    /// <summary>What a command of the bot comes to.</summary>
    public Decided Decide(IncidentCommand command) => Decider.Decide(Incident, command, new Asked(Person.Bot, new Place("bot", ""), Now));

    /// <summary>What a line reads as.</summary>
    public Reading Read(string line, Person? who = null) => Vocabulary.Read(line, Context(Incident, Now, who ?? Cast.Amara));

    /// <summary>What was answered, in words.</summary>
    public string Answer(string line, Person? who = null) => Sentence(Decide(line, who));

    /// <summary>The event that a line comes to; there has to be exactly one.</summary>
    public IncidentEvent Records(string line, Person? who = null) => Assert1(Decide(line, who));

    /// <summary>A minute of that Tuesday: <c>At(10, 45)</c>.</summary>
    public static Instant At(int hour, int minute) => Instant.FromUtc(2026, 3, 3, hour, minute);

    private static IncidentEvent Assert1(Decided decided) =>
        decided.Events.Length == 1
            ? decided.Events[0].What
            : throw new InvalidOperationException($"{decided.Events.Length} events were recorded: {Sentence(decided)}");

    private static ReadingContext Context(Incident? incident, Instant now, Person speaker) =>
        new(new TimeContext(now, incident?.Zone ?? DateTimeZone.Utc, incident?.StartedAt?.From), incident, speaker);

    private static string Sentence(Decided decided) => Chat.Cards.PlainTextCard.Render(decided.Reply.Card);
}
