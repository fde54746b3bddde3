using IncidentBot.Testing.Slack;
using static IncidentBot.Stories.Slack.SlackHost;

namespace IncidentBot.Stories.Slack;

/// <summary>Tries to get a private incident out by every command, from every place, of everybody, and reads what others can read.</summary>
public sealed class Keeping_a_secret
{
    private const string Secret = "Payroll";

    [Theory]
    [InlineData("list")]
    [InlineData("list all")]
    [InlineData("list closed")]
    [InlineData("task list")]
    [InlineData("task list all")]
    [InlineData("task list mine")]
    [InlineData("similar Payroll data seen by a stranger")]
    [InlineData("stats")]
    [InlineData("stats 90d")]
    [InlineData("show")]
    [InlineData("timeline")]
    [InlineData("who")]
    [InlineData("note Anything")]
    [InlineData("INC-1")]
    [InlineData("INC-1 show")]
    [InlineData("INC-1 timeline full")]
    [InlineData("INC-1 who")]
    [InlineData("INC-1 join")]
    [InlineData("INC-1 lead")]
    [InlineData("INC-1 note Let me in")]
    [InlineData("INC-1 ack")]
    [InlineData("INC-1 undo")]
    [InlineData("INC-1 correct #1 Mine")]
    [InlineData("INC-1 retract #2")]
    [InlineData("INC-1 task list")]
    [InlineData("INC-1 task done T1")]
    [InlineData("INC-1 postmortem")]
    [InlineData("INC-1 postmortem show")]
    [InlineData("INC-1 close")]
    [InlineData("INC-1 reopen It is back")]
    [InlineData("INC-1 similar")]
    [InlineData("open Payroll is slow")]
    [InlineData("help")]
    public async Task An_outsider_hears_nothing_of_it(string words)
    {
        await using var host = await SlackHost.OverHttpAsync();
        await PrivateAsync(host);
        var before = (await host.IncidentAsync(1)).Sequence;

        var reply = await host.TypesAsync(Ana, words);
        await host.SettleAsync();

        var typed = words.Contains(Secret, StringComparison.Ordinal);
        Assert.DoesNotContain("stranger", typed ? reply.ReadableText.Replace(words, "") : reply.ReadableText, StringComparison.Ordinal);
        Assert.DoesNotContain("salaries", reply.ReadableText, StringComparison.Ordinal);
        Assert.Equal(before, (await host.IncidentAsync(1)).Sequence);
    }

    [Theory]
    [InlineData("INC-1 show")]
    [InlineData("INC-1 timeline full")]
    [InlineData("INC-1 note More of the salaries")]
    [InlineData("INC-1 task list")]
    [InlineData("INC-1 postmortem show")]
    [InlineData("INC-1 sev 1")]
    [InlineData("INC-1 update We know of the salaries")]
    [InlineData("INC-1 close")]
    public async Task Who_knows_it_and_speaks_of_it_elsewhere_is_answered_alone(string words)
    {
        await using var host = await SlackHost.OverHttpAsync();
        await PrivateAsync(host);

        var reply = await host.TypesAsync(Priya, words);
        await host.SettleAsync();

        Assert.False(reply.IsInChannel);
        AssertSecret(host, host.Channel(1));
    }

    [Fact]
    public async Task From_its_opening_to_its_archive_nothing_of_it_stands_where_others_read()
    {
        await using var host = await SlackHost.OverHttpAsync();
        await host.OpenAsync("Checkout down sev2", Ana);
        await PrivateAsync(host, 2);
        var channel = host.Channel(2);

        await host.TypesAsync(Priya, "lead", channel.Id);
        await host.TypesAsync(Priya, "sev 1 The salaries are out", channel.Id);
        await host.TypesAsync(Priya, "update We know of the salaries next 30m", channel.Id);
        await host.TypesAsync(Priya, "correct #1 Payroll data of a stranger", channel.Id);
        await host.Slack.As(Priya).React(await host.Slack.As(Marek).Say(channel.Id, "The salaries are on a share"), "pushpin");
        await host.SettleAsync();
        await host.TypesAsync(Priya, "resolved The share is closed, no salaries any more", channel.Id);
        await host.TypesAsync(Priya, "close", channel.Id);
        await host.SettleAsync();
        foreach (var user in new[] { Ana, Marek, Priya })
        {
            await host.Slack.As(user).OpenHome();
        }

        await host.Slack.As(Ana).MessageShortcut("add_to_timeline", await host.Slack.As(Ana).Say(Ops, "A customer called"));
        await host.SettleAsync();

        AssertSecret(host, channel);
        Assert.Contains("salaries", host.Slack.Workspace.Canvas(channel.CanvasId!)!.Markdown, StringComparison.Ordinal);
        Assert.Equal("inc-2", channel.Name);
    }

    [Fact]
    public async Task Its_tasks_are_on_the_home_tab_of_its_channels_members_alone_and_without_its_title()
    {
        await using var host = await SlackHost.OverHttpAsync();
        await PrivateAsync(host);
        var channel = host.Channel(1);
        await host.TypesAsync(Priya, $"task add Write to the stranger <@{Ana}> due 2026-03-20", channel.Id);
        await host.SettleAsync();

        async Task<string> HomeOfAsync(string user)
        {
            await host.Slack.As(user).OpenHome();
            await host.SettleAsync();
            return host.Slack.As(user).HomeTab!.ReadableText;
        }

        var inside = await HomeOfAsync(Marek);
        Assert.Contains("INC-1/T1", inside, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, inside, StringComparison.Ordinal);
        Assert.DoesNotContain("stranger", await HomeOfAsync(Ana), StringComparison.Ordinal);

        await host.Slack.As(Marek).Leave(channel.Id);
        Assert.DoesNotContain("salaries", await HomeOfAsync(Marek), StringComparison.Ordinal);

        await host.Slack.As(Priya).Invite(channel.Id, Marek);
        host.Slack.Faults.Always("conversations.members", SlackFault.Refused("internal_error"));
        Assert.DoesNotContain("salaries", await HomeOfAsync(Marek), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mention_in_public_is_answered_alone()
    {
        await using var host = await SlackHost.OverHttpAsync();
        await PrivateAsync(host);

        await host.Slack.As(Priya).Say(Ops, "<@U0BOT> INC-1 show");
        await host.SettleAsync();

        AssertSecret(host, host.Channel(1));
        Assert.Contains(host.Slack.As(Priya).Sees(Ops), message => message.ReadableText.Contains(Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_page_and_a_reminder_do_not_say_what_it_is_about()
    {
        await using var host = await SlackHost.OverHttpAsync();
        await PrivateAsync(host);
        await host.TypesAsync(Priya, $"page <@{Ana}> Please come", host.Channel(1).Id);
        await host.TypesAsync(Priya, $"task add Close the share <@{Ana}> due 2026-03-04", host.Channel(1).Id);
        await host.SettleAsync();
        for (var i = 0; i < 3; i++)
        {
            host.Time.Advance(TimeSpan.FromDays(1));
            await host.Bot.Wakeups.RunDueAsync(TestContext.Current.CancellationToken);
            await host.SettleAsync();
        }

        var told = host.Slack.Workspace.DirectWith(Ana).Messages.Select(message => message.ReadableText).ToList();
        Assert.Contains(told, text => text.Contains("You are paged: INC-1", StringComparison.Ordinal));
        Assert.Contains(told, text => text.Contains("Close the share", StringComparison.Ordinal));
        Assert.All(told, text => Assert.DoesNotContain(Secret, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_given_up_is_told_in_its_channel_alone()
    {
        await using var host = await SlackHost.OverHttpAsync(prepare: slack =>
            slack.Workspace.AddUser(new SlackUser("U9GONE", "gone") { IsDeleted = true })
        );
        await PrivateAsync(host);

        await host.TypesAsync(Priya, "escalate <@U9GONE> Knows the salaries", host.Channel(1).Id);
        await host.SettleAsync();

        AssertSecret(host, host.Channel(1));
        Assert.Contains(host.Channel(1).Messages, message => message.Text.Contains("Not delivered", StringComparison.Ordinal));
    }

    private static async Task PrivateAsync(SlackHost host, int number = 1)
    {
        await host.TypesAsync(Priya, "open Payroll data seen by a stranger private");
        await host.SettleAsync();
        var channel = host.Channel(number);
        await host.Slack.As(Priya).Invite(channel.Id, Marek);
        await host.TypesAsync(Priya, "note The salaries of March", channel.Id);
        await host.TypesAsync(Priya, $"task add Take the salaries off the share <@{Marek}> due 2026-03-20", channel.Id);
        await host.SettleAsync();
    }

    // Everything that somebody outside the incident's channel can read, private notices to those who know it apart.
    private static void AssertSecret(SlackHost host, SlackChannel own)
    {
        var slack = host.Slack.Workspace;
        var read = slack
            .Channels.Where(channel => channel != own)
            .SelectMany(channel => channel.Messages)
            .Where(message => message.OnlyFor is null or Ana)
            .Select(message => message.ReadableText)
            .Concat(slack.Channels.Where(channel => channel != own).Select(channel => $"{channel.Name} {channel.Topic} {channel.Purpose}"))
            .Concat(
                new[] { Ana, Marek, Priya }
                    .Where(user => !own.Members.Contains(user))
                    .Select(user => host.Slack.As(user).HomeTab?.ReadableText ?? "")
            )
            .Append(host.Slack.As(Ana).Modal?.Content.ToJsonString() ?? "")
            .Append(own.Name);
        Assert.All(
            read.Where(text =>
                !text.StartsWith("/incident", StringComparison.Ordinal) && !text.Contains("<@U0BOT>", StringComparison.Ordinal)
            ),
            text =>
            {
                Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
                Assert.DoesNotContain("salaries", text, StringComparison.Ordinal);
            }
        );
        Assert.True(own.IsPrivate);
    }
}
