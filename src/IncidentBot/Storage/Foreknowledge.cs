using System.Data.Common;

namespace IncidentBot.Storage;

/// <summary>What a batch has to know of other nodes before it decides: how far its incidents have come, and which messages were answered.</summary>
/// <remarks>
/// The incidents' rows stay locked until the batch is committed, always in the order of their numbers, so that batches wait for each
/// other in turn. The unique key of the events holds where somebody writes without this lock.
/// </remarks>
internal sealed class Foreknowledge
{
    private const string LockIncident = "select sequence from incidents where number = @p0 for update";
    private const string FindReply = "select reply from inbound_messages where id = @p0";

    // A row that has moved on stops the transaction: what was decided by memory is decided anew.
    private const string Presumption = "select 1 / case when sequence = @p1 then 1 else 0 end from incidents where number = @p0 for update";

    private readonly Dictionary<int, long> _sequences = [];
    private readonly Dictionary<string, string?> _replies = new(StringComparer.Ordinal);

    private Foreknowledge() { }

    /// <summary>
    /// The transaction's name, to ask for its outcome where the connection breaks during the commit; null where the messages' identities tell,
    /// so that it may simply be tried again.
    /// </summary>
    public string? TransactionId { get; private set; }

    /// <summary>
    /// Takes memory's word for all that a batch has to know, and lets the database refuse the batch where that is not so. Null where memory does
    /// not know.
    /// </summary>
    public static Foreknowledge? Presume(GatheredStatements gathered, List<Pending> pendings)
    {
        var known = new Foreknowledge();
        foreach (var pending in pendings)
        {
            if (pending.Presumed is not { } sequence)
            {
                return null;
            }

            known._sequences[pending.Incident!.Value] = sequence;
            known._replies[pending.MessageId!] = null;
        }

        foreach (var (number, sequence) in known._sequences.OrderBy(presumed => presumed.Key))
        {
            gathered.Add(Presumption, [number, sequence], null);
        }

        return known;
    }

    public static async Task<Foreknowledge> GatherAsync(WriterConnection writer, DbTransaction transaction, List<Pending> pendings)
    {
        var known = new Foreknowledge();
        var incidents = pendings.Select(pending => pending.Incident).OfType<int>().Distinct().Order().ToList();
        var messages = pendings.Select(pending => pending.MessageId).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        await using var batch = writer.Connection.CreateBatch();
        batch.Transaction = transaction;
        batch.BatchCommands.Add(GatheredStatements.Command(batch, writer.Dialect.TransactionId!, []));
        incidents.ForEach(number => batch.BatchCommands.Add(GatheredStatements.Command(batch, LockIncident, [number])));
        messages.ForEach(id => batch.BatchCommands.Add(GatheredStatements.Command(batch, FindReply, [id])));
        await using var reader = await batch.ExecuteReaderAsync();
        await reader.ReadAsync();
        known.TransactionId = reader.GetString(0);
        await reader.NextResultAsync();
        foreach (var number in incidents)
        {
            known._sequences[number] = await reader.ReadAsync() ? reader.GetInt64(0) : 0;
            await reader.NextResultAsync();
        }

        foreach (var id in messages)
        {
            known._replies[id] = await reader.ReadAsync() ? reader.GetString(0) : null;
            await reader.NextResultAsync();
        }

        return known;
    }

    /// <summary>How many events an incident has that is locked.</summary>
    public long SequenceOf(int incident) => _sequences[incident];

    /// <summary>The answer that a message got; null where it is new.</summary>
    public string? ReplyTo(string messageId) => _replies[messageId];

    /// <summary>A message was answered in this batch.</summary>
    public void Answered(string messageId, string reply) => _replies[messageId] = reply;
}
