using IncidentBot.Testing.Slack;
using static IncidentBot.Stories.Slack.SlackHost;

namespace IncidentBot.Stories.Slack;

/// <summary>Once a week the channel of announcements hears what is owed, whatever Slack does at that moment.</summary>
public sealed class Reading_the_digest
{
    [Fact]
    public async Task It_names_what_is_overdue_and_done_by_owner_and_nothing_that_is_private_and_comes_once()
    {
        await using var host = await SlackHost.OverHttpAsync();
        await host.MeetAsync();
        var channel = await host.OpenAsync();
        await host.TypesAsync(Priya, $"task add Alert on declined cards <@{Marek}> due tomorrow", channel.Id);
        await host.TypesAsync(Priya, $"task add Rehearse the rollback <@{Ana}> due in 3 weeks", channel.Id);
        await host.TypesAsync(Priya, "task done T2 https://wiki.example/rollback", channel.Id);
        await host.TypesAsync(Priya, "open Payroll data seen by a stranger private");
        await host.SettleAsync();
        await host.TypesAsync(Priya, $"task add Close the share <@{Marek}> due tomorrow", host.Channel(2).Id);
        await host.SettleAsync();

        host.Slack.Faults.Next("chat.postMessage", SlackFault.ResetAfter);
        for (var day = 0; day < 7; day++)
        {
            host.Time.Advance(TimeSpan.FromDays(1));
            await host.Bot.Digests.RunDueAsync(TestContext.Current.CancellationToken);
            await host.Bot.Digests.RunDueAsync(TestContext.Current.CancellationToken);
            await host.SettleAsync();
        }

        var news = host.Slack.Workspace.Channel(News)!.Messages;
        var digest = Assert
            .Single(news, message => message.ReadableText.Contains("Alert on declined cards", StringComparison.Ordinal))
            .ReadableText;
        Assert.Contains("INC-1", digest, StringComparison.Ordinal);
        Assert.Contains("overdue", digest, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Marek Kowal", digest, StringComparison.Ordinal);
        Assert.All(news, message => Assert.DoesNotContain("Close the share", message.ReadableText, StringComparison.Ordinal));
        Assert.All(news, message => Assert.DoesNotContain("Payroll", message.ReadableText, StringComparison.Ordinal));
        Assert.Empty(host.Slack.Violations.All);
    }
}
