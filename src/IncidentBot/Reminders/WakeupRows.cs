using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Reminders;

/// <summary>Writes due times beside the events that set them.</summary>
internal static class WakeupRows
{
    private const string Delete = "delete from wakeups where incident = @p0 and kind = @p1 and number = @p2";
    private const string Upsert = """
        insert into wakeups (incident, kind, number, due_at) values (@p0, @p1, @p2, @p3)
        on conflict (incident, kind, number) do update set due_at = excluded.due_at
        """;

    public static async Task ApplyAsync(CommitUnit unit, Decided decided)
    {
        foreach (var change in decided.Wakeups)
        {
            if (change.At is { } at)
            {
                await unit.Statement(Upsert)
                    .ExecuteAsync(decided.After.Id.Number, (int)change.Wakeup.Kind, change.Wakeup.Number, TypeHandlers.ToParameter(at));
            }
            else
            {
                await unit.Statement(Delete).ExecuteAsync(decided.After.Id.Number, (int)change.Wakeup.Kind, change.Wakeup.Number);
            }
        }
    }
}
