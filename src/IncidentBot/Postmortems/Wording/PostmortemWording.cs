using System.Collections.Immutable;
using IncidentBot.Incidents;
using IncidentBot.Timeline;

namespace IncidentBot.Postmortems.Wording;

/// <summary>What a model worded and the entries still bear out, as a postmortem shows it.</summary>
/// <param name="Entry">The event that brought it.</param>
/// <param name="Model">Which model.</param>
/// <param name="Summary">The summary.</param>
/// <param name="Lessons">The lessons.</param>
public sealed record PostmortemWording(
    TimelineEntry Entry,
    string Model,
    ImmutableArray<WordedSentence> Summary,
    ImmutableArray<WordedSentence> Lessons
)
{
    /// <summary>
    /// The last wording of an incident; null where there is none. A sentence whose entries were corrected or taken back since goes with them.
    /// </summary>
    public static PostmortemWording? Of(Incident incident)
    {
        if (
            incident.Entries.FindLast(entry => entry is { Counts: true, What: PostmortemWorded })
            is not { What: PostmortemWorded worded } entry
        )
        {
            return null;
        }

        var answer = Answer(worded).BorneOutBy(incident);
        return answer.Count == 0 ? null : new PostmortemWording(entry, worded.Model, answer.Summary, answer.Lessons);
    }

    /// <summary>The event of an answer.</summary>
    internal static PostmortemWorded Event(WordedAnswer answer, string model) => new(Lines(answer.Summary), Lines(answer.Lessons), model);

    private static WordedAnswer Answer(PostmortemWorded worded) => new(Read(worded.Summary), Read(worded.Lessons));

    private static string Lines(ImmutableArray<WordedSentence> sentences) => string.Join('\n', sentences.Select(sentence => sentence.Text));

    private static ImmutableArray<WordedSentence> Read(string lines) =>
        [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(WordedSentence.Of)];
}
