using IncidentBot.Incidents;
using IncidentBot.Testing.Slack;
using static IncidentBot.Stories.Slack.SlackHost;

namespace IncidentBot.Stories.Slack;

public sealed class Pinning_messages
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_pinned_message_is_an_entry_at_its_own_time_by_its_author(bool sockets)
    {
        await using var host = await SlackHost.StartAsync(sockets);
        var channel = await host.OpenAsync();
        var said = await host.Slack.As(Marek).Say(channel.Id, "Rolled back to 211 &amp; it helps, <@U3ANA>");
        var at = host.Time.GetUtcNow();
        host.Time.Advance(TimeSpan.FromMinutes(7));

        await host.Slack.As(Priya).React(said, "pushpin");
        await host.SettleAsync();

        var entry = Noted(await host.IncidentAsync(1)).Single();
        Assert.Equal("Rolled back to 211 & it helps, <@slack:U3ANA|U3ANA>", entry.What.Words);
        Assert.Equal(("slack:" + Marek, "Marek Kowal"), (entry.By.Id, entry.By.Name));
        Assert.Equal(at, entry.When.From!.Value.ToDateTimeOffset(), TimeSpan.FromSeconds(1));
        Assert.Contains("/archives/", ((Noted)entry.What).Source!.Permalink, StringComparison.Ordinal);
        Assert.Contains(
            host.Slack.As(Priya).Sees(channel.Id),
            message =>
                message.OnlyFor == Priya && message.Text.Contains("On the timeline", StringComparison.Ordinal)
                || message.ReadableText.Contains("On the timeline", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_reply_in_a_thread_is_pinned_as_itself()
    {
        await using var host = await SlackHost.OverHttpAsync();
        var channel = await host.OpenAsync();
        var root = await host.Slack.As(Marek).Say(channel.Id, "Anybody at the database?");
        var reply = await host.Slack.As(Ana).Say(channel.Id, "Yes, it is idle", root.Ts);

        await host.Slack.As(Priya).React(reply, "pushpin");
        await host.SettleAsync();

        var entry = Noted(await host.IncidentAsync(1)).Single();
        Assert.Equal("Yes, it is idle", entry.What.Words);
        Assert.Contains("thread_ts=", ((Noted)entry.What).Source!.Permalink, StringComparison.Ordinal);
    }

    [Fact]
    public async Task However_many_pin_it_there_is_one_entry_and_it_goes_with_the_last()
    {
        await using var host = await SlackHost.OverHttpAsync();
        var channel = await host.OpenAsync();
        var said = await host.Slack.As(Marek).Say(channel.Id, "Traffic is back");

        await host.Slack.As(Priya).React(said, "pushpin");
        await host.Slack.As(Ana).React(said, "pushpin");
        await host.SettleAsync();
        Assert.Single(Noted(await host.IncidentAsync(1)));

        await host.Slack.As(Priya).Unreact(said, "pushpin");
        await host.SettleAsync();
        Assert.Single(Noted(await host.IncidentAsync(1)));

        await host.Slack.As(Ana).Unreact(said, "pushpin");
        await host.SettleAsync();
        Assert.Empty(Noted(await host.IncidentAsync(1)));
    }

    [Fact]
    public async Task Told_twice_it_is_one_entry()
    {
        await using var host = await SlackHost.OverHttpAsync();
        var channel = await host.OpenAsync();
        var said = await host.Slack.As(Marek).Say(channel.Id, "Traffic is back");
        host.Slack.Faults.EventsTwice = true;

        await host.Slack.As(Priya).React(said, "pushpin");
        await host.Slack.Deliveries[^1].Settled;
        await host.SettleAsync();

        Assert.Single(Noted(await host.IncidentAsync(1)));
    }

    [Fact]
    public async Task Another_reaction_or_another_channel_is_no_pin()
    {
        await using var host = await SlackHost.OverHttpAsync();
        var channel = await host.OpenAsync();

        await host.Slack.As(Priya).React(await host.Slack.As(Marek).Say(channel.Id, "Traffic is back"), "eyes");
        await host.Slack.As(Priya).React(await host.Slack.As(Marek).Say(Ops, "Lunch?"), "pushpin");
        await host.SettleAsync();

        Assert.Empty(Noted(await host.IncidentAsync(1)));
    }

    [Fact]
    public async Task The_entry_follows_its_author_but_not_over_a_correction()
    {
        await using var host = await SlackHost.OverHttpAsync();
        var channel = await host.OpenAsync();
        var said = await host.Slack.As(Marek).Say(channel.Id, "Traffic is beck");
        await host.Slack.As(Priya).React(said, "pushpin");
        await host.SettleAsync();
        var number = Noted(await host.IncidentAsync(1)).Single().Number;

        var mended = await host.Slack.As(Marek).Edit(said, "Traffic is back");
        Assert.Equal("Traffic is back", Noted(await host.IncidentAsync(1)).Single().What.Words);

        await host.TypesAsync(Ana, $"correct #{number} Traffic is back to 90 %", channel.Id);
        await host.Slack.As(Marek).Edit(mended, "Traffic is back!");
        Assert.Equal("Traffic is back to 90 %", Noted(await host.IncidentAsync(1)).Single().What.Words);
    }

    [Fact]
    public async Task Changes_of_a_message_that_are_told_in_the_wrong_order_end_with_its_last_words()
    {
        await using var host = await SlackHost.OverHttpAsync();
        var channel = await host.OpenAsync();
        var said = await host.Slack.As(Marek).Say(channel.Id, "Traffic is back");
        await host.Slack.As(Priya).React(said, "pushpin");
        await host.SettleAsync();

        var (first, once) = await LateAsync(host, () => host.Slack.As(Marek).Edit(said, "Traffic is back at half"));
        await host.Slack.As(Marek).Edit(once, "Traffic is back at a third");
        Assert.Equal("Traffic is back at a third", Noted(await host.IncidentAsync(1)).Single().What.Words);

        host.Time.Advance(TimeSpan.FromSeconds(30));
        await first;
        Assert.Equal("Traffic is back at a third", Noted(await host.IncidentAsync(1)).Single().What.Words);
    }

    [Fact]
    public async Task A_change_that_was_read_already_does_not_bring_back_what_was_before()
    {
        await using var host = await SlackHost.OverHttpAsync();
        var channel = await host.OpenAsync();
        var said = await host.Slack.As(Marek).Say(channel.Id, "Traffic is back");
        var (first, once) = await LateAsync(host, () => host.Slack.As(Marek).Edit(said, "Traffic is back at half"));
        var twice = await host.Slack.As(Marek).Edit(once, "Traffic is back at a third");
        await host.Slack.As(Priya).React(twice, "pushpin");
        await host.SettleAsync();

        host.Time.Advance(TimeSpan.FromSeconds(30));
        await first;
        Assert.Equal("Traffic is back at a third", Noted(await host.IncidentAsync(1)).Single().What.Words);
    }

    [Fact]
    public async Task A_message_put_on_the_timeline_unchanged_by_the_shortcut_is_followed_whatever_the_order()
    {
        await using var host = await SlackHost.OverHttpAsync();
        var channel = await host.OpenAsync();
        var said = await host.Slack.As(Marek).Say(channel.Id, "Traffic is back");
        await host.Slack.As(Priya).MessageShortcut("add_to_timeline", said);
        await host.Slack.Until(() => host.Slack.As(Priya).Modal is not null);
        await host.Slack.As(Priya).Submit();

        var (first, once) = await LateAsync(host, () => host.Slack.As(Marek).Edit(said, "Traffic is back at half"));
        await host.Slack.As(Marek).Edit(once, "Traffic is back at a third");
        host.Time.Advance(TimeSpan.FromSeconds(30));
        await first;

        Assert.Equal("Traffic is back at a third", Noted(await host.IncidentAsync(1)).Single().What.Words);
    }

    [Fact]
    public async Task Slack_down_the_pin_waits_and_is_not_lost()
    {
        await using var host = await SlackHost.OverHttpAsync();
        var channel = await host.OpenAsync();
        var said = await host.Slack.As(Marek).Say(channel.Id, "Traffic is back");
        host.Slack.Faults.Next("conversations.replies", SlackFault.ServerError(), SlackFault.ResetBefore, SlackFault.RateLimited(3));

        await host.Slack.As(Priya).React(said, "pushpin");
        await host.SettleAsync();

        Assert.Equal("Traffic is back", Noted(await host.IncidentAsync(1)).Single().What.Words);
    }

    [Fact]
    public async Task Add_to_timeline_asks_for_text_and_time()
    {
        await using var host = await SlackHost.OverHttpAsync();
        var channel = await host.OpenAsync();
        var said = await host.Slack.As(Marek).Say(channel.Id, "db restarted");
        host.Time.Advance(TimeSpan.FromMinutes(30));

        await host.Slack.As(Ana).MessageShortcut("add_to_timeline", said);
        await host.SettleAsync();
        var refused = await host.Slack.As(Ana).Submit(("What happened?", "The database was restarted"), ("time", "tomorrowish"));
        Assert.Equal("time", Assert.Single(refused.Errors).Key);
        await host.Slack.As(Ana).Submit(("What happened?", "The database was restarted"), ("time", "10m ago"));
        await host.SettleAsync();

        var entry = Noted(await host.IncidentAsync(1)).Single();
        Assert.Equal("The database was restarted", entry.What.Words);
        Assert.Equal("slack:" + Marek, entry.By.Id);
        Assert.Equal(host.Bot.Clock.GetCurrentInstant() - NodaTime.Duration.FromMinutes(10), entry.When.From!.Value, NearEnough);
        Assert.Null(host.Slack.As(Ana).Modal);
    }

    [Fact]
    public async Task Add_to_timeline_elsewhere_asks_which_incident()
    {
        await using var host = await SlackHost.OverHttpAsync();
        await host.OpenAsync();
        var said = await host.Slack.As(Marek).Say(Ops, "A customer called at nine");

        await host.Slack.As(Ana).MessageShortcut("add_to_timeline", said);
        await host.SettleAsync();
        await host.Slack.As(Ana).Submit(("Which incident?", "INC-1 Checkout declines cards"));
        await host.SettleAsync();

        Assert.Equal("A customer called at nine", Noted(await host.IncidentAsync(1)).Single().What.Words);
    }

    private static readonly IEqualityComparer<NodaTime.Instant> NearEnough = EqualityComparer<NodaTime.Instant>.Create(
        (one, other) => (one - other).TotalSeconds is > -5 and < 5,
        _ => 0
    );

    private static IEnumerable<IncidentBot.Timeline.TimelineEntry> Noted(Incident incident) =>
        incident.Entries.Where(entry => entry.Counts && entry.What is Noted);

    // Slack tells of it half a minute late; what follows is told at once.
    private static async Task<(Task Told, SlackMessage Changed)> LateAsync(SlackHost host, Func<Task<SlackMessage>> change)
    {
        host.Slack.Faults.EventsLate = TimeSpan.FromSeconds(20);
        var told = change();
        await host.Time.WhenTimersWait();
        host.Slack.Faults.EventsLate = TimeSpan.Zero;
        return (told, host.Channel(1).Messages.Last(message => message.User == Marek));
    }
}
