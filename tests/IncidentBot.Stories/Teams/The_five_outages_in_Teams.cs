using IncidentBot.Stories.Replay;
using IncidentBot.Testing;
using IncidentBot.Testing.Teams;

namespace IncidentBot.Stories.Teams;

/// <summary>The five outages told in Teams, over HTTP with tokens proved, while connector and Graph fail: the drafts are the web chat's.</summary>
public class The_five_outages_in_Teams
{
    [Theory]
    [MemberData(nameof(Outages.All), MemberType = typeof(Outages))]
    public async Task Give_the_same_drafts_as_the_web_chat(Outage outage)
    {
        var text = RepositoryFiles.Story(outage.Story);
        await using var web = await StoryHost.PlayAsync(text, TestContext.Current.CancellationToken);
        await using var host = await StartAsync();
        host.Teams.Faults.Randomly(
            outage.Story.Length,
            0.15,
            TeamsFault.Throttled(2),
            TeamsFault.ServerError(),
            TeamsFault.ServerError(502),
            TeamsFault.ResetBefore,
            TeamsFault.ResetAfter
        );
        host.Teams.Faults.Redeliveries = 1;
        var story = new TeamsStory(host, StoryReader.Read(text).Story);

        await story.PlayAsync();

        Assert.Equal(await web.DraftAsync(1, TestContext.Current.CancellationToken), await story.DraftAsync());
        Assert.Contains(host.Teams.Calls(), call => call.Fault is not null);
        NothingTwice(host);
        NothingTooLarge(host);
        await ToldElsewhereAsync(host);
    }

    /// <summary>The bot, with whatever else it is to have.</summary>
    private protected virtual Task<TeamsHost> StartAsync() => TeamsHost.StartAsync();

    /// <summary>What has to have happened beside Teams.</summary>
    private protected virtual Task ToldElsewhereAsync(TeamsHost host) => Task.CompletedTask;

    private static void NothingTwice(TeamsHost host)
    {
        var marks = host
            // In the chat with one person nobody can look, so there twice is better than never.
            .Teams.Organisation.Conversations.Where(conversation => conversation.Kind == "channel")
            .SelectMany(conversation => conversation.FromBot)
            .Select(message => message.Card?["body"]?[0]?["id"]?.ToString() ?? "")
            .Where(mark => mark.Length > 0)
            .ToList();
        Assert.NotEmpty(marks);
        Assert.Equal([], marks.GroupBy(mark => mark, StringComparer.Ordinal).Where(same => same.Count() > 1).Select(same => same.Key));
    }

    private static void NothingTooLarge(TeamsHost host) =>
        Assert.All(
            host.Teams.Organisation.Conversations.SelectMany(conversation => conversation.FromBot),
            message =>
                Assert.InRange(
                    System.Text.Encoding.UTF8.GetByteCount(message.Activity.ToJsonString()),
                    1,
                    host.Teams.Options.LargestActivity
                )
        );
}

/// <summary>The same with Hangfire waking the bot.</summary>
public sealed class The_five_outages_in_Teams_woken_by_Hangfire : The_five_outages_in_Teams
{
    public The_five_outages_in_Teams_woken_by_Hangfire() => Operations.StoryEngine.Name = "hangfire";
}
