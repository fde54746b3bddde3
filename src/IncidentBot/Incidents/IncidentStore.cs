using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Dapper;
using IncidentBot.Chat;
using IncidentBot.Nudges;
using IncidentBot.People;
using IncidentBot.Postmortems;
using IncidentBot.Postmortems.Publishing;
using IncidentBot.Reminders;
using IncidentBot.Storage;
using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.Incidents;

/// <summary>Where incidents are kept: loads them as the sum of their events and commits decisions.</summary>
public sealed class IncidentStore
{
    /// <summary>The kind of news that an incident has come further.</summary>
    internal const string News = "incident";

    private const int MostCached = 100;

    private readonly Database _database;
    private readonly ConcurrentDictionary<int, Incident> _cache = new();

    // How far other nodes have brought incidents. What memory holds of them is behind, and is caught up with when it is asked for.
    private readonly ConcurrentDictionary<int, int> _heard = new();

    /// <summary>Listens to what other nodes change from now on.</summary>
    public IncidentStore(Database database, ReminderPolicy reminders)
    {
        _database = database;
        Reminders = reminders;
        Nudges = new NudgePolicy(reminders.Options.Nudges);
        database.News.Heard += Hear;
        database.News.Missed += Forget;
    }

    /// <summary>Who is reminded when.</summary>
    internal ReminderPolicy Reminders { get; }

    /// <summary>How postmortems are written, reviewed and published.</summary>
    public PostmortemOptions Postmortems => Reminders.Options.Postmortems;

    /// <summary>Raised when another node has changed an incident. Handlers must be quick.</summary>
    public event Action<IncidentId>? ChangedElsewhere;

    /// <summary>What is said while an incident runs, and when.</summary>
    internal NudgePolicy Nudges { get; }

    /// <summary>Raised after a commit, on the writer's thread: an incident changed. Handlers must be quick.</summary>
    public event Action<Decided>? Committed;

    /// <summary>Finds an incident by its number; null where there is none.</summary>
    public async ValueTask<Incident?> FindAsync(IncidentId id, CancellationToken cancellation) =>
        IsNews(id, out var cached) ? await LoadAsync(id, cached, cancellation) : cached;

    /// <summary>Finds an incident as the database has it now. What was committed a moment ago, here or elsewhere, memory may not know yet.</summary>
    public Task<Incident?> FindCommittedAsync(IncidentId id, CancellationToken cancellation) =>
        _database.News.Statement is null
            ? FindAsync(id, cancellation).AsTask()
            : LoadAsync(id, _cache.GetValueOrDefault(id.Number), cancellation);

    /// <summary>The highest number that an incident has; zero where there is none.</summary>
    public async Task<int> NewestAsync(CancellationToken cancellation) =>
        (int)
            await _database.ReadAsync(
                connection => connection.ExecuteScalarAsync<long>("select coalesce(max(number), 0) from incidents"),
                cancellation
            );

    /// <summary>Commits a decision on an incident. The same message a second time is answered as the first was.</summary>
    /// <param name="id">Which incident.</param>
    /// <param name="messageId">The platform's identity of the message; null where there is none.</param>
    /// <param name="decide">The pure decision; may be called again where somebody else came first.</param>
    /// <param name="cancellation">Ends the waiting for a place in the queue, not the commit.</param>
    /// <exception cref="StorageUnavailableException">Nothing was recorded.</exception>
    public Task<Reply> CommitAsync(IncidentId id, string? messageId, Func<Incident, Decided> decide, CancellationToken cancellation) =>
        _database.Queue.EnqueueAsync(new PendingDecision(this, id, messageId, (incident, _) => decide(incident!)), cancellation);

    /// <summary>Commits the opening of an incident under the next number.</summary>
    public Task<Reply> OpenAsync(string? messageId, Func<IncidentId, Decided> decide, CancellationToken cancellation) =>
        _database.Queue.EnqueueAsync(new PendingDecision(this, null, messageId, (_, id) => decide(id)), cancellation);

    /// <summary>An incident as it stands when a unit writes: from memory, brought up to what other nodes have committed.</summary>
    internal async Task<Incident?> CurrentAsync(CommitUnit unit, IncidentId id)
    {
        var cached = _cache.GetValueOrDefault(id.Number);
        var committed = unit.Known?.SequenceOf(id.Number) ?? cached?.Sequence;
        return cached is not null && cached.Sequence == committed
            ? cached
            : await LoadAsync(unit.Transaction.Connection!, unit.Transaction, id, cached?.Sequence < committed ? cached : null);
    }

    /// <summary>What the bot has said by itself in an incident.</summary>
    internal Task<NudgeLog> FindNudgesAsync(IncidentId id, CancellationToken cancellation) =>
        NudgeRows.FindAsync(_database, id, cancellation);

    /// <summary>A version of an incident's postmortem as it was published; null where it is none.</summary>
    public Task<PublishedVersion?> FindPublishedAsync(IncidentId id, int version, CancellationToken cancellation) =>
        PublishedRows.FindAsync(_database, id, version, cancellation);

    /// <summary>How far memory has an incident, where nobody was heard to have brought it further; null where memory cannot be relied on.</summary>
    internal long? Presumed(IncidentId id) => IsNews(id, out var cached) ? null : cached.Sequence;

    internal void Forget(IncidentId id) => _cache.TryRemove(id.Number, out _);

    /// <summary>How often news may have been missed; asked before something is read that is to be remembered.</summary>
    internal long Gaps => _database.News.Gaps;

    internal void Remember(Decided decided, long gaps)
    {
        if (gaps == Gaps)
        {
            Remember(decided.After);
        }

        Committed?.Invoke(decided);
    }

    /// <summary>Reads an incident's events; where some are known already, only those behind them.</summary>
    internal static async Task<Incident?> LoadAsync(
        DbConnection connection,
        DbTransaction? transaction,
        IncidentId id,
        Incident? known = null
    )
    {
        var rows = await connection.QueryAsync<Row>(
            """
            select sequence, data, by_id as ById, by_name as ByName, precision_of_time as PrecisionOfTime, occurred_from as OccurredFrom,
                   occurred_to as OccurredTo, zone, recorded_at as RecordedAt
            from incident_events where incident = @number and sequence > @after order by sequence
            """,
            new { number = id.Number, after = known?.Sequence ?? 0 },
            transaction
        );
        var events = rows.Select(row => row.ToRecorded());
        var incident = known is null ? Incident.From(id, events) : events.Aggregate(known, (before, recorded) => before.Apply(recorded));
        return incident.Sequence == 0 ? null : incident;
    }

    private async Task<Incident?> LoadAsync(IncidentId id, Incident? known, CancellationToken cancellation)
    {
        var gaps = Gaps;
        var loaded = await _database.ReadAsync(connection => LoadAsync(connection, null, id, known), cancellation);
        if (loaded is null || gaps != Gaps)
        {
            return loaded;
        }

        Remember(loaded);
        return _cache.GetValueOrDefault(id.Number) is { } cached && cached.Sequence > loaded.Sequence ? cached : loaded;
    }

    private bool IsNews(IncidentId id, [NotNullWhen(false)] out Incident? cached) =>
        !_cache.TryGetValue(id.Number, out cached) || !_database.News.IsComplete || cached.Sequence < _heard.GetValueOrDefault(id.Number);

    private void Hear(string kind, string what)
    {
        if (kind == News && what.Split(' ') is [var incident, var sequence])
        {
            var number = int.Parse(incident, CultureInfo.InvariantCulture);
            var heard = int.Parse(sequence, CultureInfo.InvariantCulture);
            _heard.AddOrUpdate(number, heard, (_, before) => Math.Max(before, heard));
            ChangedElsewhere?.Invoke(new IncidentId(number));
        }
    }

    private void Forget()
    {
        _cache.Clear();
        _heard.Clear();
    }

    // A reader that loaded an older state never overwrites what a commit has remembered meanwhile.
    internal void Remember(Incident incident)
    {
        _cache.AddOrUpdate(incident.Id.Number, incident, (_, known) => known.Sequence > incident.Sequence ? known : incident);
        if (_cache.Count > MostCached)
        {
            foreach (var old in _cache.Values.OrderByDescending(known => known.IsClosed).ThenBy(known => known.Id).Take(MostCached / 10))
            {
                _cache.TryRemove(old.Id.Number, out _);
            }
        }
    }

    private sealed record Row
    {
        public required long Sequence { get; init; }
        public required string Data { get; init; }
        public required string ById { get; init; }
        public required string ByName { get; init; }
        public required long PrecisionOfTime { get; init; }
        public Instant? OccurredFrom { get; init; }
        public Instant? OccurredTo { get; init; }
        public required string Zone { get; init; }
        public required Instant RecordedAt { get; init; }

        public Recorded ToRecorded() =>
            new(
                (int)Sequence,
                System.Text.Json.JsonSerializer.Deserialize(Data, StoredJson.Event)!,
                StoredMoment.Of((Precision)PrecisionOfTime, OccurredFrom, OccurredTo, Zone),
                RecordedAt,
                new Person(ById, ByName)
            );
    }
}
