using IncidentBot.Chat.Cards;
using IncidentBot.Nudges;
using IncidentBot.Reminders;
using IncidentBot.Testing;
using NodaTime;

namespace IncidentBot.Tests.Nudges;

public sealed class WhatANudgeSays
{
    private static readonly NudgePolicy Policy = new(new NudgeOptions());

    private static readonly AnIncident All = AnIncident
        .OpenedBy("X sev1")
        .After("update X next 10m", "page <@fake:lee|Lee Novak> Please", "escalate @network X")
        .Later(Duration.FromMinutes(30))
        .After(new NudgeIsDue(Policy, NudgeLog.Empty));

    [Fact]
    public void Each_subject_is_a_sentence_and_a_button_that_helps()
    {
        var text = PlainTextCard.Render(Card(All)!);

        Assert.Contains("Lee Novak was paged 33 min ago and has not answered", text, StringComparison.Ordinal);
        Assert.Contains("network was brought in 32 min ago", text, StringComparison.Ordinal);
        Assert.Contains("INC-1 has run for 35 min without a commander", text, StringComparison.Ordinal);
        Assert.Contains("promised news", text, StringComparison.Ordinal);
        Assert.Contains("Nothing was noted for 32 min", text, StringComparison.Ordinal);
        Assert.Equal(["INC-1 ack", "INC-1 lead", "INC-1 update", "INC-1 note", "INC-1 quiet 1h"], Commands(Card(All)!));
    }

    [Theory]
    [InlineData("lead", "INC-1 ack", "INC-1 update", "INC-1 quiet 1h")]
    [InlineData("update X", "INC-1 ack", "INC-1 lead", "INC-1 quiet 1h")]
    public void What_was_settled_before_it_went_out_is_not_said(string line, params string[] buttons) =>
        Assert.Equal(buttons, Commands(Card(All.After(line))!));

    [Theory]
    [InlineData("resolved X")]
    [InlineData("close X")]
    [InlineData("quiet 1h")]
    public void Where_nothing_is_left_to_say_nothing_is_said(string line) => Assert.Null(Card(All.After(line)));

    [Fact]
    public void Each_button_is_a_line_that_somebody_could_type() =>
        Assert.All(
            Card(All)!.Parts.OfType<Buttons>().Single().Row.Where(button => button.Form is null),
            button => Assert.NotNull(All.Read(button.Command["INC-1 ".Length..]).Command)
        );

    [Fact]
    public void It_is_no_entry_of_the_timeline_and_sets_the_next_time()
    {
        var decided = AnIncident.Opened.Later(Duration.FromMinutes(4)).Decide(new NudgeIsDue(Policy, NudgeLog.Empty));

        Assert.Equal(new NudgeSaid(1, AnIncident.At(10, 5), NudgeSubjects.Command), decided.Nudge);
        Assert.Empty(decided.Events);
        Assert.Equal([WakeupChange.ToNudge], decided.Wakeups);
    }

    [Fact]
    public void Where_it_comes_too_early_only_the_next_time_is_set()
    {
        var decided = AnIncident.Opened.Decide(new NudgeIsDue(Policy, NudgeLog.Empty));

        Assert.Null(decided.Nudge);
        Assert.Equal([WakeupChange.ToNudge], decided.Wakeups);
    }

    private static Card? Card(AnIncident incident) =>
        NudgeCard.Of(
            incident.Incident,
            new NudgeSaid(
                1,
                AnIncident.At(10, 34),
                NudgeSubjects.Call | NudgeSubjects.Command | NudgeSubjects.Update | NudgeSubjects.Silence,
                AnIncident.At(10, 29)
            ),
            incident.Now
        );

    private static IEnumerable<string> Commands(Card card) => card.Parts.OfType<Buttons>().Single().Row.Select(button => button.Command);
}
