using System.Globalization;
using System.Text.Json;
using IncidentBot.Chat;
using IncidentBot.Storage;

namespace IncidentBot.Incidents;

/// <summary>
/// How the answer to a message is kept, for the same message coming again: in words; or, where it only says what was recorded, as most do, by the
/// numbers of the entries, from which it can be said again.
/// </summary>
internal static class KeptReply
{
    private const string Entries = "entries";

    /// <summary>What is kept: <c>entries INC-3 17 18 1</c> (the incident, the first and the last, who sees it), or JSON.</summary>
    public static string Of(Decided decided) =>
        decided is { Reply.SaysOnlyEntries: true, Events: [var first, ..] }
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{Entries} {decided.After.Id.Number} {first.Number} {decided.Events[^1].Number} {(int)decided.Reply.Audience}"
            )
            : JsonSerializer.Serialize(decided.Reply, StoredJson.Reply);

    /// <summary>The answer.</summary>
    /// <param name="kept">What was kept.</param>
    /// <param name="find">Gives an incident as it is now; null where it is gone.</param>
    public static async Task<Reply> ReadAsync(string kept, Func<IncidentId, Task<Incident?>> find)
    {
        if (kept.Split(' ') is not [Entries, var incident, var first, var last, var audience])
        {
            return JsonSerializer.Deserialize(kept, StoredJson.Reply)!;
        }

        var id = new IncidentId(Number(incident));
        return ReplyTo.Entries(id, await find(id), Number(first), Number(last), (Audience)Number(audience));
    }

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);
}
