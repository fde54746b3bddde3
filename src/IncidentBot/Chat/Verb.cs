using System.Collections.Immutable;

namespace IncidentBot.Chat;

/// <summary>One verb of the grammar: how it is said, what it is for, examples, and how its words are read.</summary>
/// <param name="Name">The word, lower case.</param>
/// <param name="Usage">What may follow, as the help shows it.</param>
/// <param name="Help">What it does, in one sentence.</param>
/// <param name="Read">Reads what follows the verb.</param>
public sealed record Verb(string Name, string Usage, string Help, Func<string, ReadingContext, Reading> Read)
{
    /// <summary>Other words for it.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>Lines that a person can type as they stand.</summary>
    public ImmutableArray<string> Examples { get; init; } = [];

    /// <summary>Whether it speaks of one incident, so that one must be named or implied.</summary>
    public bool NeedsIncident { get; init; } = true;
}
