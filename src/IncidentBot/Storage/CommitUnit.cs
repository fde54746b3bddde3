using System.Data.Common;
using IncidentBot.Incidents;
using IncidentBot.Jobs;
using IncidentBot.Memory;
using IncidentBot.Memory.Words;
using NodaTime;

namespace IncidentBot.Storage;

/// <summary>One transaction of the queue: the writes of a batch, and what the incidents are inside it.</summary>
/// <remarks>
/// Decisions of a batch see each other through <see cref="Incidents"/>. Rows that are the sum of events (an incident's row) are
/// written once a batch, in <see cref="FlushAsync"/>, however many commands changed them. On a server writes
/// gather until somebody reads or the batch ends.
/// </remarks>
internal sealed class CommitUnit : IAsyncDisposable
{
    private readonly Dictionary<int, (Incident? Before, Incident After)> _changed = [];
    private readonly Dictionary<int, int> _spokenOf = [];
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);
    private readonly HashSet<Instant> _touched = [];
    private readonly WriterConnection _writer;
    private readonly NodeNews _news;
    private readonly GatheredStatements? _gathered;
    private readonly DueJobs? _jobs;
    private readonly bool _presumes;
    private Pending? _current;

    /// <param name="writer">Whose connection it is.</param>
    /// <param name="transaction">The transaction.</param>
    /// <param name="news">What tells other nodes.</param>
    /// <param name="jobs">What keeps the jobs in step; null where nobody is woken.</param>
    /// <param name="presumes">Whether memory's word may be taken first, where others may have written meanwhile.</param>
    /// <param name="isLate">Whether the commit is not to wait for the disk.</param>
    public CommitUnit(WriterConnection writer, DbTransaction transaction, NodeNews news, DueJobs? jobs, bool presumes, bool isLate)
    {
        _presumes = presumes;
        _writer = writer;
        _news = news;
        Transaction = transaction;
        _jobs = jobs;
        _gathered = writer.Dialect.TransactionId is not null ? new GatheredStatements(writer.Connection, transaction) : null;
        if (isLate && writer.Dialect.BeginsLate is { } begin)
        {
            _gathered!.Add(begin, [], null);
        }
    }

    public DbTransaction Transaction { get; }

    /// <summary>Which words of what is remembered mean the same.</summary>
    public Synonyms Words { get; init; } = Synonyms.OfOperations;

    /// <summary>Effects that wait since this batch began: a second one that would say the same need not look for the first.</summary>
    public HashSet<(string Platform, string Conversation, string CoalescesAs)> Coalesced { get; } = [];

    /// <summary>The incidents as the writes of this batch have left them so far, by number.</summary>
    public Dictionary<int, Incident> Incidents { get; } = [];

    /// <summary>What other nodes may have changed meanwhile; null where there are none.</summary>
    public Foreknowledge? Known { get; private set; }

    /// <summary>Whether others write at the same time, so that what is read to decide by has to be locked.</summary>
    public bool IsShared => _gathered is not null;

    /// <summary>Whose write failed; null where nobody's did.</summary>
    public Pending? Culprit => _gathered?.Culprit ?? _current;

    /// <summary>Whether the connection still stands; where it does not, nothing of the unit can be saved.</summary>
    public bool IsConnected => _writer.Connection.State == System.Data.ConnectionState.Open;

    /// <summary>Whether the commit has been sent: from here on a lost connection leaves open what became of it.</summary>
    public bool IsCommitting { get; private set; }

    /// <summary>Does the writes one behind the other, and commits.</summary>
    public async Task RunAsync(List<Pending> batch)
    {
        if (_gathered is not null)
        {
            Known = _presumes ? Foreknowledge.Presume(_gathered, batch) : null;
            Known ??= await Foreknowledge.GatherAsync(_writer, Transaction, batch);
        }

        if (_writer.Dialect.LastRestoration is { } last)
        {
            _news.SawRestoration(await Statement(last).ScalarAsync() as string);
        }

        foreach (var pending in batch)
        {
            _current = pending;
            await pending.RunAsync(this);
        }

        _current = null;
        await WriteSumsAsync();
        await TellAsync();
        var jobs = _jobs is null || _touched.Count == 0 ? null : await WriteJobsAsync(_jobs);
        IsCommitting = true;
        if (_gathered is null || !await _gathered.CommitAsync())
        {
            await Transaction.CommitAsync();
        }

        _writer.HasCommitted = true;
        jobs?.Committed();
    }

    public Statement Statement(string sql) => new(this, sql);

    /// <summary>The incident's row, its tasks' rows and the like have to be written before the commit.</summary>
    /// <param name="before">The incident before it changed; null where it is new.</param>
    /// <param name="after">The incident as it is now.</param>
    public void Changed(Incident? before, Incident after)
    {
        var number = after.Id.Number;
        Incidents[number] = after;
        _changed[number] = (_changed.TryGetValue(number, out var earlier) ? earlier.Before : before, after);
        _spokenOf[number] = after.Sequence;
    }

    /// <summary>Lets other nodes know of a change once it is committed.</summary>
    public void Tell(string kind, string what)
    {
        if (_news.Statement is not null)
        {
            _told.Add(_news.Told(kind, what));
        }
    }

    /// <summary>A due time was set or taken away.</summary>
    public void TouchDue(Instant due) => _touched.Add(DueJob.WakesAt(due));

    /// <summary>Writes the rows that are sums, and what has gathered.</summary>
    public async Task FlushAsync()
    {
        await WriteSumsAsync();
        await SendAsync();
    }

    public ValueTask DisposeAsync() => Transaction.DisposeAsync();

    private async Task WriteSumsAsync()
    {
        foreach (var (before, after) in _changed.Values)
        {
            await IncidentRow.WriteAsync(this, before, after);
            await MemoryRows.WriteAsync(this, before, after);
        }

        _changed.Clear();
    }

    private async Task<JobCommit> WriteJobsAsync(DueJobs jobs)
    {
        await SendAsync();
        return await jobs.WriteAsync(this, _touched);
    }

    internal Task ExecuteAsync(string sql, ReadOnlySpan<object?> values)
    {
        if (_gathered is null)
        {
            return _writer.Statement(sql, Transaction).ExecuteAsync(values);
        }

        _gathered.Add(sql, values, _current);
        return Task.CompletedTask;
    }

    internal async Task<int> ChangeAsync(string sql, object?[] values)
    {
        await SendAsync();
        return await _writer.Statement(sql, Transaction).ExecuteAsync(values);
    }

    internal Task<object?> ScalarAsync(string sql, object?[] values) =>
        _gathered is null ? _writer.Statement(sql, Transaction).ScalarAsync(values) : SentScalarAsync(sql, values);

    private async Task TellAsync()
    {
        foreach (var (number, sequence) in _spokenOf)
        {
            Tell(IncidentStore.News, $"{number} {sequence}");
        }

        foreach (var told in _told)
        {
            await ExecuteAsync(_news.Statement!, [told]);
        }
    }

    private async Task<object?> SentScalarAsync(string sql, object?[] values)
    {
        await SendAsync();
        return await _writer.Statement(sql, Transaction).ScalarAsync(values);
    }

    private Task SendAsync() => _gathered?.SendAsync() ?? Task.CompletedTask;
}

/// <summary>One statement of the hot path inside a unit. Parameters are named @p0, @p1 … in its text.</summary>
internal readonly struct Statement(CommitUnit unit, string sql)
{
    /// <summary>Writes; where statements gather, later, but before anybody reads.</summary>
    public Task ExecuteAsync(params ReadOnlySpan<object?> values) => unit.ExecuteAsync(sql, values);

    /// <summary>Writes at once, and gives back how many rows changed.</summary>
    public Task<int> ChangeAsync(params object?[] values) => unit.ChangeAsync(sql, values);

    public Task<object?> ScalarAsync(params object?[] values) => unit.ScalarAsync(sql, values);
}
