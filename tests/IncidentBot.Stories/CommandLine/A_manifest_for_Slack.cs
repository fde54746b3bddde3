namespace IncidentBot.Stories.CommandLine;

public sealed class A_manifest_for_Slack : AFolder
{
    [Fact]
    public async Task Is_for_Socket_Mode_where_no_address_is_given()
    {
        var printed = await PrintedAsync("manifest", "slack");
        Assert.Contains("socket_mode_enabled: true\n", printed, StringComparison.Ordinal);
        Assert.Contains("command: /incident\n", printed, StringComparison.Ordinal);
        Assert.DoesNotContain("url:", printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_the_address_that_Slack_calls()
    {
        var printed = await PrintedAsync("manifest", "slack", "--http", "https://incidents.example.org/bot/");
        Assert.Contains("request_url: https://incidents.example.org/bot/slack/events\n", printed, StringComparison.Ordinal);
        Assert.Contains("socket_mode_enabled: false\n", printed, StringComparison.Ordinal);
        Assert.DoesNotContain("incidentbot.example.com/slack", printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Has_the_command_that_is_asked_for_or_set()
    {
        Assert.Contains("command: /outage\n", await PrintedAsync("manifest", "slack", "--command", "outage"), StringComparison.Ordinal);
        var ended = await Executable.RunAsync(Folder, ["manifest", "slack"], ("Slack__Command", "/sev"));
        Assert.Contains("command: /sev\n", ended.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://incidents.example.org", "https://incidents.example.com", "--http")]
    [InlineData("https://127.0.0.1:5080", "https://incidents.example.com", "--http")]
    [InlineData("two words", "such as outage", "--command")]
    [InlineData("a: b", "such as outage", "--command")]
    public async Task Is_not_printed_with_what_Slack_would_refuse(string given, string advice, string option)
    {
        var ended = await Executable.RunAsync(Folder, ["manifest", "slack", option, given]);
        Assert.Equal((1, ""), (ended.Status, ended.Output));
        Assert.StartsWith($"“{given}”", ended.Error, StringComparison.Ordinal);
        Assert.Contains(advice, ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tells_in_its_help_what_to_click()
    {
        var help = await PrintedAsync("manifest", "slack", "--help");
        Assert.Contains("Examples:", help, StringComparison.Ordinal);
        Assert.Contains("From a manifest", help, StringComparison.Ordinal);
        Assert.Contains("--http", help, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_for_a_platform_that_has_to_be_named() => Assert.Equal(2, (await Executable.RunAsync(Folder, ["manifest"])).Status);

    private async Task<string> PrintedAsync(params string[] words)
    {
        var ended = await Executable.RunAsync(Folder, words);
        Assert.Equal((0, ""), (ended.Status, ended.Error));
        return ended.Output;
    }
}
