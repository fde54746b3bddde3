using IncidentBot.Testing.Slack;

namespace IncidentBot.Contracts.Slack;

public sealed class Faults : SlackBench
{
    [Fact]
    public async Task A_scripted_fault_meets_one_call_and_no_more()
    {
        Slack.Faults.Next("chat.postMessage", SlackFault.RateLimited(7));
        using var refused = await Message();
        using var passed = await Message();
        Assert.Equal((429, 7d), ((int)refused.StatusCode, refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds));
        Assert.Equal(200, (int)passed.StatusCode);
        Assert.Single(Said());
    }

    [Fact]
    public async Task A_server_error_does_nothing()
    {
        Slack.Faults.Always(SlackFaults.All, SlackFault.ServerError(502));
        using var answer = await Message();
        Assert.Equal(502, (int)answer.StatusCode);
        Assert.Empty(Said());
        Slack.Faults.Clear();
        Assert.Null(ErrorOf(await Form("auth.test")));
    }

    [Fact]
    public async Task Garbage_is_a_web_page_with_status_200()
    {
        Slack.Faults.Next(SlackFaults.All, SlackFault.Garbage);
        using var answer = await Message();
        Assert.Equal("200 text/html", $"{(int)answer.StatusCode} {answer.Content.Headers.ContentType!.MediaType}");
    }

    [Fact]
    public async Task A_reset_before_the_effect_leaves_nothing_behind()
    {
        Slack.Faults.Next("chat.postMessage", SlackFault.ResetBefore);
        await Assert.ThrowsAsync<HttpRequestException>(Message);
        Assert.Empty(Said());
        Assert.Equal(SlackFault.ResetBefore, Assert.Single(Slack.Calls()).Fault);
    }

    [Fact]
    public async Task A_reset_after_the_effect_leaves_the_message_behind()
    {
        Slack.Faults.Next("chat.postMessage", SlackFault.ResetAfter);
        await Assert.ThrowsAsync<HttpRequestException>(Message);
        Assert.Equal("hello", Assert.Single(Said()).Text);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public async Task A_silent_slack_answers_nobody(bool afterTheEffect, int messages)
    {
        Slack.Faults.Next("chat.postMessage", afterTheEffect ? SlackFault.SilentAfter : SlackFault.Silent);
        using var patience = new CancellationTokenSource();
        var waiting = RawUntil("chat.postMessage", Content(), "", patience.Token);
        await Slack.Until(() => Slack.Calls("chat.postMessage").Count == 1);
        Assert.False(waiting.IsCompleted);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal(messages, Said().Count);
    }

    [Fact]
    public async Task A_delay_is_measured_by_the_clock_of_the_test()
    {
        Slack.Faults.Next("chat.postMessage", SlackFault.Delay(TimeSpan.FromMinutes(1)));
        var waiting = Message();
        await Time.WhenTimersWait();
        Assert.Empty(Said());
        Time.Advance(TimeSpan.FromMinutes(1));
        using var answer = await waiting;
        Assert.Single(Said());
    }

    [Fact]
    public async Task The_same_seed_throws_the_same_die()
    {
        var first = await Run();
        Assert.Equal(first, await Run());
        Assert.Contains(500, first);
        Assert.Contains(200, first);

        async Task<List<int>> Run()
        {
            Slack.Faults.Randomly(7, 0.5, SlackFault.ServerError(500));
            var statuses = new List<int>();
            for (var i = 0; i < 12; i++)
            {
                using var answer = await Raw("auth.test", new FormUrlEncodedContent([]));
                statuses.Add((int)answer.StatusCode);
            }

            return statuses;
        }
    }

    private static FormUrlEncodedContent Content() => new([KeyValuePair.Create("channel", "C1"), KeyValuePair.Create("text", "hello")]);

    private Task<HttpResponseMessage> Message() => Raw("chat.postMessage", Content());

    private IReadOnlyList<SlackMessage> Said() => Slack.Workspace.Channel("C1")!.Messages;
}
