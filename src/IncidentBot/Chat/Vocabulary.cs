using System.Collections.Frozen;
using System.Collections.Immutable;
using IncidentBot.Chat.Cards;
using IncidentBot.CorrectiveTasks;
using IncidentBot.Digests;
using IncidentBot.Escalations;
using IncidentBot.Hypotheses;
using IncidentBot.Incidents;
using IncidentBot.Memory;
using IncidentBot.Nudges;
using IncidentBot.Postmortems;
using IncidentBot.Responders;
using IncidentBot.StatusUpdates;
using IncidentBot.Stories;
using IncidentBot.Timeline;

namespace IncidentBot.Chat;

/// <summary>Everything that can be said to the bot. Help, the platforms' hints and the README's table come from here.</summary>
public static class Vocabulary
{
    /// <summary>The verbs, in the order of an incident's life.</summary>
    public static ImmutableArray<Verb> Verbs { get; } =
    [
        Open.Verb,
        Detect.Verb,
        AddEntry.Verb,
        Suspect.Verb,
        RuleOut.Verb,
        Confirm.Verb,
        StateImpact.Verb,
        ChangeSeverity.Verb,
        MoveTo.Verb,
        AssignRole.Verb,
        AssignRole.LeadVerb,
        Join.Verb,
        ListResponders.Verb,
        Escalate.Verb,
        PageOnCall.Verb,
        AcknowledgePage.Verb,
        PostStatusUpdate.Verb,
        Quiet.Verb,
        Mitigate.Verb,
        Restore.Verb,
        Resolve.Verb,
        StateCause.Verb,
        StateFix.Verb,
        Improve.Verb,
        TaskVerb.Verb,
        CorrectEntry.Verb,
        RetimeEntry.Verb,
        RetractEntry.Verb,
        Undo.Verb,
        ShowTimeline.Verb,
        ShowIncident.Verb,
        ListIncidents.Verb,
        Similar.Verb,
        Close.Verb,
        Reopen.Verb,
        PostmortemVerb.Verb,
        ShowDigest.Verb,
        ShowStatistics.Verb,
        Tutorial.Verb,
        HelpFor.Verb,
    ];

    private static readonly FrozenDictionary<string, Verb> ByWord = Verbs
        .SelectMany(verb => verb.Aliases.Prepend(verb.Name).Select(word => (word, verb)))
        .ToFrozenDictionary(pair => pair.word, pair => pair.verb, StringComparer.OrdinalIgnoreCase);

    private static readonly char[] Marks = [.. Phrase.Invisible, '/', ':', '.', ',', '!'];

    /// <summary>The longest line that is read, in characters. More than this nobody types; it is a file.</summary>
    public const int LongestLine = 100_000;

    /// <summary>Finds a verb by its name or one of its other names.</summary>
    public static Verb? Find(string word) => ByWord.GetValueOrDefault(word);

    /// <summary>Reads a line: what stands behind <c>/incident</c>, without the incident's number. Never throws, whatever is typed.</summary>
    public static Reading Read(string line, ReadingContext context)
    {
        if (line.Length > LongestLine)
        {
            return Reading.NotUnderstood(
                $"That has {line.Length:N0} characters; the bot reads up to {LongestLine:N0} at once. Nothing was recorded: send it in parts, or as a file and a `note` that says where it is."
            );
        }

        var (word, rest) = Phrase.Word(Phrase.Cleaned(line));
        var name = Spelled(word);
        return name.Length == 0 ? new HelpFor("")
            : Find(name) is { } verb ? Understood(verb, rest, context)
            : Unknown(name);
    }

    private static Reading Understood(Verb verb, string rest, ReadingContext context) =>
        verb.NeedsIncident && context.Incident is null ? Reading.WhichIncident() : verb.Read(rest, context);

    // Invisible marks around a word are no part of it.
    private static string Spelled(string word) => word.Trim(Marks);

    private static Reading Unknown(string word)
    {
        var nearest = Nearest.Of(word, ByWord.Keys, 3).ToList();
        var shown = Mentions.InWords(Phrase.Shortened(word, 40));
        var because = Prose.Of($"“{shown}” is no command, and nothing was recorded.");
        because = nearest.Count == 0 ? because : because + " Did you mean " + Listed(nearest) + "?";
        return Reading.NotUnderstood(
            because + " To put it on the timeline, type " + Prose.Code("note …") + "; " + Prose.Code("help") + " lists what can be said."
        );
    }

    private static Prose Listed(List<string> words) => words.Select(Prose.Code).Aggregate((all, word) => all + " or " + word);
}
