using IncidentBot.Testing.Slack;
using static IncidentBot.Stories.Slack.SlackHost;

namespace IncidentBot.Stories.Slack;

/// <summary>A day ends on which something was promised, and nobody types anything.</summary>
public sealed class At_midnight
{
    [Fact]
    public async Task The_cards_count_what_is_overdue_from_now_on_and_change_once()
    {
        await using var host = await SlackHost.OverHttpAsync();
        await host.MeetAsync();
        var channel = await host.OpenAsync();
        await host.TypesAsync(Priya, "task add Alert on declined cards due tomorrow", channel.Id);
        await host.TypesAsync(Priya, "task add Rehearse the rollback due tomorrow", channel.Id);
        await host.TypesAsync(Priya, "task add Write it down due in 3 days", channel.Id);
        await host.SettleAsync();
        Assert.DoesNotContain("overdue", Header(channel), StringComparison.Ordinal);

        // In Berlin, where the incident was declared, the day ends before it does in London.
        var midnight = Berlin.AtStartOfDay(host.Bot.Clock.GetCurrentInstant().InZone(Berlin).Date.PlusDays(2)).ToInstant();
        await PassAsync(host, midnight - NodaTime.Duration.FromMinutes(2));
        Assert.DoesNotContain("overdue", Header(channel), StringComparison.Ordinal);
        var before = Changes(host, channel);
        var sequence = (await host.IncidentAsync(1)).Sequence;

        await PassAsync(host, midnight);
        Assert.Contains("3 open of 3, 2 overdue", Header(channel), StringComparison.Ordinal);
        Assert.Equal(before + 1, Changes(host, channel));
        Assert.Equal(sequence, (await host.IncidentAsync(1)).Sequence);
        var announced = host
            .Slack.Workspace.Channel(News)!
            .Messages.Single(message => message.ReadableText.Contains("INC-1", StringComparison.Ordinal));
        Assert.Contains("2 overdue", announced.ReadableText, StringComparison.Ordinal);

        await PassAsync(host, midnight + NodaTime.Duration.FromDays(2));
        Assert.Contains("3 open of 3, 3 overdue", Header(channel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_done_before_is_not_counted_and_nothing_changes()
    {
        await using var host = await SlackHost.OverHttpAsync();
        var channel = await host.OpenAsync();
        await host.TypesAsync(Priya, "task add Alert on declined cards due tomorrow", channel.Id);
        await host.TypesAsync(Priya, "task done T1 https://wiki.example/alerts", channel.Id);
        await host.SettleAsync();
        var before = Changes(host, channel);

        await PassAsync(host, host.Bot.Clock.GetCurrentInstant() + NodaTime.Duration.FromDays(3));

        Assert.Equal(before, Changes(host, channel));
    }

    private static readonly NodaTime.DateTimeZone Berlin = NodaTime.DateTimeZoneProviders.Tzdb["Europe/Berlin"];

    private static string Header(SlackChannel channel) => channel.Find(channel.PinnedTs[0])!.ReadableText;

    private static int Changes(SlackHost host, SlackChannel channel) =>
        host.Slack.Calls("chat.update").Count(call => call.Args["channel"] == channel.Id);

    private static async Task PassAsync(SlackHost host, NodaTime.Instant until)
    {
        while (await host.Bot.Wakeups.NextAsync(TestContext.Current.CancellationToken) is { } due && due <= until)
        {
            Advance(host, due);
            await host.Bot.Wakeups.RunDueAsync(TestContext.Current.CancellationToken);
            await host.SettleAsync();
        }

        Advance(host, until);
    }

    private static void Advance(SlackHost host, NodaTime.Instant to)
    {
        var rest = to - host.Bot.Clock.GetCurrentInstant();
        host.Time.Advance(rest > NodaTime.Duration.Zero ? rest.ToTimeSpan() : TimeSpan.Zero);
    }
}
