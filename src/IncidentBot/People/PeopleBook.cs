using System.Text.RegularExpressions;
using Dapper;
using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.People;

/// <summary>The people of the web chat and of stories, by the short names they are called by: <c>@lee</c>.</summary>
/// <remarks>Only an exact short name is somebody; a similar one is nobody, and stays the word that was typed.</remarks>
public sealed partial class PeopleBook(Database database, IClock clock)
{
    private const string Prefix = "web:";

    /// <summary>Adds or renames a person.</summary>
    public Task AddAsync(string handle, string name, string zoneId, CancellationToken cancellation) =>
        database.WriteAsync(
            async transaction =>
            {
                var person = new Person(Prefix + handle.ToLowerInvariant(), name);
                await PeopleRows.KeepAsync(transaction, [new Acquaintance(person, zoneId, clock.GetCurrentInstant())]);
                return true;
            },
            cancellation
        );

    /// <summary>Finds somebody by short name; null where nobody is called so.</summary>
    public async Task<Speaker?> FindAsync(string handle, CancellationToken cancellation)
    {
        var rows = await database.ReadAsync(
            connection =>
                connection.QueryAsync<Row>(
                    "select id, name, zone from people where id = @id",
                    new { id = Prefix + handle.ToLowerInvariant() }
                ),
            cancellation
        );
        return rows.Select(row => row.ToSpeaker()).FirstOrDefault();
    }

    /// <summary>Everybody, by name.</summary>
    public async Task<IReadOnlyList<Speaker>> ListAsync(CancellationToken cancellation)
    {
        var rows = await database.ReadAsync(
            connection => connection.QueryAsync<Row>("select id, name, zone from people where id like 'web:%' order by name, id"),
            cancellation
        );
        return [.. rows.Select(row => row.ToSpeaker())];
    }

    /// <summary>The text with <c>@lee</c> as a mention, where somebody is called so.</summary>
    public async Task<string> WithMentionsAsync(string text, CancellationToken cancellation)
    {
        if (!text.Contains('@', StringComparison.Ordinal))
        {
            return text;
        }

        var known = (await ListAsync(cancellation)).ToDictionary(
            speaker => speaker.Person.Id[Prefix.Length..],
            speaker => speaker.Person,
            StringComparer.OrdinalIgnoreCase
        );
        return Handle().Replace(text, match => known.TryGetValue(match.Groups[1].Value, out var person) ? person.Mention : match.Value);
    }

    // Not inside an address (a@b), not inside a mention that is one already.
    [GeneratedRegex(@"(?<![\w<@.])@([A-Za-z][\w-]{0,39})", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Handle();

    private sealed record Row
    {
        public required string Id { get; init; }
        public required string Name { get; init; }
        public required string Zone { get; init; }

        public Speaker ToSpeaker() => new(new Person(Id, Name), Zone);
    }
}
