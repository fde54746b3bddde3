using Dapper;
using IncidentBot.Chat.Cards;
using IncidentBot.CorrectiveTasks;
using IncidentBot.Incidents;
using IncidentBot.People;
using IncidentBot.Storage;
using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.Chat;

/// <summary>The one door: every message from every adapter comes through here and is answered once it is on the disk.</summary>
/// <remarks>Finds the incident, reads the words, decides, commits. Nothing outside the database happens on the way.</remarks>
public sealed class IncidentDesk(IncidentStore store, ChannelDirectory channels, Database database, IClock clock)
{
    private const int MostOffered = 5;

    // Platforms limit what a button may carry (Slack: 2,000 characters).
    private const int LongestInAButton = 1_900;

    private readonly Naming _naming = new(database, store.Reminders.Options.Teams);

    /// <summary>Answers a message. What the person typed wrong is a refusal in the reply, not an exception.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up before the message was taken.</exception>
    public Task<Reply> HandleAsync(Inbound inbound, CancellationToken cancellation) =>
        BotTraces.Source.HasListeners() || CommandMetrics.AreCounted
            ? WatchedAsync(inbound, cancellation)
            : AnswerAsync(inbound, cancellation);

    private async Task<Reply> WatchedAsync(Inbound inbound, CancellationToken cancellation)
    {
        using var span = BotTraces.Source.StartActivity("command");
        span?.SetTag("incidentbot.platform", inbound.Where.Platform);
        var reply = await AnswerAsync(inbound, cancellation);
        CommandMetrics.Count(inbound, reply);
        return reply;
    }

    /// <summary>What the bot says to itself: a time has come, a channel was made. Recorded as the bot's.</summary>
    /// <exception cref="StorageUnavailableException">Nothing was recorded.</exception>
    public Task<Reply> HandleOwnAsync(IncidentId id, IncidentCommand command, string? messageId, CancellationToken cancellation)
    {
        var asked = new Asked(Person.Bot, new Place("bot", ""), Now()) { Postmortems = store.Reminders.Options.Postmortems };
        return store.CommitAsync(id, messageId, incident => Decider.Decide(incident, command, asked), cancellation);
    }

    /// <summary>A command that an adapter has understood by itself, such as a pinned message.</summary>
    public async Task<Reply> HandleAsync(IncidentId id, IncidentCommand command, Inbound inbound, CancellationToken cancellation)
    {
        try
        {
            var asked = AskedBy(inbound, Now());
            var reply = await store.CommitAsync(
                id,
                inbound.MessageId,
                incident => Kept(inbound, Decider.Decide(incident, command, asked)),
                cancellation
            );
            CommandMetrics.Count(inbound, reply);
            return reply;
        }
        catch (StorageUnavailableException exception)
        {
            return Reply.Untaken(exception);
        }
    }

    private async Task<Reply> AnswerAsync(Inbound inbound, CancellationToken cancellation)
    {
        try
        {
            var words = Phrase.Cleaned(inbound.Words);
            var (named, rest) = Named(words);
            var incident = await FindAsync(named, inbound, cancellation);
            return named is not null && incident is null ? NoSuch(named.Value) : await HandleAsync(inbound, rest, incident, cancellation);
        }
        catch (StorageUnavailableException exception)
        {
            return Reply.Untaken(exception);
        }
    }

    private Task<Reply> HandleAsync(Inbound inbound, string words, Incident? incident, CancellationToken cancellation)
    {
        var now = Now();
        var zone = incident?.Zone ?? TimeZones.Get(inbound.ZoneId);
        var asked = AskedBy(inbound, now);
        var reading = Vocabulary.Read(
            words,
            new ReadingContext(new TimeContext(now, zone, incident?.StartedAt?.From), incident, inbound.Who)
        );
        return reading.Command switch
        {
            null when reading.LacksIncident => WhichIncidentAsync(words, cancellation),
            null => Task.FromResult(Reply.Refused(reading.Because!)),
            Open { Title.Length: 0, IsTutorial: false } => Task.FromResult(
                new Reply(Card.Of("What is broken?"), Audience.Speaker, Outcome.Answered, Open.Form)
            ),
            Open open => store.OpenAsync(
                inbound.MessageId,
                id => Kept(inbound, Decider.Decide(id, open, asked, TimeZones.Get(inbound.ZoneId).Id)),
                cancellation
            ),
            _ when incident is null && reading.Command is IncidentCommand or IncidentQuestion => WhichIncidentAsync(words, cancellation),
            IncidentCommand command => CommitAsync(incident!.Id, command, inbound, asked, cancellation),
            Question question => question.AnswerAsync(
                new Questioned(asked, incident, zone, database) { Reminders = store.Reminders.Options },
                cancellation
            ),
            _ => throw new InvalidOperationException($"Nobody handles {reading.Command.GetType().Name}."),
        };
    }

    private Asked AskedBy(Inbound inbound, Instant now) =>
        new(inbound.Who, inbound.Where, now)
        {
            IsSeen = inbound.IsSeen,
            Needs = store.Reminders.Options.Needs,
            Postmortems = store.Reminders.Options.Postmortems,
        };

    private async Task<Reply> NamedAsync(IncidentId id, IncidentCommand said, Inbound inbound, Asked asked, CancellationToken cancellation)
    {
        var (command, refusal) = await _naming.ResolveAsync(said, inbound.Who, cancellation);
        return refusal is not null ? Reply.Refused(refusal) : await CommitNamedAsync(id, command, inbound, asked, cancellation);
    }

    private Task<Reply> CommitAsync(IncidentId id, IncidentCommand said, Inbound inbound, Asked asked, CancellationToken cancellation) =>
        Naming.IsNeededFor(said)
            ? NamedAsync(id, said, inbound, asked, cancellation)
            : CommitNamedAsync(id, said, inbound, asked, cancellation);

    private Task<Reply> CommitNamedAsync(
        IncidentId id,
        IncidentCommand command,
        Inbound inbound,
        Asked asked,
        CancellationToken cancellation
    ) => store.CommitAsync(id, inbound.MessageId, current => Kept(inbound, Decider.Decide(current, command, asked)), cancellation);

    private static Decided Kept(Inbound inbound, Decided decided) =>
        decided with
        {
            IsKept = inbound.KeepsRefusal || decided.Reply.Outcome != Outcome.Refused,
        };

    private async ValueTask<Incident?> FindAsync(IncidentId? named, Inbound inbound, CancellationToken cancellation)
    {
        var here = await channels.FindAsync(inbound.Where, cancellation);
        if ((named ?? here) is not { } id || await store.FindAsync(id, cancellation) is not { } incident)
        {
            return null;
        }

        // To an outsider a private incident is one that does not exist.
        var maySee = !incident.IsPrivate || here == id || incident.Knows(inbound.Who);
        return maySee ? incident : null;
    }

    // People type where they are. What they typed is kept in the buttons, so that one press records it.
    private async Task<Reply> WhichIncidentAsync(string words, CancellationToken cancellation)
    {
        var open = await database.ReadAsync(
            connection =>
                connection.QueryAsync<(long Number, string Title)>(
                    "select number, title from incidents where status <> 'closed' and not private order by number desc limit @most",
                    new { most = MostOffered }
                ),
            cancellation
        );
        if (!open.Any())
        {
            return Reply.Refused(
                Prose.Of("No incident is open, so nothing was recorded. Declare one with ")
                    + Prose.Code("open TITLE sev2")
                    + "; to speak of an older one, put its number first: "
                    + Prose.Code("INC-1 …")
                    + "."
            );
        }

        var first = Prose.Code($"INC-{open.First().Number} …");
        var card =
            words.Length > LongestInAButton
                ? Card.Of("Which incident?", new Paragraph(Prose.Of("Nothing was recorded yet. Put its number first: ") + first + "."))
                : Card.Of(
                    "Which incident?",
                    new Paragraph(Prose.Of("Nothing was recorded yet. Press one, or put its number first: ") + first + "."),
                    new Buttons([.. open.Select(row => new Button(Label(row.Number, row.Title), $"INC-{row.Number} {words}"))])
                );
        return new Reply(card, Audience.Speaker, Outcome.Refused);
    }

    private static string Label(long number, string title)
    {
        return Phrase.Shortened($"INC-{number} {Mentions.InWords(title)}", 75);
    }

    private static Reply NoSuch(IncidentId id) =>
        Reply.Refused(Prose.Of($"There is no {id}. ") + Prose.Code("list all") + " shows the incidents.");

    private static (IncidentId? Named, string Tail) Named(string words)
    {
        var (word, rest) = Phrase.Word(words);
        return IncidentId.TryParse(word.Trim(Phrase.Invisible).TrimEnd(':', ','), out var id)
            ? (id, rest.Length == 0 ? "show" : rest)
            : (null, words);
    }

    // PostgreSQL keeps microseconds; cutting at the source makes memory and database agree.
    private Instant Now()
    {
        var now = clock.GetCurrentInstant();
        return Instant.FromUnixTimeTicks(now.ToUnixTimeTicks() / 10 * 10);
    }
}
