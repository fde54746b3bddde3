using System.Collections.Immutable;
using NodaTime;

namespace IncidentBot.Stories;

/// <summary>An incident as a text file: who said what when.</summary>
/// <param name="People">Short names and the names they stand for.</param>
/// <param name="Lines">What is said, in order.</param>
public sealed record Story(ImmutableSortedDictionary<string, string> People, ImmutableArray<StoryLine> Lines);

/// <summary>One line of a story.</summary>
/// <param name="Number">Its number in the file, from 1.</param>
/// <param name="At">When it is said.</param>
/// <param name="Zone">The zone that rules there: people are in it, and an incident opened by the line keeps it.</param>
/// <param name="Who">Who says it; null where time only passes.</param>
/// <param name="Text">What is said.</param>
public sealed record StoryLine(int Number, Instant At, DateTimeZone Zone, string? Who, string Text);

/// <summary>A line that could not be read, or that the bot refused.</summary>
public sealed record StoryFault(int Line, string Text, string Because);
