using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;

namespace IncidentBot.Hypotheses;

/// <summary><c>H1 [TIME] TEXT</c>, and what is said where there is no such hypothesis.</summary>
internal static class HypothesisPhrase
{
    public static Reading Read(Verb verb, string words, ReadingContext context, Func<int, string, Command> make)
    {
        var (whenFirst, text, wrong) = Phrase.Timed(words, context);
        if (wrong is not null)
        {
            return Reading.NotUnderstood(wrong);
        }

        var (word, rest) = Phrase.Word(text);
        if (!Phrase.Number(word, 'H', out var number))
        {
            return Reading.NotUnderstood($"Which hypothesis? Type `{verb.Name} H1 TEXT`; `show` lists them with their numbers.");
        }

        var (when, reason, wrongLater) = whenFirst is null
            ? Phrase.Timed(rest, context)
            : (whenFirst, Phrase.Unquoted(Phrase.Opened(rest)), null);
        return wrongLater is not null ? Reading.NotUnderstood(wrongLater) : (Reading)Phrase.Stamp(make(number, reason), when);
    }

    /// <summary>The refusal for a hypothesis that is not there or has that outcome already; null where it can be decided.</summary>
    public static Decision? Undecidable(Incident incident, int number, HypothesisState outcome)
    {
        var hypothesis = incident.FindHypothesis(number);
        if (hypothesis is null)
        {
            return Decision.Refuse(
                incident.Hypotheses.IsEmpty
                    ? $"{incident.Id} has no hypothesis yet. Raise one with `suspect TEXT`."
                    : Prose.Of($"{incident.Id} has no H{number}. It has ")
                        + string.Join(", ", incident.Hypotheses.Select(h => $"{h} ({h.Text})"))
                        + "."
            );
        }

        return hypothesis.State == outcome
            ? Decision.Refuse(
                $"{hypothesis} was {(outcome == HypothesisState.RuledOut ? "ruled out" : "confirmed")} already. To change the words say `correct #{hypothesis.Decided!.Number} TEXT`."
            )
            : null;
    }
}
