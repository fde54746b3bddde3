using IncidentBot.Testing.Slack;
using NodaTime;
using static IncidentBot.Stories.Slack.SlackHost;

namespace IncidentBot.Stories.Slack;

/// <summary>Tasks of people who leave, of user groups, and of nobody.</summary>
public sealed class Giving_work
{
    // Only whoever owes it is reminded before the due day; the commander of it is told later on in any case.
    private static readonly Duration UntilDue = Duration.FromDays(13);

    [Fact]
    public async Task Whoever_has_left_the_workspace_is_told_nothing_and_the_commander_is()
    {
        await using var host = await SlackHost.OverHttpAsync();
        await host.MeetAsync();
        await PromiseAsync(host, $"task add Rotate the keys <@{Marek}> due in 2 weeks");

        host.Slack.Workspace.AddUser(new SlackUser(Marek, "marek") { RealName = "Marek Kowal", IsDeleted = true });
        await host.MeetAsync();
        await PassAsync(host, UntilDue);

        Assert.Empty(host.Slack.Workspace.DirectWith(Marek).Messages);
        Assert.Contains(
            host.Slack.Workspace.DirectWith(Priya).Messages,
            message => message.ReadableText.Contains("INC-1/T1 Rotate the keys", StringComparison.Ordinal)
        );
        Assert.Empty(host.Slack.Violations.All);
    }

    [Fact]
    public async Task A_user_group_owes_what_is_given_to_it()
    {
        await using var host = await SlackHost.OverHttpAsync();
        await host.MeetAsync();
        await PromiseAsync(host, "task add Rotate the keys <!subteam^S1SRE|@sre> due in 2 weeks");

        var owner = (await host.IncidentAsync(1)).FindTask(1)!.Owner!;
        Assert.Equal(("sre", true), (owner.Name, owner.IsTeam));
    }

    [Fact]
    public async Task A_name_that_is_nobodys_records_nothing()
    {
        await using var host = await SlackHost.OverHttpAsync();
        await host.MeetAsync();
        var channel = await host.OpenAsync();

        var reply = await host.TypesAsync(Priya, "task add Rotate the keys due friday owner Bob", channel.Id);

        Assert.Contains("nobody called “Bob”", reply.ReadableText, StringComparison.Ordinal);
        Assert.Empty((await host.IncidentAsync(1)).Tasks);
    }

    internal static async Task PromiseAsync(SlackHost host, string line)
    {
        var channel = await host.OpenAsync();
        await host.TypesAsync(Priya, "lead", channel.Id);
        await host.TypesAsync(Priya, line, channel.Id);
        await host.TypesAsync(Priya, "close It was a false alarm", channel.Id);
        await host.SettleAsync();
        Assert.Single((await host.IncidentAsync(1)).Tasks);
    }

    internal static async Task PassAsync(SlackHost host, Duration time)
    {
        var until = host.Bot.Clock.GetCurrentInstant() + time;
        while (await host.Bot.Wakeups.NextAsync(TestContext.Current.CancellationToken) is { } due && due <= until)
        {
            host.Time.Advance(Duration.Max(due - host.Bot.Clock.GetCurrentInstant(), Duration.Zero).ToTimeSpan());
            await host.Bot.Wakeups.RunDueAsync(TestContext.Current.CancellationToken);
            await host.SettleAsync();
        }
    }
}
