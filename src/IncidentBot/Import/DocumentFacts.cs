using System.Collections.Immutable;
using IncidentBot.Incidents;
using NodaTime;

namespace IncidentBot.Import;

/// <summary>What a document says of an incident. What it does not say is null or empty: nothing here is guessed.</summary>
public sealed record DocumentFacts
{
    /// <summary>What it was, in a few words.</summary>
    public string? Title { get; init; }

    /// <summary>When it began.</summary>
    public ToldTime? Start { get; init; }

    /// <summary>When it was over.</summary>
    public ToldTime? End { get; init; }

    /// <summary>The zone of times that name none.</summary>
    public DateTimeZone? Zone { get; init; }

    /// <summary>From start to end.</summary>
    public Duration? Duration { get; init; }

    /// <summary>How long it lasted in the document's own words.</summary>
    public Duration? StatedDuration { get; init; }

    /// <summary>Who and what was affected.</summary>
    public string? Impact { get; init; }

    /// <summary>The share that was affected, 0 to 100.</summary>
    public decimal? ImpactPercent { get; init; }

    /// <summary>How bad it was.</summary>
    public Severity? Severity { get; init; }

    /// <summary>The root cause.</summary>
    public string? Cause { get; init; }

    /// <summary>What ended it.</summary>
    public string? Resolution { get; init; }

    /// <summary>How it was noticed.</summary>
    public string? Detection { get; init; }

    /// <summary>What people outside were told.</summary>
    public string? Communication { get; init; }

    /// <summary>The timeline, in the document's order.</summary>
    public ImmutableArray<ToldEntry> Entries { get; init; } = [];

    /// <summary>Measures proposed.</summary>
    public ImmutableArray<string> Improvements { get; init; } = [];

    /// <summary>Measures promised.</summary>
    public ImmutableArray<ToldTask> Tasks { get; init; } = [];

    /// <summary>What contradicts itself, both values named, and what could not be read.</summary>
    public ImmutableArray<string> Warnings { get; init; } = [];

    /// <summary>The incident whose draft it is, where the bot wrote it; null for a document that people wrote.</summary>
    public IncidentId? DraftOf { get; init; }

    /// <summary>Why it is no postmortem; null where it is one.</summary>
    public string? Refusal { get; init; }
}

/// <summary>An entry of a document's timeline.</summary>
/// <param name="When">When; null where the document does not say.</param>
/// <param name="Text">Its words.</param>
public sealed record ToldEntry(ToldTime? When, string Text);

/// <summary>A task that a document names.</summary>
/// <param name="Text">What is to be done.</param>
public sealed record ToldTask(string Text)
{
    /// <summary>Who, as the document names them.</summary>
    public string? Owner { get; init; }

    /// <summary>By when.</summary>
    public LocalDate? Due { get; init; }

    /// <summary>Whether it was done when the document was written.</summary>
    public bool IsDone { get; init; }

    /// <summary>Whether it was given up.</summary>
    public bool IsDropped { get; init; }

    /// <summary>Whether it is a step of the task before it that is none.</summary>
    public bool IsStep { get; init; }
}
