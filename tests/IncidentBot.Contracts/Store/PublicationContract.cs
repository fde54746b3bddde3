using IncidentBot.Chat;
using IncidentBot.Incidents;
using IncidentBot.Outbox;
using IncidentBot.Postmortems;
using IncidentBot.Postmortems.Publishing;
using IncidentBot.Reminders;
using IncidentBot.Testing;

namespace IncidentBot.Contracts.Store;

/// <summary>What was published stays as it was, whatever happens afterwards. INC-1 is closed.</summary>
public abstract class PublicationContract(TestDatabase database) : StoreContract(database)
{
    private const string Publish = "INC-1 postmortem publish Nobody knows more";

    private readonly KeepingTarget _target = new();

    protected override ReminderOptions Reminders =>
        ReminderOptions.Default with
        {
            Postmortems = new PostmortemOptions { Targets = [_target] },
        };

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await RecordAsync("open Disk full sev2", "INC-1 cause A full disk", "INC-1 resolved More disk", "INC-1 close");
    }

    [Theory]
    [InlineData("INC-1 postmortem edit root-cause Somebody had filled it")]
    [InlineData("INC-1 correct #2 A full volume")]
    [InlineData("INC-1 fix A bigger disk")]
    [InlineData("INC-1 task add Watch the disk")]
    [InlineData("INC-1 postmortem template blameless")]
    public async Task Keeps_its_bytes_and_makes_a_draft_of_the_next_version(string later)
    {
        await RecordAsync(Publish);
        var first = await VersionAsync(1);
        Assert.Equal(first!.Markdown, PostmortemDraft.Markdown(await IncidentAsync()));

        var reply = await SayAsync(later);

        Assert.Contains("Version 1 of the postmortem stays as it was published", Text(reply), StringComparison.Ordinal);
        Assert.Contains("draft of version 2", Text(reply), StringComparison.Ordinal);
        Assert.Contains(
            "draft of version 2; version 1 stays as it was published",
            Text(await SayAsync("INC-1 postmortem")),
            StringComparison.Ordinal
        );
        await RestartAsync();
        Assert.Equal(first, await VersionAsync(1));
        Assert.NotEqual(first.Markdown, PostmortemDraft.Markdown(new Postmortem(await IncidentAsync()), Reminders.Postmortems));
    }

    [Fact]
    public async Task Is_a_version_of_its_own_when_it_is_published_again()
    {
        await RecordAsync(Publish, "INC-1 postmortem edit root-cause Somebody had filled it");
        var first = await VersionAsync(1);
        await RecordAsync(Publish);
        var second = await VersionAsync(2);

        Assert.Equal(first, await VersionAsync(1));
        Assert.Contains("Somebody had filled it", second!.Markdown, StringComparison.Ordinal);
        Assert.Contains("Somebody had filled it", second.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Somebody had filled it", first!.Markdown + first.Html + first.Json, StringComparison.Ordinal);
        Assert.Null(await VersionAsync(3));
        Assert.Equal(2, await QueryAsync<long>("select count(*) from published_postmortems"));
    }

    [Fact]
    public async Task Is_sent_as_it_was_published_also_where_it_is_a_draft_again_by_then()
    {
        await RecordAsync(Publish, "INC-1 postmortem edit root-cause Somebody had filled it");
        await Bot.Relay.DrainAsync(Cancellation);

        var sent = Assert.Single(_target.Published);
        Assert.Equal((await VersionAsync(1))!.Markdown, sent.Markdown);
        Assert.Equal((await VersionAsync(1))!.Html, sent.Html);
    }

    [Theory]
    [InlineData("INC-1 reopen It came back")]
    [InlineData("INC-1 retract #5 Too early")]
    public async Task Is_sent_nowhere_once_it_was_taken_back(string line)
    {
        await RecordAsync(Publish, line);
        await Bot.Relay.DrainAsync(Cancellation);

        Assert.Empty(_target.Published);
    }

    [Fact]
    public async Task Is_edited_by_one_of_two_who_have_seen_the_same()
    {
        var replies = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(i => Task.Run(() => SayAsync($"INC-1 postmortem edit root-cause@0 Words of {i}")))
        );

        Assert.Single(replies, reply => reply.Outcome == Outcome.Recorded);
        Assert.Equal(7, replies.Count(reply => Text(reply).Contains("has edited", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Stays_published_whatever_the_bot_does_for_itself()
    {
        await RecordAsync(Publish, "INC-1 postmortem comment Well written");

        Assert.Equal(PostmortemState.Published, PostmortemStates.Of(await IncidentAsync()));
        Assert.Equal(Outcome.Answered, (await SayAsync("INC-1 postmortem publish")).Outcome);
    }

    private Task<PublishedVersion?> VersionAsync(int version) => Bot.Store.FindPublishedAsync(new IncidentId(1), version, Cancellation);

    private sealed class KeepingTarget : IPublicationTarget
    {
        public List<Publication> Published { get; } = [];

        public string Name => "kept";

        public string Spoken => "kept";

        public Task PublishAsync(Publication publication, CancellationToken cancellation)
        {
            Published.Add(publication);
            return Task.CompletedTask;
        }
    }
}
