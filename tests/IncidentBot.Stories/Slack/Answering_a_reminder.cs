using IncidentBot.Incidents;
using NodaTime;
using static IncidentBot.Stories.Slack.Giving_work;
using static IncidentBot.Stories.Slack.SlackHost;

namespace IncidentBot.Stories.Slack;

/// <summary>The buttons under a reminder, pressed in the direct message long after the incident was closed.</summary>
public sealed class Answering_a_reminder
{
    [Theory]
    [InlineData("Snooze 1 d", 1)]
    [InlineData("3 d", 3)]
    [InlineData("1 week", 7)]
    public async Task A_snooze_is_one_press_and_stands_on_the_timeline(string button, int days)
    {
        await using var host = await RemindedAsync();
        var pressed = host.Bot.Clock.GetCurrentInstant();

        await host.Slack.As(Marek).Press(button, host.Slack.Workspace.DirectWith(Marek).Id);
        await host.SettleAsync();

        var entry = (await host.IncidentAsync(1)).Entries[^1];
        Assert.Equal(("slack:" + Marek, Duration.FromDays(days)), (entry.By.Id, Assert.IsType<TaskSnoozed>(entry.What).Until - pressed));
        Assert.Empty(host.Slack.Violations.All);
    }

    [Theory]
    [InlineData("Done", "text", "https://wiki.example/keys", typeof(TaskCompleted))]
    [InlineData("Change date", "day", "2026-12-01", typeof(TaskDueMoved))]
    [InlineData("Hand over", "who", Ana, typeof(TaskAssigned))]
    [InlineData("Can't do", "text", "The supplier does it", typeof(TaskDropped))]
    public async Task Everything_else_asks_one_question_and_stands_on_the_timeline(string button, string field, string answer, Type what)
    {
        await using var host = await RemindedAsync();

        await host.Slack.As(Marek).Press(button, host.Slack.Workspace.DirectWith(Marek).Id);
        await host.Slack.Until(() => host.Slack.As(Marek).Modal is not null);
        await host.Slack.As(Marek).Submit((field, answer));
        await host.SettleAsync();

        var entry = (await host.IncidentAsync(1)).Entries[^1];
        Assert.Equal(("slack:" + Marek, what), (entry.By.Id, entry.What.GetType()));
        Assert.Empty(host.Slack.Violations.All);
    }

    private static async Task<SlackHost> RemindedAsync()
    {
        var host = await SlackHost.OverHttpAsync();
        await host.MeetAsync();
        await PromiseAsync(host, $"task add Rotate the keys <@{Marek}> due in 2 weeks");
        await PassAsync(host, Duration.FromDays(13));
        Assert.Single(host.Slack.Workspace.DirectWith(Marek).Messages);
        return host;
    }
}
