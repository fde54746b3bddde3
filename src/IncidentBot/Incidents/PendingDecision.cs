using System.Text.Json;
using IncidentBot.Chat;
using IncidentBot.Import;
using IncidentBot.Nudges;
using IncidentBot.Outbox;
using IncidentBot.Postmortems.Publishing;
using IncidentBot.Reminders;
using IncidentBot.Storage;

namespace IncidentBot.Incidents;

/// <summary>A decision that waits for its commit: decided inside the batch, on the incident as the batch has left it.</summary>
internal sealed class PendingDecision(IncidentStore store, IncidentId? id, string? messageId, Func<Incident?, IncidentId, Decided> decide)
    : Pending<Reply>
{
    private const string FindMessage = "select reply from inbound_messages where id = @p0";
    private const string InsertMessage = "insert into inbound_messages (id, reply, received_at) values (@p0, @p1, @p2)";
    private const string InsertFirstMessage = InsertMessage + " on conflict (id) do nothing";
    private const string NextNumber = "update counters set value = value + 1 where name = 'incident' returning value";
    private const string InsertEvent = """
        insert into incident_events (incident, sequence, kind, data, by_id, by_name, precision_of_time, occurred_from, occurred_to, zone, recorded_at)
        values (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10)
        """;

    private Incident? _before;
    private Decided? _decided;
    private long _gaps;

    public override int? Incident => id?.Number;

    public override string? MessageId => messageId;

    public override long? Presumed => id is { } known && messageId is not null && Collisions == 0 ? store.Presumed(known) : null;

    protected override async Task<Reply> WriteAsync(CommitUnit unit)
    {
        _decided = null;
        _gaps = store.Gaps;
        // Where nobody else writes, the key of the messages finds a second one, and a first one need not be looked for.
        var finds = messageId is null || (id is not null && !unit.IsShared);
        if (!finds && await AnsweredBeforeAsync(unit) is { } reply)
        {
            return reply;
        }

        _before = id is { } known ? await IncidentAsync(unit, known) : null;
        var decided = id is { } number ? decide(_before, number) : await OpenAsync(unit);
        if (finds && !await IsFirstAsync(unit, decided) && await AnsweredBeforeAsync(unit) is { } earlier)
        {
            return earlier;
        }

        if (decided.Nudge is { } said)
        {
            await NudgeRows.InsertAsync(unit, decided.After, said);
        }

        await (decided.Events.IsEmpty ? RecordNothingAsync(unit, decided) : RecordAsync(unit, decided));
        if (!finds && decided.IsKept)
        {
            var answer = KeptReply.Of(decided);
            await unit.Statement(InsertMessage).ExecuteAsync(messageId, answer, TypeHandlers.ToParameter(decided.At));
            unit.Known?.Answered(messageId!, answer);
        }

        return decided.Reply;
    }

    // A refusal is kept too: the same message later must not do what its speaker was told it did not do.
    private async Task<bool> IsFirstAsync(CommitUnit unit, Decided decided) =>
        messageId is null
        || (
            decided.IsKept
            && await unit.Statement(InsertFirstMessage).ChangeAsync(messageId, KeptReply.Of(decided), TypeHandlers.ToParameter(decided.At))
                > 0
        );

    private async Task RecordNothingAsync(CommitUnit unit, Decided decided)
    {
        await OutboxRows.InsertAsync(unit, decided);
        await WakeupRows.ApplyAsync(unit, decided, store.Reminders, store.Nudges);
    }

    private async Task RecordAsync(CommitUnit unit, Decided decided)
    {
        foreach (var recorded in decided.Events)
        {
            await InsertAsync(unit, decided.After.Id, recorded);
        }

        await OutboxRows.InsertAsync(unit, decided);
        await WakeupRows.ApplyAsync(unit, decided, store.Reminders, store.Nudges);
        await PendingReminders.InsertAsync(unit, decided);
        await ChannelRows.InsertAsync(unit, decided);
        await ImportRows.InsertAsync(unit, decided);
        await PublishedRows.InsertAsync(unit, decided, store.Postmortems);
        _decided = decided;
    }

    // The unit's memory changes only with its rows: what is taken back has left nothing in either.
    protected override void OnWritten(CommitUnit unit)
    {
        if (_decided is not null)
        {
            unit.Changed(_before, _decided.After);
        }
    }

    // What memory holds may be what went wrong (somebody else wrote, a reader was late): the next try reads the events anew.
    public override void OnTakenBack()
    {
        _decided = null;
        if (id is { } known)
        {
            store.Forget(known);
        }
    }

    protected override void OnCommitted()
    {
        if (_decided is not null)
        {
            store.Remember(_decided, _gaps);
        }
    }

    private async Task<Reply?> AnsweredBeforeAsync(CommitUnit unit)
    {
        var kept = unit.Known is { } known ? known.ReplyTo(messageId!) : await unit.Statement(FindMessage).ScalarAsync(messageId) as string;
        return kept is null ? null : await KeptReply.ReadAsync(kept, async incident => await IncidentAsync(unit, incident));
    }

    private ValueTask<Incident> IncidentAsync(CommitUnit unit, IncidentId known) =>
        unit.Incidents.GetValueOrDefault(known.Number) is { } incident ? new(incident) : new(CurrentAsync(unit, known));

    private async Task<Incident> CurrentAsync(CommitUnit unit, IncidentId known) =>
        await store.CurrentAsync(unit, known)
        ?? throw new InvalidOperationException($"{known} was to be changed and is not in the database.");

    private async Task<Decided> OpenAsync(CommitUnit unit)
    {
        // A refusal must not use up a number, so it is asked for with number zero first.
        var trial = decide(null, default);
        if (trial.Events.IsEmpty)
        {
            return trial;
        }

        var number = Convert.ToInt32(await unit.Statement(NextNumber).ScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
        return decide(null, new IncidentId(number));
    }

    private static Task InsertAsync(CommitUnit unit, IncidentId incident, Recorded recorded) =>
        unit.Statement(InsertEvent)
            .ExecuteAsync(
                incident.Number,
                recorded.Number,
                EventNames.Of(recorded.What),
                JsonSerializer.Serialize(recorded.What, StoredJson.Event),
                recorded.By.Id,
                recorded.By.Name,
                (int)recorded.When.Precision,
                TypeHandlers.ToParameter(recorded.When.From),
                TypeHandlers.ToParameter(recorded.When.To),
                recorded.When.ZoneId,
                TypeHandlers.ToParameter(recorded.RecordedAt)
            );
}
