namespace IncidentBot.Stories.Slack;

public sealed class Examining_the_set_up
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task All_is_well(bool sockets)
    {
        await using var host = await SlackHost.StartAsync(sockets);

        Assert.DoesNotContain(
            await host.ExamineAsync(),
            finding => !finding.IsWell && !finding.Sentence.Contains("clock", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_missing_scope_is_named_with_what_to_click()
    {
        await using var host = await SlackHost.OverHttpAsync();
        host.Slack.Scopes.Remove("pins:write");

        var finding = Assert.Single(
            await host.ExamineAsync(),
            finding => finding.Sentence.Contains("pins:write", StringComparison.Ordinal)
        );
        Assert.False(finding.IsWell);
        Assert.Contains("Reinstall to Workspace", finding.Sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("chat:write,", finding.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_is_worth_nothing_is_named()
    {
        await using var host = await SlackHost.OverHttpAsync();
        host.Slack.TokenError = "token_revoked";

        Assert.Contains(
            await host.ExamineAsync(),
            finding => !finding.IsWell && finding.Sentence.Contains("token_revoked", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_clock_that_is_off_is_named()
    {
        await using var host = await SlackHost.OverHttpAsync();

        // The answers carry the real date, and the story's clock is another one.
        Assert.Contains(
            await host.ExamineAsync(),
            finding => !finding.IsWell && finding.Sentence.Contains("Set it by NTP", StringComparison.Ordinal)
        );
    }
}
