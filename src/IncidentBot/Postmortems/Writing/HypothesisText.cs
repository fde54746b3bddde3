using IncidentBot.Hypotheses;

namespace IncidentBot.Postmortems.Writing;

/// <summary>A hypothesis in a line of Markdown: what was suspected, by whom, from when to when, what became of it and how that is known.</summary>
internal static class HypothesisText
{
    public static string Of(Hypothesis hypothesis, string outcome, MomentText moments) =>
        $"**{hypothesis}** {MarkdownText.Escape(hypothesis.Text)} ({MarkdownText.Line(hypothesis.By.Name)}, {Range(hypothesis, moments)}): {outcome}"
        + (hypothesis.Evidence is { } evidence ? ". " + MarkdownText.Escape(evidence) : "");

    private static string Range(Hypothesis hypothesis, MomentText moments)
    {
        var raised = moments.Of(hypothesis.Raised.When);
        var decided = hypothesis.Decided is { } entry ? moments.Of(entry.When) : raised;
        return decided == raised ? raised : $"{raised}–{decided}";
    }
}
