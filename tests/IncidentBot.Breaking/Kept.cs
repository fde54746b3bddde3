using System.Data.Common;
using System.Text.Json;
using System.Text.RegularExpressions;
using Dapper;
using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.Breaking;

/// <summary>What the database holds, read with plain SQL and beside all code of the bot that could err in the same way twice.</summary>
internal sealed partial class Kept
{
    private readonly Dialect _dialect;

    public Kept(Dialect dialect)
    {
        // Where the bot is another process nobody has told Dapper of instants yet.
        TypeHandlers.Register();
        _dialect = dialect;
    }

    /// <summary>An event, with the token of the command that caused it; none where the bot did it by itself.</summary>
    public sealed record Event
    {
        public required long Incident { get; init; }
        public required long Sequence { get; init; }
        public required string Kind { get; init; }
        public required string Data { get; init; }
        public required string ById { get; init; }
        public required Instant RecordedAt { get; init; }

        public string? Token => IsTyped(Kind) && TokenIn().Match(Data) is { Success: true } match ? match.Value : null;

        // What the bot records by itself may repeat a title, and with it a token.
        private static bool IsTyped(string kind) =>
            kind is "opened" or "noted" or "hypothesis_raised" or "status_update_posted" or "paged" or "task_added" or "impact_stated";

        public int Numbered(string name) => JsonDocument.Parse(Data).RootElement.GetProperty(name).GetInt32();
    }

    public Task<List<Event>> EventsAsync() =>
        ReadAsync<Event>(
            "select incident, sequence, kind, data, by_id as ById, recorded_at as RecordedAt from incident_events order by incident, sequence"
        );

    public Task<List<(long Number, long Sequence)>> IncidentsAsync() =>
        ReadAsync<(long, long)>("select number, sequence from incidents order by number");

    /// <summary>What still has to happen outside, or will never.</summary>
    public Task<List<string>> WaitingAsync() =>
        ReadAsync<string>(
            "select id || ' tries ' || attempts || ' due ' || due_at || ' leased ' || coalesce(cast(leased_until as text), '-') || ' ' || coalesce(last_error, '') from outbox order by turn"
        );

    /// <summary>How many time boxes and reminders of this run the bot has still to wake for.</summary>
    public async Task<long> TimeBoxesAsync() => (await ReadAsync<long>("select count(*) from wakeups where kind = 0"))[0];

    /// <summary>What the server is doing for the bots; of SQLite there is nothing to say.</summary>
    public async Task<List<string>> BusyAsync() =>
        _dialect is PostgresDialect
            ? await ReadAsync<string>(
                "select concat_ws(' ', state, wait_event_type, wait_event, age(clock_timestamp(), state_change), left(query, 120)) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
            )
            : [];

    private async Task<List<T>> ReadAsync<T>(string sql)
    {
        await using DbConnection connection = _dialect.Connect();
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        return (await connection.QueryAsync<T>(sql)).AsList();
    }

    [GeneratedRegex(@"x\d\dn\d{5}x", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TokenIn();
}
