using System.Collections.Immutable;
using NodaTime;

namespace IncidentBot.Stories;

/// <summary>An incident as a text file: who said what when.</summary>
/// <param name="Zone">The zone of times that name none, and of the people.</param>
/// <param name="People">Short names and the names they stand for.</param>
/// <param name="Lines">What is said, in order.</param>
public sealed record Story(DateTimeZone Zone, ImmutableSortedDictionary<string, string> People, ImmutableArray<StoryLine> Lines);

/// <summary>One line of a story. <paramref name="Who"/> is null where time only passes.</summary>
public sealed record StoryLine(int Number, Instant At, string? Who, string Text);

/// <summary>A line that could not be read, or that the bot refused.</summary>
public sealed record StoryFault(int Line, string Text, string Because);
