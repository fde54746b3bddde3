using IncidentBot.Chat;
using IncidentBot.Incidents;
using IncidentBot.Outbox;
using IncidentBot.Postmortems;
using IncidentBot.Postmortems.Reviews;
using IncidentBot.Reminders;
using IncidentBot.Testing;
using NodaTime;

namespace IncidentBot.Tests.Postmortems;

public sealed class Reviewing
{
    private static readonly string Lee = Cast.Lee.Mention;
    private static readonly AnIncident Closed = AnIncident.Opened.After("resolved Over", "close");

    [Fact]
    public void Goes_from_draft_to_in_review_to_published_and_back_where_somebody_edits_it()
    {
        var asked = Closed.After($"postmortem review {Lee}");
        var published = asked.After("postmortem publish Nobody knows more");

        Assert.Equal(PostmortemState.Draft, PostmortemStates.Of(Closed.Incident));
        Assert.Equal(PostmortemState.InReview, PostmortemStates.Of(asked.Incident));
        Assert.Equal(PostmortemState.InReview, PostmortemStates.Of(asked.After("postmortem edit timeline It went well").Incident));
        Assert.Equal(PostmortemState.Published, PostmortemStates.Of(published.Incident));
        Assert.Equal(PostmortemState.Draft, PostmortemStates.Of(published.After("postmortem edit timeline It went well").Incident));
    }

    [Fact]
    public void Tells_the_reviewer_with_the_buttons_to_answer()
    {
        var told = Closed.Decide($"postmortem review {Lee}").Effects.Select(effect => effect.Effect).OfType<TellPerson>().Single();

        Assert.Equal(Cast.Lee, told.Who);
        Assert.Contains("asks you to review", IncidentBot.Chat.Cards.PlainTextCard.Render(told.Card), StringComparison.Ordinal);
        Assert.All(
            told.Card.Parts.OfType<IncidentBot.Chat.Cards.Buttons>().Single().Row,
            button => Assert.NotNull(Closed.Read((button.Form is null ? button.Command : button.Command + " X")["INC-1 ".Length..]).Command)
        );
    }

    [Fact]
    public void Reminds_the_reviewer_on_working_mornings_until_there_were_three()
    {
        // Tuesday; the second working day after it is Thursday.
        var asked = Closed.Decide($"postmortem review {Lee}");
        var request = asked.Events[0].Number;
        Assert.Contains(WakeupChange.ToReckonReview(request), asked.Wakeups);
        Assert.Equal(AnIncident.At(9, 0) + Duration.FromDays(2), Next(asked.After, asked.At));

        var incident = Closed.After($"postmortem review {Lee}");
        for (var round = 1; round <= 3; round++)
        {
            incident = incident.Later(Duration.FromDays(2));
            var reminded = incident.Decide(new RemindReviewer(request));
            Assert.Equal(new ReviewReminded(request, round, new People.Party(Cast.Lee.Name, Cast.Lee)), reminded.Events.Single().What);
            Assert.Single(reminded.Effects, effect => effect.Effect is TellPerson);
            incident = incident.After(new RemindReviewer(request));
            Assert.NotNull(Next(incident.Incident, incident.Now));
        }

        var unanswered = incident.Decide(new RemindReviewer(request));
        var told = unanswered.Effects.Select(effect => effect.Effect).OfType<TellPerson>().Single();
        Assert.Equal(Cast.Amara, told.Who);
        Assert.Contains("reminded 3 times", IncidentBot.Chat.Cards.PlainTextCard.Render(told.Card), StringComparison.Ordinal);
        Assert.Null(Next(unanswered.After, incident.Now));
    }

    [Fact]
    public void Stays_published_only_where_nothing_can_have_changed_the_document()
    {
        var published = Closed
            .After("cause A full disk", "suspect A wrong guess", "task add Watch it", "postmortem publish Nobody knows more")
            .Incident;
        var markdown = PostmortemDraft.Markdown(published);
        foreach (var what in Incidents.EveryEvent.All.Where(what => what is not PostmortemPublished))
        {
            var last = published.Entries[^1];
            var after = published.Apply(new Recorded(published.Sequence + 1, what, last.When, last.RecordedAt, Cast.Amara));
            Assert.True(
                PostmortemStates.Of(after) != PostmortemState.Published || PostmortemDraft.Markdown(after) == markdown,
                $"{what.GetType().Name} changes a document that is published."
            );
        }
    }

    [Theory]
    [InlineData("postmortem approve")]
    [InlineData("postmortem approve Well written")]
    public void Reminds_nobody_who_has_reviewed(string line)
    {
        var incident = Closed.After($"postmortem review {Lee}").After(Cast.Lee, line);

        Assert.Empty(incident.Decide(new RemindReviewer(4)).Events);
        Assert.False(Assert.Single(Review.All(incident.Incident)).IsAwaited);
    }

    [Fact]
    public void Is_not_given_by_somebody_else()
    {
        var incident = Closed.After($"postmortem review {Lee}").After(Cast.Zoe, "postmortem approve");

        Assert.True(Assert.Single(Review.All(incident.Incident)).IsAwaited);
        Assert.Single(incident.Decide(new RemindReviewer(4)).Events);
    }

    [Theory]
    [InlineData("postmortem publish Nobody knows more")]
    [InlineData("reopen It came back")]
    [InlineData("retract #4")]
    public void Is_over_when_there_is_nothing_to_review_any_more(string line)
    {
        var incident = Closed.After($"postmortem review {Lee}").After(line);

        Assert.Empty(incident.Decide(new RemindReviewer(4)).Events);
    }

    [Fact]
    public void Asks_the_same_person_once() =>
        Assert.Equal(Outcome.Answered, Closed.After($"postmortem review {Lee}").Decide($"postmortem review {Lee}").Reply.Outcome);

    [Fact]
    public void Says_who_has_not_reviewed_when_it_is_published() =>
        Assert.Contains(
            "no longer awaited that was asked of Lee Novak",
            Closed.After($"postmortem review {Lee}").Answer("postmortem publish Nobody knows more"),
            StringComparison.Ordinal
        );

    [Fact]
    public void Announces_a_published_one_and_sends_it_wherever_it_was_set()
    {
        var effects = Published(Closed, new Target());

        Assert.Contains(effects, effect => effect.Effect is PostAnnouncement);
        Assert.Contains(effects, effect => effect is { Platform: "elsewhere", Effect: PublishDocument });
    }

    [Theory]
    [InlineData("Disk full private")]
    [InlineData("Disk full drill")]
    public void Tells_nobody_outside_of_a_private_one_or_of_practice(string opening)
    {
        var effects = Published(AnIncident.OpenedBy(opening).After("resolved Over", "close"), new Target());

        Assert.DoesNotContain(effects, effect => effect.Effect is PostAnnouncement or PublishDocument);
    }

    private static Instant? Next(Incident incident, Instant now) =>
        ReviewReminders.Next(
            incident,
            Assert.Single(Review.All(incident)),
            PostmortemOptions.Default,
            System.Collections.Immutable.ImmutableDictionary<string, People.Whereabouts>.Empty,
            now
        );

    private static IEnumerable<Addressed> Published(AnIncident incident, IncidentBot.Postmortems.Publishing.IPublicationTarget target) =>
        Decider
            .Decide(
                incident.Incident,
                new IncidentBot.Postmortems.Publishing.Publish("Nobody knows more"),
                new Asked(Cast.Amara, AnIncident.Channel, incident.Now) { Postmortems = new PostmortemOptions { Targets = [target] } }
            )
            .Effects;

    private sealed class Target : IncidentBot.Postmortems.Publishing.IPublicationTarget
    {
        public string Name => "elsewhere";

        public string Spoken => "elsewhere";

        public Task PublishAsync(IncidentBot.Postmortems.Publishing.Publication publication, CancellationToken cancellation) =>
            Task.CompletedTask;
    }
}
