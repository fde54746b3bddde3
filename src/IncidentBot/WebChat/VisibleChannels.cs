using Dapper;
using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.WebChat;

/// <summary>
/// What one person may see of the web chat's channels: the public ones, and the private ones that they are in. What it costs does not grow with
/// the incidents of the past.
/// </summary>
public sealed class VisibleChannels(Database database)
{
    private const int MostClosed = 30;

    private const string Columns = """
        c.id, c.name, c.topic, c.incident, c.private as IsPrivate, i.title, i.severity, i.status
        from web_channels c left join incidents i on i.number = c.incident
        """;

    private const string IsTheirs = "(not c.private or exists (select 1 from web_members m where m.channel = c.id and m.person = @person))";

    /// <summary>The channels to list: open incidents newest first, then the last closed ones, then the channels that are no incident's.</summary>
    public async Task<IReadOnlyList<ChannelLine>> ListAsync(string person, CancellationToken cancellation) =>
        [
            .. await ReadAsync(
                $"select {Columns} where i.status in ('investigating', 'identified', 'mitigated', 'resolved') and {IsTheirs} order by i.number desc",
                new { person },
                cancellation
            ),
            .. await ReadAsync(
                $"select {Columns} where i.status = 'closed' and {IsTheirs} order by i.number desc limit @most",
                new { person, most = MostClosed },
                cancellation
            ),
            .. await ReadAsync(
                $"select {Columns} where c.incident is null and {IsTheirs} order by c.created_at, c.id",
                new { person },
                cancellation
            ),
        ];

    /// <summary>Finds a channel by its id; null where there is none, or it is not theirs.</summary>
    public async Task<ChannelLine?> FindAsync(string id, string person, CancellationToken cancellation) =>
        (await ReadAsync($"select {Columns} where c.id = @id and {IsTheirs}", new { id, person }, cancellation)).SingleOrDefault();

    /// <summary>Those of some channels, and of some incidents' channels, that are theirs: the channels' ids.</summary>
    public async Task<IReadOnlyList<string>> AmongAsync(
        IEnumerable<string> channels,
        IEnumerable<IncidentId> incidents,
        string person,
        CancellationToken cancellation
    )
    {
        var named = new
        {
            channels = new AnyOf(channels),
            incidents = new AnyOf(incidents.Select(incident => (object)incident.Number)),
            person,
        };
        var lines = await ReadAsync(
            $"select {Columns} where (c.id in @channels or c.incident in @incidents) and {IsTheirs}",
            named,
            cancellation
        );
        return [.. lines.Select(line => line.Channel.Id)];
    }

    private async Task<IEnumerable<ChannelLine>> ReadAsync(string sql, object parameters, CancellationToken cancellation)
    {
        var rows = await database.ReadAsync(connection => connection.QueryAsync<Row>(sql, parameters), cancellation);
        return rows.Select(row => row.ToLine());
    }

    private sealed record Row
    {
        public required string Id { get; init; }
        public required string Name { get; init; }
        public required string Topic { get; init; }
        public long? Incident { get; init; }
        public required bool IsPrivate { get; init; }
        public string? Title { get; init; }
        public long? Severity { get; init; }
        public string? Status { get; init; }

        public ChannelLine ToLine() =>
            new(
                new WebChannel(Id, Name, Topic, (int?)Incident, IsPrivate),
                Incident is { } number
                && Title is not null
                && Severity is { } severity
                && IncidentStatusWords.Find(Status ?? "") is { } status
                    ? new ListedIncident(new IncidentId((int)number), Title, (Severity)severity, status)
                    : null
            );
    }
}
