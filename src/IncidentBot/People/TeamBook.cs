using System.Collections.Immutable;

namespace IncidentBot.People;

/// <summary>The teams that the settings name, and who is in them. Nobody is guessed into a team.</summary>
/// <remarks>
/// A member is written as the platform knows the person (<c>slack:U012AB</c>), as a short name (<c>@lee</c>) or as the full name. What a
/// task was given to "@network" belongs to the team of that name.
/// </remarks>
public sealed record TeamBook
{
    /// <summary>No team is known.</summary>
    public static TeamBook None { get; } = new();

    /// <summary>Who is in which team.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<string>> Members { get; init; } =
        ImmutableSortedDictionary.Create<string, ImmutableArray<string>>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The team of somebody, or the one that is called so; null where it is not known.</summary>
    public string? Of(string? id, string? name) =>
        name is not null && Find(name) is { } team
            ? team
            : Members.Where(team => team.Value.Any(member => Is(member, id, name))).Select(team => team.Key).FirstOrDefault();

    /// <summary>Whether somebody is in a team of the settings, or is the team itself; of a team that they do not name only the name counts.</summary>
    public bool Has(string team, string? id, string? name)
    {
        var bare = team.TrimStart('@');
        return bare.Equals(name, StringComparison.OrdinalIgnoreCase)
            || (Members.TryGetValue(bare, out var members) && members.Any(member => Is(member, id, name)));
    }

    /// <summary>Whether the settings count a person to a team.</summary>
    public bool IsIn(string team, Person who) =>
        Members.TryGetValue(team.TrimStart('@'), out var members) && members.Any(member => Is(member, who.Id, who.Name));

    /// <summary>The team as the settings write it; null for one they do not name.</summary>
    public string? Find(string name) =>
        Members.Keys.FirstOrDefault(team => team.Equals(name.TrimStart('@'), StringComparison.OrdinalIgnoreCase));

    private static bool Is(string member, string? id, string? name)
    {
        var bare = member.TrimStart('@');
        return bare.Equals(name, StringComparison.OrdinalIgnoreCase)
            || bare.Equals(id, StringComparison.OrdinalIgnoreCase)
            || (id is not null && bare.Equals(id[(id.IndexOf(':', StringComparison.Ordinal) + 1)..], StringComparison.OrdinalIgnoreCase));
    }
}
