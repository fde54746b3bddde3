using System.Text.Json;
using IncidentBot.Incidents;
using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.Outbox;

/// <summary>Writes effects beside the events that want them.</summary>
internal static class OutboxRows
{
    private const string Insert = """
        insert into outbox (id, platform, conversation, incident, payload, coalesces_as, created_at, due_at, attempts)
        values (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, 0)
        """;

    // An update that waits will show this change too: another one would say the same.
    private const string InsertOnce = """
        insert into outbox (id, platform, conversation, incident, payload, coalesces_as, created_at, due_at, attempts)
        select @p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, 0
        where not exists (
            select 1 from outbox
            where platform = @p1 and conversation = @p2 and incident = @p3 and coalesces_as = @p5 and leased_until is null and given_up_at is null)
        """;

    // One that was tried may have been read already; what comes now is said by the next.
    private const string InsertOnceForAll = """
        insert into outbox (id, platform, conversation, incident, payload, coalesces_as, created_at, due_at, attempts)
        select @p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, 0
        where not exists (
            select 1 from outbox
            where platform = @p1 and conversation = @p2 and coalesces_as = @p5 and attempts = 0 and given_up_at is null)
        """;

    // Where others claim at the same time, the one that waits has to wait for this change too, or it would show what was before.
    private static readonly string LockedOnce = InsertOnce[..^1] + " for update)";
    private static readonly string LockedOnceForAll = InsertOnceForAll[..^1] + " for update)";

    public static async Task InsertAsync(CommitUnit unit, Decided decided)
    {
        var incident = decided.After.Id;
        var sequence = decided.After.Sequence;
        var at = decided.Events.IsEmpty ? decided.At : decided.Events[^1].RecordedAt;
        // What follows from no event is named by its moment.
        var name = decided.Events.IsEmpty ? $"{sequence}+{decided.At.ToUnixTimeTicks()}" : $"{sequence}";
        for (var i = 0; i < decided.Effects.Length; i++)
        {
            var (effect, platform) = decided.Effects[i];
            var conversation = ConversationOf(effect, incident);
            if (effect.CoalescesAs is { } key && !unit.Coalesced.Add((platform, conversation, KeyOf(effect, key, incident))))
            {
                continue;
            }

            await unit.Statement(Text(effect, unit.IsShared))
                .ExecuteAsync(
                    $"{incident}/{name}.{i}@{platform}",
                    platform,
                    conversation,
                    incident.Number,
                    JsonSerializer.Serialize(effect, StoredJson.Effect),
                    effect.CoalescesAs,
                    TypeHandlers.ToParameter(at),
                    TypeHandlers.ToParameter(decided.At + effect.Wait)
                );
        }
    }

    /// <summary>One effect that follows from no event; a name of its own makes its identity.</summary>
    public static Task InsertAsync(CommitUnit unit, Incident incident, Addressed addressed, string name, Instant now) =>
        unit.Statement(Insert)
            .ExecuteAsync(
                $"{incident.Id}/{name}@{addressed.Platform}",
                addressed.Platform,
                ConversationOf(addressed.Effect, incident.Id),
                incident.Id.Number,
                JsonSerializer.Serialize(addressed.Effect, StoredJson.Effect),
                addressed.Effect.CoalescesAs,
                TypeHandlers.ToParameter(now),
                TypeHandlers.ToParameter(now)
            );

    private static string KeyOf(Effect effect, string coalescesAs, IncidentId incident) =>
        effect.CoalescesAcrossIncidents ? coalescesAs : $"{incident} {coalescesAs}";

    private static string ConversationOf(Effect effect, IncidentId incident) =>
        effect.Conversation.StartsWith(Effect.Incidents, StringComparison.Ordinal)
        && effect.Conversation is { Length: var length } name
        && (length == Effect.Incidents.Length || name[Effect.Incidents.Length] == ' ')
            ? incident + name[Effect.Incidents.Length..]
            : effect.Conversation;

    private static string Text(Effect effect, bool isShared) =>
        effect switch
        {
            { CoalescesAs: null } => Insert,
            { CoalescesAcrossIncidents: true } => isShared ? LockedOnceForAll : InsertOnceForAll,
            _ => isShared ? LockedOnce : InsertOnce,
        };
}
