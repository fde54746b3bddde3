using IncidentBot.Incidents;
using IncidentBot.Memory;
using IncidentBot.Nudges;
using IncidentBot.People;
using IncidentBot.Postmortems.Reviews;
using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.Reminders;

/// <summary>Writes due times beside the events that set them.</summary>
internal static class WakeupRows
{
    private const string Find = "select due_at from wakeups where incident = @p0 and kind = @p1 and number = @p2";
    private const string Delete = "delete from wakeups where incident = @p0 and kind = @p1 and number = @p2 returning due_at";
    private const string Upsert = """
        insert into wakeups (incident, kind, number, due_at) values (@p0, @p1, @p2, @p3)
        on conflict (incident, kind, number) do update set due_at = excluded.due_at, attempts = 0, first_due_at = null
        """;

    public static Task ApplyAsync(CommitUnit unit, Decided decided, ReminderPolicy reminders, NudgePolicy nudges) =>
        decided.Wakeups.IsEmpty ? Task.CompletedTask : ApplyAllAsync(unit, decided, reminders, nudges);

    private static async Task ApplyAllAsync(CommitUnit unit, Decided decided, ReminderPolicy reminders, NudgePolicy nudges)
    {
        foreach (var change in decided.Wakeups.Distinct())
        {
            var at = change switch
            {
                { Wakeup.Kind: WakeupKind.Nudge } => nudges.Next(decided.After, await NudgeRows.FindAsync(unit, decided.After.Id)),
                { IsToReckon: true, Wakeup.Kind: WakeupKind.Review } => await ReckonReviewAsync(
                    unit,
                    decided,
                    reminders,
                    change.Wakeup.Number
                ),
                { IsToReckon: true } => await ReckonAsync(unit, decided, reminders, change.Wakeup.Number),
                _ => change.At,
            };
            if (change.Wakeup.Kind == WakeupKind.Recall)
            {
                await RecallAsync(unit, decided.After.Id, at!.Value);
                continue;
            }

            await (
                at is { } due ? SetAsync(unit, decided.After.Id, change.Wakeup, due) : TakeAwayAsync(unit, decided.After.Id, change.Wakeup)
            );
        }
    }

    // Where nothing is remembered, nobody has to look; and a due time before this one was of the same.
    private static async Task RecallAsync(CommitUnit unit, IncidentId incident, Instant at)
    {
        if (await unit.Statement(MemoryRows.IsAny).ScalarAsync() is not null)
        {
            await unit.Statement(Upsert).ExecuteAsync(incident.Number, (int)WakeupKind.Recall, 0, TypeHandlers.ToParameter(at));
            unit.TouchDue(at);
        }
    }

    private static async Task<Instant?> ReckonAsync(CommitUnit unit, Decided decided, ReminderPolicy reminders, int task)
    {
        var concerned = ReminderPolicy.Concerned(decided.After, task);
        var people = await WhereaboutsRows.ReadAsync(unit.Transaction.Connection!, unit.Transaction, concerned);
        return reminders.Next(decided.After, task, people, decided.At);
    }

    private static async Task<Instant?> ReckonReviewAsync(CommitUnit unit, Decided decided, ReminderPolicy reminders, int request)
    {
        if (Review.All(decided.After).FirstOrDefault(review => review.Request.Number == request) is not { IsAwaited: true } review)
        {
            return null;
        }

        Person[] concerned = review.Of.Person is { } who ? [who] : [];
        var people = await WhereaboutsRows.ReadAsync(unit.Transaction.Connection!, unit.Transaction, concerned);
        return ReviewReminders.Next(decided.After, review, reminders.Options.Postmortems, people, decided.At);
    }

    private static async Task SetAsync(CommitUnit unit, IncidentId incident, Wakeup wakeup, Instant at)
    {
        var was = await unit.Statement(Find).ScalarAsync(incident.Number, (int)wakeup.Kind, wakeup.Number);
        if (was is not null && TypeHandlers.ToInstant(was) == at)
        {
            return;
        }

        Touch(unit, was);
        await unit.Statement(Upsert).ExecuteAsync(incident.Number, (int)wakeup.Kind, wakeup.Number, TypeHandlers.ToParameter(at));
        unit.TouchDue(at);
    }

    private static async Task TakeAwayAsync(CommitUnit unit, IncidentId incident, Wakeup wakeup) =>
        Touch(unit, await unit.Statement(Delete).ScalarAsync(incident.Number, (int)wakeup.Kind, wakeup.Number));

    // The time that was: nobody may be waiting for its job any more.
    private static void Touch(CommitUnit unit, object? was)
    {
        if (was is not null)
        {
            unit.TouchDue(TypeHandlers.ToInstant(was));
        }
    }
}
