using IncidentBot.Testing.Slack;
using static IncidentBot.Stories.Slack.SlackHost;

namespace IncidentBot.Stories.Slack;

/// <summary>"Add task" in the menu of a message.</summary>
public sealed class Taking_somebody_at_their_word
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_message_becomes_a_task_of_its_author_by_the_day_that_it_names_and_links_to_it(bool sockets)
    {
        await using var host = await SlackHost.StartAsync(sockets);
        await host.MeetAsync();
        var channel = await host.OpenAsync();
        var said = await host.Slack.As(Marek).Say(channel.Id, "I will alert on declined cards by friday");

        await host.Slack.As(Priya).MessageShortcut("add_task", said);
        await ModalAsync(host, Priya);
        Assert.Empty((await host.Slack.As(Priya).Submit()).Errors);
        await host.SettleAsync();

        var task = Assert.Single((await host.IncidentAsync(1)).Tasks);
        Assert.Equal("I will alert on declined cards by friday", task.Text);
        Assert.Equal(("slack:" + Marek, "2026-03-06"), (task.Owner!.Person!.Id, $"{task.Due:uuuu-MM-dd}"));
        Assert.Equal("slack:" + Priya, task.Added.By.Id);
        Assert.EndsWith($"/archives/{channel.Id}/p{said.Ts.Replace(".", "")}", task.Origin, StringComparison.Ordinal);
        Assert.Contains(
            channel.Messages,
            message => message.OnlyFor is null && message.Text.Contains(task.Origin!, StringComparison.Ordinal)
        );
        Assert.Empty(host.Slack.Violations.All);
    }

    [Fact]
    public async Task After_a_restart_it_links_to_the_message_too()
    {
        await using var host = await SlackHost.OverHttpAsync();
        var channel = await host.OpenAsync();
        var said = await host.Slack.As(Marek).Say(channel.Id, "I will alert on declined cards");
        await host.RestartAsync();

        await host.Slack.As(Priya).MessageShortcut("add_task", said);
        await ModalAsync(host, Priya);
        await host.SettleAsync();
        await host.Slack.As(Priya).Submit();

        Assert.NotNull(Assert.Single((await host.IncidentAsync(1)).Tasks).Origin);
    }

    [Fact]
    public async Task Who_is_mentioned_is_asked_and_all_of_it_can_be_changed()
    {
        await using var host = await SlackHost.OverHttpAsync();
        await host.MeetAsync();
        var channel = await host.OpenAsync();
        var said = await host.Slack.As(Marek).Say(channel.Id, $"<@{Ana}> could you look at the alerts?");

        await host.Slack.As(Priya).MessageShortcut("add_task", said);
        var form = await ModalAsync(host, Priya);
        Assert.Contains(Ana, form.Content.ToJsonString(), StringComparison.Ordinal);
        await host.Slack.As(Priya).Submit(("What is promised?", "Mend the alerts"), ("By when?", "2026-04-01"));

        var task = Assert.Single((await host.IncidentAsync(1)).Tasks);
        Assert.Equal(("Mend the alerts", "slack:" + Ana, "2026-04-01"), (task.Text, task.Owner!.Person!.Id, $"{task.Due:uuuu-MM-dd}"));
    }

    [Fact]
    public async Task A_day_that_has_passed_keeps_the_form_open_and_sent_twice_it_is_one_task()
    {
        await using var host = await SlackHost.OverHttpAsync();
        var channel = await host.OpenAsync();
        var said = await host.Slack.As(Marek).Say(channel.Id, "I will alert on declined cards");
        await host.Slack.As(Priya).MessageShortcut("add_task", said);
        var form = await ModalAsync(host, Priya);

        var refused = await host.Slack.As(Priya).Submit(("By when?", "2020-01-01"));
        Assert.Contains("is past", refused.Errors["due"], StringComparison.Ordinal);
        Assert.Empty((await host.IncidentAsync(1)).Tasks);

        await host.Slack.As(Priya).Submit(("By when?", "2026-04-01"));
        await host.Slack.As(Priya).SubmitAgain(form, ("By when?", "2026-04-01"));
        Assert.Single((await host.IncidentAsync(1)).Tasks);
    }

    [Fact]
    public async Task Elsewhere_it_asks_which_incident_closed_ones_too_and_private_ones_never()
    {
        await using var host = await SlackHost.OverHttpAsync();
        var channel = await host.OpenAsync();
        await host.TypesAsync(Priya, "resolved Rolled back", channel.Id);
        await host.TypesAsync(Priya, "close", channel.Id);
        await host.TypesAsync(Priya, "open Payroll data seen by a stranger private");
        await host.SettleAsync();
        var said = await host.Slack.As(Marek).Say(Ops, "I will write the runbook");

        await host.Slack.As(Ana).MessageShortcut("add_task", said);
        var form = await ModalAsync(host, Ana);
        Assert.DoesNotContain("Payroll", form.Content.ToJsonString(), StringComparison.Ordinal);
        await host.Slack.As(Ana).Submit(("Which incident?", "INC-1 Checkout declines cards"));
        await host.SettleAsync();

        Assert.Equal("I will write the runbook", Assert.Single((await host.IncidentAsync(1)).Tasks).Text);
    }

    [Fact]
    public async Task Where_there_was_never_an_incident_it_says_so()
    {
        await using var host = await SlackHost.OverHttpAsync();
        var said = await host.Slack.As(Marek).Say(Ops, "I will write the runbook");

        await host.Slack.As(Ana).MessageShortcut("add_task", said);
        await host.SettleAsync();

        Assert.Null(host.Slack.As(Ana).Modal);
        Assert.Contains(
            host.Slack.As(Ana).Sees(Ops),
            message => message.OnlyFor == Ana && message.Text.Contains("There is no incident yet", StringComparison.Ordinal)
        );
    }

    // Opened within three seconds of the story's clock, which therefore stands still meanwhile.
    private static async Task<SlackView> ModalAsync(SlackHost host, string user)
    {
        await host.Slack.Until(() => host.Slack.As(user).Modal is not null);
        return host.Slack.As(user).Modal!;
    }
}
