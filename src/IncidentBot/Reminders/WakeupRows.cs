using IncidentBot.Incidents;
using IncidentBot.Nudges;
using IncidentBot.People;
using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.Reminders;

/// <summary>Writes due times beside the events that set them.</summary>
internal static class WakeupRows
{
    private const string Delete = "delete from wakeups where incident = @p0 and kind = @p1 and number = @p2";
    private const string Upsert = """
        insert into wakeups (incident, kind, number, due_at) values (@p0, @p1, @p2, @p3)
        on conflict (incident, kind, number) do update set due_at = excluded.due_at
        """;

    public static async Task ApplyAsync(CommitUnit unit, Decided decided, ReminderPolicy reminders, NudgePolicy nudges)
    {
        foreach (var change in decided.Wakeups.Distinct())
        {
            var at = change switch
            {
                { Wakeup.Kind: WakeupKind.Nudge } => nudges.Next(decided.After, await NudgeRows.FindAsync(unit, decided.After.Id)),
                { IsToReckon: true } => await ReckonAsync(unit, decided, reminders, change.Wakeup.Number),
                _ => change.At,
            };
            if (at is { } due)
            {
                await unit.Statement(Upsert)
                    .ExecuteAsync(decided.After.Id.Number, (int)change.Wakeup.Kind, change.Wakeup.Number, TypeHandlers.ToParameter(due));
            }
            else
            {
                await unit.Statement(Delete).ExecuteAsync(decided.After.Id.Number, (int)change.Wakeup.Kind, change.Wakeup.Number);
            }
        }
    }

    private static async Task<Instant?> ReckonAsync(CommitUnit unit, Decided decided, ReminderPolicy reminders, int task)
    {
        var concerned = ReminderPolicy.Concerned(decided.After, task);
        var people = await WhereaboutsRows.ReadAsync(unit.Transaction.Connection!, unit.Transaction, concerned);
        return reminders.Next(decided.After, task, people, decided.At);
    }
}
