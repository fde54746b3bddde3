using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Reminders;

/// <summary>What people were reminded of and still have to be told, written beside the events; one message gathers it.</summary>
internal static class PendingReminders
{
    private const string Upsert = """
        insert into pending_reminders (person, incident, task, stage, sequence, delivery) values (@p0, @p1, @p2, @p3, @p4, null)
        on conflict (person, incident, task) do update set stage = excluded.stage, sequence = excluded.sequence, delivery = null
        """;

    public static async Task InsertAsync(CommitUnit unit, Decided decided)
    {
        foreach (var recorded in decided.Events)
        {
            if (recorded.What is TaskReminded { To.Person: { } who } reminded)
            {
                await unit.Statement(Upsert)
                    .ExecuteAsync(who.Id, decided.After.Id.Number, reminded.Task, (int)reminded.Stage, recorded.Number);
            }
        }
    }
}
