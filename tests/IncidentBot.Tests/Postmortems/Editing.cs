using IncidentBot.Chat;
using IncidentBot.Incidents;
using IncidentBot.Postmortems;
using IncidentBot.Postmortems.Editing;
using IncidentBot.Testing;

namespace IncidentBot.Tests.Postmortems;

public sealed class Editing
{
    private static readonly AnIncident Closed = AnIncident.Opened.After("cause A full disk", "resolved Over", "close");
    private static readonly AnIncident Edited = Closed.After(Cast.Lee, "postmortem edit root-cause A disk was full.\n\nNobody watched it.");

    [Fact]
    public void Puts_a_section_into_a_person_s_words_and_leaves_the_others()
    {
        var draft = PostmortemDraft.Markdown(Edited.Incident);

        Assert.Equal("A disk was full.\n\nNobody watched it.", Drafting.Section(draft, "Root cause and resolution").Trim());
        Assert.Equal(Drafting.Section(Closed.Incident, "Issue summary"), Drafting.Section(draft, "Issue summary"));
    }

    [Fact]
    public void Keeps_each_version_with_its_author_and_what_it_changed()
    {
        var versions = PostmortemVersion.Of(Edited.After("postmortem edit root-cause A disk was full.\n\nNobody looked.").Incident);

        Assert.Equal([Cast.Lee, Cast.Amara], versions.Select(version => version.Entry.By));
        Assert.Contains("- Nobody said.", versions[0].Difference.Text, StringComparison.Ordinal);
        Assert.Equal("- Nobody watched it.\n+ Nobody looked.", versions[1].Difference.Text);
    }

    [Fact]
    public void Stays_when_the_bot_writes_anew_and_what_changed_beneath_is_shown()
    {
        var draft = PostmortemDraft.Markdown(Edited.After("fix More disk", "note at 10:00 One more thing").Incident);

        Assert.Contains("Nobody watched it.", Drafting.Section(draft, "Root cause and resolution"), StringComparison.Ordinal);
        Assert.Contains("One more thing", Drafting.Section(draft, "Timeline"), StringComparison.Ordinal);
        var changed = Drafting.Section(draft, "Changed since it was edited");
        Assert.Contains("Root cause and resolution, edited by Lee Novak (#5)", changed, StringComparison.Ordinal);
        Assert.Contains("+ More disk", changed, StringComparison.Ordinal);
        Assert.DoesNotContain("One more thing", changed, StringComparison.Ordinal);
    }

    [Fact]
    public void Says_nothing_of_changes_in_a_published_document() =>
        Assert.DoesNotContain(
            "Changed since",
            PostmortemDraft.Markdown(Edited.After("fix More disk", "postmortem publish Nobody knows more").Incident),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("postmortem restore root-cause")]
    [InlineData("retract #5")]
    public void Gives_a_section_back_to_the_bot(string line) =>
        Assert.Equal(
            Drafting.Section(Closed.Incident, "Root cause and resolution"),
            Drafting.Section(Edited.After(line).Incident, "Root cause and resolution")
        );

    [Theory]
    [InlineData("postmortem edit root-cause@0 Mine", Outcome.Refused)]
    [InlineData("postmortem edit root-cause@5 Mine", Outcome.Recorded)]
    [InlineData("postmortem edit root-cause Mine", Outcome.Recorded)]
    public void Refuses_to_write_over_what_somebody_has_not_seen(string line, Outcome outcome) =>
        Assert.Equal(outcome, Edited.Decide(line).Reply.Outcome);

    [Fact]
    public void Takes_what_a_section_can_hold_and_refuses_more()
    {
        var line = "postmortem edit root-cause " + new string('x', 40_000);

        Assert.Equal(Outcome.Recorded, Edited.Decide(line).Reply.Outcome);
        Assert.Contains(new string('x', 40_000), PostmortemDraft.Markdown(Edited.After(line).Incident), StringComparison.Ordinal);
        Assert.Contains("at most 50,000 characters", Edited.Answer(line + new string('y', 20_000)), StringComparison.Ordinal);
    }

    [Fact]
    public void Runs_nothing_that_somebody_wrote_into_a_section()
    {
        var edited = Edited.After(
            "postmortem edit root-cause <script>alert(1)</script> <img src=x onerror=alert(1)> [a](javascript:alert(1)) \u0007\u202e\0 end"
        );

        var page = PostmortemDraft.Html(edited.Incident);

        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"javascript", page, StringComparison.Ordinal);
        Assert.DoesNotContain('\0', page);
    }

    [Theory]
    [InlineData("postmortem edit nowhere X", "“nowhere” is no section of this postmortem. There are")]
    [InlineData("postmortem restore nowhere", "“nowhere” is no section of this postmortem. There are")]
    [InlineData("postmortem edit timeline", "Which section, and what should it say?")]
    public void Says_what_sections_there_are(string line, string answer) =>
        Assert.StartsWith(answer, Edited.Answer(line), StringComparison.Ordinal);

    [Fact]
    public void Lists_sections_and_versions_in_chat()
    {
        var answer = IncidentBot.Chat.Cards.PlainTextCard.Render(
            ShowVersions.Answer(Edited.After("fix More disk").Incident, PostmortemOptions.Default)
        );

        Assert.Contains(
            "root-cause-and-resolution edited by Lee Novak (#5), and changed since",
            answer.Replace("`", "", StringComparison.Ordinal),
            StringComparison.Ordinal
        );
        Assert.Contains("+ More disk", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a\nb\nc", "a\nb\nc", "")]
    [InlineData("a\nb\nc", "a\nx\nc", "- b\n+ x")]
    [InlineData("", "a", "+ a")]
    [InlineData("a\nb", "b\na", "- a\n+ a")]
    [InlineData("a\n\n\nb", "a\nb", "")]
    public void Tells_two_texts_apart_line_by_line(string before, string after, string difference) =>
        Assert.Equal(difference, LineDifference.Of(before, after).Text);

    [Fact]
    public void Does_not_search_for_ever_in_two_long_texts()
    {
        var before = string.Join('\n', Enumerable.Range(0, 20_000));
        var after = string.Join('\n', Enumerable.Range(30_000, 20_000));

        Assert.Equal("+20000 −20000", LineDifference.Of(before, after).Spoken);
    }
}
