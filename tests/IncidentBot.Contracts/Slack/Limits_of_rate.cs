namespace IncidentBot.Contracts.Slack;

public sealed class Limits_of_rate : SlackBench
{
    [Fact]
    public async Task A_channel_takes_a_short_burst_and_then_one_message_a_second()
    {
        for (var i = 0; i < Slack.Options.PostBurst; i++)
        {
            await PostMessage();
        }

        using var refused = await Raw(
            "chat.postMessage",
            new FormUrlEncodedContent([KeyValuePair.Create("channel", "C1"), KeyValuePair.Create("text", "x")])
        );
        Assert.Equal(429, (int)refused.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter!.Delta);
        Assert.Null(ErrorOf(await Form("chat.postMessage", ("channel", "C2"), ("text", "another channel"))));

        Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(ErrorOf(await Form("chat.postMessage", ("channel", "C1"), ("text", "later"))));
    }

    [Fact]
    public async Task A_method_of_tier_two_takes_twenty_calls_a_minute()
    {
        for (var i = 0; i < 20; i++)
        {
            Assert.Null(ErrorOf(await Form("conversations.setTopic", ("channel", "C1"), ("topic", $"{i}"))));
        }

        Time.Advance(TimeSpan.FromSeconds(20));
        using var refused = await Raw(
            "conversations.setTopic",
            new FormUrlEncodedContent([KeyValuePair.Create("channel", "C1"), KeyValuePair.Create("topic", "x")])
        );
        Assert.Equal(TimeSpan.FromSeconds(40), refused.Headers.RetryAfter!.Delta);

        Time.Advance(TimeSpan.FromSeconds(40));
        Assert.Null(ErrorOf(await Form("conversations.setTopic", ("channel", "C1"), ("topic", "again"))));
    }
}
