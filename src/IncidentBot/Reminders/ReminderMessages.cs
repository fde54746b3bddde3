using Dapper;
using IncidentBot.Chat.Cards;
using IncidentBot.CorrectiveTasks;
using IncidentBot.Incidents;
using IncidentBot.People;
using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.Reminders;

/// <summary>
/// Gathers what one person has to be told into one card: 1. the first try of a delivery takes what waits for them, so that a second try says
/// the same; 2. what is no longer true (done, handed over, moved meanwhile) is left out.
/// </summary>
public sealed class ReminderMessages(Database database, IncidentStore store, IClock clock)
{
    // What was told stays until the next message, so that a try whose outcome is not known can be repeated as it was.
    private const string ForgetTold = """
        delete from pending_reminders where person = @person and delivery <> @delivery
          and not exists (select 1 from outbox o where o.id = pending_reminders.delivery)
        """;

    private const string Take = """
        update pending_reminders set delivery = @delivery where person = @person and delivery is null
          and not exists (select 1 from pending_reminders taken where taken.person = @person and taken.delivery = @delivery)
        """;

    private const string Taken =
        "select incident, task, stage, sequence from pending_reminders where person = @person and delivery = @delivery";

    /// <summary>The message; null where nothing is left to say.</summary>
    public async Task<Card?> ComposeAsync(Person who, string delivery, CancellationToken cancellation)
    {
        var rows = await database.WriteAsync(
            async transaction =>
            {
                var connection = transaction.Connection!;
                var parameters = new { person = who.Id, delivery };
                await connection.ExecuteAsync(ForgetTold, parameters, transaction);
                await connection.ExecuteAsync(Take, parameters, transaction);
                return (await connection.QueryAsync<Row>(Taken, parameters, transaction)).ToList();
            },
            cancellation
        );
        var lines = new List<ReminderLine>();
        foreach (var row in rows)
        {
            // Whatever changed the task since has made it another promise, with reminders of its own.
            var incident = await store.FindCommittedAsync(new IncidentId((int)row.Incident), cancellation);
            if (incident?.FindTask((int)row.Task) is { } task && task.Changed.Number < row.Sequence)
            {
                lines.Add(new ReminderLine(incident, task, (ReminderKind)row.Stage));
            }
        }

        var people = await database.ReadAsync(connection => WhereaboutsRows.ReadAsync(connection, null, [who]), cancellation);
        var zone = people.TryGetValue(who.Id, out var known) ? known.Zone : DateTimeZone.Utc;
        return lines.Count == 0 ? null : ReminderCard.Of(lines, clock.GetCurrentInstant().InZone(zone).Date);
    }

    private sealed record Row
    {
        public required long Incident { get; init; }
        public required long Task { get; init; }
        public required long Stage { get; init; }
        public required long Sequence { get; init; }
    }
}

/// <summary>A task that somebody is reminded of.</summary>
internal sealed record ReminderLine(Incident Incident, CorrectiveTask Task, ReminderKind Why);
