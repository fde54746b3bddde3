using IncidentBot.Chat.Cards;
using IncidentBot.Postmortems;
using IncidentBot.Postmortems.Wording;
using IncidentBot.Testing;

namespace IncidentBot.Tests.Postmortems;

public sealed class WordingChecks
{
    // #1 opened at 10:00, #2 detected at 09:45, then each a minute later, from 10:02.
    private static readonly AnIncident Outage = AnIncident
        .OpenedBy("Checkout answers 502 sev2")
        .After("detected at 09:45 Monitoring alert: 35% of requests fail")
        .After(Cast.Lee, "note The load balancer db_proxy2 sent all traffic to one server")
        .After(Cast.Lee, "suspect Database overload")
        .After(Cast.Lee, "ruledout H1 No query was slow")
        .After("note No data was lost; 1,200 customers called within 30 minutes")
        .After("note around 10:05 The traffic came back")
        .After("cause A wrong weight in the configuration of the load balancer")
        .After("improve Review every change of weights")
        .After("resolved All servers answer again");

    [Theory]
    [InlineData("The monitoring alert at 09:45 was that 35% of requests fail (#2).")]
    [InlineData("At 9:45 AM monitoring noticed that 35 percent of requests fail (#2).")]
    [InlineData("Checkout answers 502, and the load balancer db_proxy2 sent all traffic to one server (#1, #3).")]
    [InlineData("Lee Novak suspected a database overload (#4).")]
    [InlineData("The hypothesis of database overload was ruled out, as no query was slow (#4, #5).")]
    [InlineData("No data was lost (#6).")]
    [InlineData("1200 customers called within 30 minutes (#6).")]
    [InlineData("The traffic came back at about 10:05 (#7).")]
    [InlineData("The root cause was a wrong weight in the load balancer configuration (#8).")]
    [InlineData("Every change of weights should be reviewed (#9).")]
    [InlineData("On 3 March 2026 at 10:09 UTC it was resolved: all servers answer again. (#10)")]
    public void Let_stand_what_the_entries_say(string sentence) => Assert.Null(Complaint(sentence));

    [Theory]
    [InlineData("Checkout answers 502.", "names no entry")]
    [InlineData("Checkout answers 502 (#99).", "names no entry")]
    [InlineData("Checkout answers 502 (#0).", "names no entry")]
    [InlineData("Checkout answers 503 (#1).", "number")]
    [InlineData("45% of requests fail (#2).", "number")]
    [InlineData("35 requests fail (#2).", "number")]
    [InlineData("1,200 customers called within 30 hours (#6).", "number")]
    [InlineData("Two of the servers answer again (#10).", "number")]
    [InlineData("The monitoring alert was at 09:50 (#2).", "time")]
    [InlineData("The monitoring alert was at 9:45 PM (#2).", "time")]
    [InlineData("The monitoring alert was at 09:45 EDT (#2).", "time")]
    [InlineData("The monitoring alert was at 09:45 (#3).", "time")]
    [InlineData("On 4 March all servers answer again (#10).", "day")]
    [InlineData("Checkout answers 502, said Zoe Young (#1).", "name")]
    [InlineData("checkout answers 502, said bob (#1).", "“bob”")]
    [InlineData("The load balancer db_proxy3 sent all traffic to one server (#3).", "code")]
    [InlineData("Checkout answers 502 after a deployment (#1).", "“after”")]
    [InlineData("Hackers attacked, and checkout answers 502 (#1).", "“hackers”")]
    [InlineData("Database overload was the cause (#4).", "“cause”")]
    [InlineData("There was a database overload (#4).", "guess")]
    [InlineData("Database overload, a slow query (#4, #5).", "denies")]
    [InlineData("Data was lost (#6).", "denies")]
    [InlineData("The load balancer never sent traffic to one server (#3).", "denies what")]
    [InlineData("The traffic came back at 10:05 (#7).", "exact")]
    [InlineData("Every change of weights is reviewed (#9).", "promise")]
    [InlineData("<b>Checkout</b> answers 502 (#1).", "markup")]
    [InlineData("Checkout answers 502 [here](https://evil.example) (#1).", "markup")]
    [InlineData("Checkout answers 502, see https://evil.example (#1).", "code")]
    [InlineData("Die Kasse antwortet mit 502 (#1).", "name")]
    [InlineData("結帳回應 502 (#1).", "結帳")]
    [InlineData("(#1)", "nothing")]
    [InlineData("Checkout answers 502, as #3 says (#1).", "markup")]
    public void Drop_what_they_do_not_say(string sentence, string because) =>
        Assert.Contains(because, Complaint(sentence), StringComparison.Ordinal);

    [Fact]
    public void Keep_out_what_nobody_may_cite()
    {
        var edited = Outage.After("close", "postmortem comment Bob broke it");

        Assert.Contains("names no entry", Complaint("Bob broke it (#12).", edited), StringComparison.Ordinal);
    }

    [Fact]
    public void Take_a_sentence_back_with_the_entry_that_bore_it_out()
    {
        var worded = Outage
            .After("close")
            .After(new RecordWording(Read("35% of requests fail (#2). All servers answer again (#10)."), "m"));
        Assert.Equal(2, new Postmortem(worded.Incident).Wording!.Summary.Length);

        var corrected = worded.After("correct #2 Monitoring alert: 53% of requests fail");

        Assert.Equal("All servers answer again (#10).", Assert.Single(new Postmortem(corrected.Incident).Wording!.Summary).Text);
    }

    [Fact]
    public void Show_what_is_left_marked_and_with_its_citations_beside_the_facts()
    {
        var worded = Outage
            .After("close")
            .After(new RecordWording(Read("35% of requests fail (#2).\nLessons\nEvery change of weights should be reviewed (#9)."), "m-1"));

        var draft = PostmortemDraft.Markdown(worded.Incident);

        Assert.Contains(
            "> 35% of requests fail (#2).\n>\n> *Worded by the model m-1 from the entries that each sentence names.*",
            draft,
            StringComparison.Ordinal
        );
        Assert.Contains("### Lessons\n\n> Every change of weights should be reviewed (#9).", draft, StringComparison.Ordinal);
        Assert.Contains("- **Root cause:** A wrong weight", draft, StringComparison.Ordinal);
        Assert.Contains("Worded by the model m-1", PostmortemDraft.Html(worded.Incident), StringComparison.Ordinal);
    }

    [Fact]
    public void Never_touch_what_a_person_wrote()
    {
        var edited = Outage.After("close", "postmortem edit issue-summary It was the load balancer.");

        var worded = edited.After(new RecordWording(Read("35% of requests fail (#2)."), "m"));

        var section = PostmortemDraft.Document(worded.Incident).Find("issue-summary")!;
        Assert.Equal("It was the load balancer.", section.Text);
        Assert.True(section.IsBehind);
    }

    [Fact]
    public void Say_nothing_where_nothing_holds_or_it_is_too_late()
    {
        var closed = Outage.After("close");

        Assert.Empty(closed.Decide(new RecordWording(Read("Hackers attacked (#1)."), "m")).Events);
        Assert.Empty(Outage.Decide(new RecordWording(Read("35% of requests fail (#2)."), "m")).Events);
        Assert.Empty(
            closed.After("postmortem publish Nobody knows more").Decide(new RecordWording(Read("35% of requests fail (#2)."), "m")).Events
        );
        Assert.DoesNotContain("Worded", PostmortemDraft.Markdown(closed.Incident), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("close")]
    [InlineData("postmortem reword")]
    public void Ask_no_model_that_nobody_has_set(string line) =>
        Assert.DoesNotContain(Outage.Decide(line).Effects, effect => effect.Effect is IncidentBot.Outbox.WordPostmortem);

    private static WordedAnswer Read(string summary) => WordedAnswer.Read("Summary\n" + summary);

    private static string? Complaint(string sentence, AnIncident? of = null) =>
        WordingCheck.Complaint(WordedSentence.Of(sentence), (of ?? Outage).Incident);
}
