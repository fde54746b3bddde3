using System.Text.Json;
using Dapper;
using IncidentBot.Incidents;
using IncidentBot.Outbox;
using IncidentBot.Storage;

namespace IncidentBot.Nudges;

/// <summary>Keeps what the bot has said by itself, and writes what it says now into the outbox, in one transaction with the next due time.</summary>
internal static class NudgeRows
{
    private const string Select = "select said from nudges where incident = @p0";
    private const string Upsert = """
        insert into nudges (incident, said) values (@p0, @p1) on conflict (incident) do update set said = excluded.said
        """;

    /// <summary>What was said in an incident.</summary>
    public static Task<NudgeLog> FindAsync(Database database, IncidentId incident, CancellationToken cancellation) =>
        database.ReadAsync(
            async connection => Read(await connection.QueryFirstOrDefaultAsync<string>(Select, new { p0 = incident.Number })),
            cancellation
        );

    /// <summary>The same inside a transaction.</summary>
    public static async Task<NudgeLog> FindAsync(CommitUnit unit, IncidentId incident) =>
        Read(await unit.Statement(Select).ScalarAsync(incident.Number) as string);

    /// <summary>Says it, unless somebody else has spoken up since it was decided.</summary>
    public static async Task InsertAsync(CommitUnit unit, Incident incident, NudgeSaid said)
    {
        var log = await FindAsync(unit, incident.Id);
        if (log.Next != said.Number)
        {
            return;
        }

        await unit.Statement(Upsert).ExecuteAsync(incident.Id.Number, JsonSerializer.Serialize(log.With(said).Said, StoredJson.Nudges));
        foreach (var platform in Decider.PlatformsOf(incident))
        {
            await OutboxRows.InsertAsync(unit, incident, new Addressed(new SayNudge(said), platform), $"nudge.{said.Number}", said.At);
        }
    }

    private static NudgeLog Read(string? text) =>
        text is null ? NudgeLog.Empty : new NudgeLog(JsonSerializer.Deserialize(text, StoredJson.Nudges));
}
