using System.Data.Common;
using System.Text.Json;
using System.Text.RegularExpressions;
using Dapper;
using IncidentBot.Storage;

namespace IncidentBot.Breaking;

/// <summary>What the database holds, read with plain SQL and beside all code of the bot that could err in the same way twice.</summary>
internal sealed partial class Kept(Dialect dialect)
{
    /// <summary>An event, with the token of the command that caused it; none where the bot did it by itself.</summary>
    public sealed record Event(long Incident, long Sequence, string Kind, string Data, string ById)
    {
        public string? Token { get; } = IsTyped(Kind) && TokenIn().Match(Data) is { Success: true } match ? match.Value : null;

        // What the bot records by itself may repeat a title, and with it a token.
        private static bool IsTyped(string kind) =>
            kind is "opened" or "noted" or "hypothesis_raised" or "status_update_posted" or "paged" or "task_added" or "severity_changed";

        public int Numbered(string name) => JsonDocument.Parse(Data).RootElement.GetProperty(name).GetInt32();
    }

    public async Task<List<Event>> EventsAsync() =>
        (
            await ReadAsync<(long, long, string, string, string)>(
                "select incident, sequence, kind, data, by_id from incident_events order by incident, sequence"
            )
        ).ConvertAll(row => new Event(row.Item1, row.Item2, row.Item3, row.Item4, row.Item5));

    public Task<List<(long Number, long Sequence)>> IncidentsAsync() =>
        ReadAsync<(long, long)>("select number, sequence from incidents order by number");

    /// <summary>What still has to happen outside, or will never.</summary>
    public Task<List<string>> WaitingAsync() =>
        ReadAsync<string>(
            "select id || ' tries ' || attempts || ' due ' || due_at || ' leased ' || coalesce(cast(leased_until as text), '-') || ' ' || coalesce(last_error, '') from outbox order by created_at"
        );

    /// <summary>How many time boxes and reminders of this run the bot has still to wake for.</summary>
    public async Task<long> TimeBoxesAsync() => (await ReadAsync<long>("select count(*) from wakeups where kind = 0"))[0];

    private async Task<List<T>> ReadAsync<T>(string sql)
    {
        await using DbConnection connection = dialect.Connect();
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        return (await connection.QueryAsync<T>(sql)).AsList();
    }

    [GeneratedRegex(@"x\d\dn\d{5}x", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TokenIn();
}
