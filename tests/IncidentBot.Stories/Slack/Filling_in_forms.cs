using IncidentBot.Incidents;
using IncidentBot.Testing.Slack;
using static IncidentBot.Stories.Slack.SlackHost;

namespace IncidentBot.Stories.Slack;

public sealed class Filling_in_forms
{
    [Fact]
    public async Task Sent_twice_it_is_recorded_once()
    {
        await using var host = await SlackHost.OverHttpAsync();
        var channel = await host.OpenAsync();
        await host.Slack.As(Priya).Press("Add task", channel.Id);
        var form = await ModalAsync(host, Priya);

        await host.Slack.As(Priya).Submit(("What is promised?", "Alert on declined cards"));
        // Slack gave up waiting, says that it had trouble, and leaves the form as it was.
        await host.Slack.As(Priya).SubmitAgain(form, ("What is promised?", "Alert on declined cards"));

        Assert.Single((await host.IncidentAsync(1)).Tasks);
    }

    [Fact]
    public async Task A_refused_one_that_comes_twice_is_refused_twice_and_taken_when_it_was_mended()
    {
        await using var host = await SlackHost.OverHttpAsync();
        var channel = await host.OpenAsync();
        await host.Slack.As(Priya).Press("Add task", channel.Id);
        var form = await ModalAsync(host, Priya);
        (string, string)[] wrong = [("What is promised?", "Alert on declined cards"), ("By when?", "2020-01-01")];

        var first = await host.Slack.As(Priya).Submit(wrong);
        var second = await host.Slack.As(Priya).SubmitAgain(form, wrong);
        Assert.NotEmpty(first.Errors);
        Assert.Equal(first.Errors, second.Errors);
        Assert.Empty((await host.IncidentAsync(1)).Tasks);

        var mended = await host.Slack.As(Priya).Submit(("What is promised?", "Alert on declined cards"), ("By when?", "2026-12-01"));
        Assert.Empty(mended.Errors);
        Assert.Single((await host.IncidentAsync(1)).Tasks);
    }

    [Fact]
    public async Task One_refused_by_the_incident_is_taken_with_the_same_words_when_the_incident_takes_them()
    {
        await using var host = await SlackHost.OverHttpAsync();
        var channel = await host.OpenAsync();
        await host.Slack.As(Marek).Press("Mitigated", channel.Id);
        await ModalAsync(host, Marek);
        await host.TypesAsync(Priya, "resolved Rolled back", channel.Id);
        await host.TypesAsync(Priya, "close", channel.Id);
        Assert.NotEmpty((await host.Slack.As(Marek).Submit(("What is the temporary fix?", "Rolled back"))).Errors);
        await host.TypesAsync(Priya, "reopen It is back", channel.Id);

        Assert.Empty((await host.Slack.As(Marek).Submit(("What is the temporary fix?", "Rolled back"))).Errors);

        Assert.Single((await host.IncidentAsync(1)).Entries, entry => entry.What is Mitigated);
    }

    [Theory]
    [InlineData("expired_trigger_id")]
    [InlineData("trigger_expired")]
    public async Task One_that_did_not_open_says_what_to_type(string error)
    {
        await using var host = await SlackHost.OverHttpAsync();
        var channel = await host.OpenAsync();
        host.Slack.Faults.Next("views.open", SlackFault.Refused(error), SlackFault.Refused(error));

        await host.Slack.As(Priya).Press("Mitigated", channel.Id);
        await host.SettleAsync();
        await host.TypesAsync(Priya, "open");
        await host.SettleAsync();

        Assert.Contains(
            host.Slack.As(Priya).Sees(channel.Id),
            message => message.OnlyFor == Priya && message.Text.Contains("/incident INC-1 mitigated", StringComparison.Ordinal)
        );
        Assert.Contains(
            host.Slack.As(Priya).Sees(Ops),
            message => message.OnlyFor == Priya && message.Text.Contains("/incident open", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task From_the_home_tab_it_is_answered_and_the_tab_is_drawn_anew()
    {
        await using var host = await SlackHost.OverHttpAsync();
        var channel = await host.OpenAsync();
        await host.TypesAsync(Ana, "task add Alert on declined cards @me due 2026-03-20", channel.Id);
        await host.Slack.As(Ana).OpenHome();
        await host.SettleAsync();

        await host.Slack.As(Ana).PressOnHome("Done");
        var form = await ModalAsync(host, Ana);
        await host.Slack.As(Ana).Submit(("text", "https://wiki.example/alerts"));
        var answer = await ModalAsync(host, Ana, form);
        await host.SettleAsync();

        Assert.DoesNotContain("Alert on declined cards", host.Slack.As(Ana).HomeTab!.ReadableText, StringComparison.Ordinal);
        Assert.Contains("done", answer.ReadableText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_home_tab_that_is_slow_keeps_no_answer_back()
    {
        await using var host = await SlackHost.OverHttpAsync();
        await host.OpenAsync();
        await host.Slack.As(Ana).OpenHome();
        await host.SettleAsync();
        host.Slack.Faults.Always("views.publish", SlackFault.ServerError());

        await host.Slack.As(Ana).PressOnHome("Show");

        Assert.Contains("Checkout declines cards", (await ModalAsync(host, Ana)).ReadableText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_shortcut_opens_an_incident_from_anywhere()
    {
        await using var host = await SlackHost.OverHttpAsync();

        await host.Slack.As(Priya).Shortcut("open_incident");
        var form = await ModalAsync(host, Priya);
        await host.Slack.As(Priya).Submit(("What is broken?", "Checkout declines cards"));
        var answer = await ModalAsync(host, Priya, form);
        await host.SettleAsync();

        Assert.Contains("INC-1", answer.ReadableText, StringComparison.Ordinal);
        Assert.Contains(Priya, host.Channel(1).Members);
    }

    [Fact]
    public async Task On_an_incident_that_was_closed_meanwhile_nothing_is_recorded_and_the_form_says_why()
    {
        await using var host = await SlackHost.OverHttpAsync();
        var channel = await host.OpenAsync();
        await host.Slack.As(Marek).Press("Mitigated", channel.Id);
        await ModalAsync(host, Marek);
        await host.TypesAsync(Priya, "resolved Rolled back", channel.Id);
        await host.TypesAsync(Priya, "close", channel.Id);

        var reply = await host.Slack.As(Marek).Submit(("What is the temporary fix?", "Rolled back"));

        Assert.Contains("INC-1 is closed", Assert.Single(reply.Errors).Value, StringComparison.Ordinal);
        Assert.DoesNotContain((await host.IncidentAsync(1)).Entries, entry => entry.What is Mitigated);
    }

    // Opened within three seconds of the story's clock, which therefore stands still meanwhile.
    private static async Task<SlackView> ModalAsync(SlackHost host, string user, SlackView? after = null)
    {
        await host.Slack.Until(() => host.Slack.As(user).Modal is { } open && open.Id != after?.Id);
        return host.Slack.As(user).Modal!;
    }
}
