using IncidentBot.Chat;

namespace IncidentBot.Stories.CommandLine;

public sealed class The_program : AFolder
{
    [Fact]
    public async Task Explains_each_verb_with_examples()
    {
        foreach (var verb in new[] { "serve", "replay", "draft", "import", "backup", "restore", "manifest", "outbox", "doctor" })
        {
            var help = await Executable.RunAsync(Folder, [verb, "--help"]);
            Assert.Equal((0, ""), (help.Status, help.Error));
            Assert.Contains("Examples:", help.Output, StringComparison.Ordinal);
            Assert.Contains($"incidentbot {verb}", help.Output, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("frobnicate")]
    [InlineData("draft")]
    [InlineData("draft", "INC-1", "--format", "pdf")]
    [InlineData("serve", "--wrong")]
    public async Task Ends_with_two_where_the_line_is_not_understood(params string[] words)
    {
        var ended = await Executable.RunAsync(Folder, words);
        Assert.Equal(2, ended.Status);
        Assert.NotEmpty(ended.Error);
    }

    [Theory]
    [InlineData("Database__Provider", "oracle", "Database__Provider is “oracle”")]
    [InlineData("Database__Provider", "postgres", "ConnectionStrings__IncidentBot names no PostgreSQL")]
    [InlineData("ConnectionStrings__IncidentBot", "Host=db;Port=1", "ConnectionStrings__IncidentBot names no file")]
    [InlineData("Slack__BotToken", "xoxp-1", "Slack__BotToken is no bot token")]
    [InlineData("Slack__SocketConnections", "many", "Slack__SocketConnections is “many”")]
    [InlineData("Slack__ArchiveOnClose", "sometimes", "Slack__ArchiveOnClose is “sometimes”")]
    [InlineData("Nudges__Silence", "soon", "Nudges__Silence is “soon”")]
    [InlineData("Nudges__Pause", "10s", "Nudges__Pause is “10s”")]
    [InlineData("Digest__Day", "someday", "Digest__Day is “someday”")]
    [InlineData("Digest__At", "noon", "Digest__At is “noon”")]
    [InlineData("Digest__Zone", "Mars/Olympus", "Digest__Zone is “Mars/Olympus”")]
    [InlineData("Digest__FirstPlaceFromDay", "0", "Digest__FirstPlaceFromDay is “0”; it has to be a number from 1 to 365")]
    [InlineData("Jobs__Engine", "cron", "Jobs__Engine is “cron”; it has to be quartz, inprocess or hangfire")]
    [InlineData("Jobs__DashboardPassword", "admin", "Jobs__DashboardPassword is too short")]
    [InlineData("Jobs__DashboardPassword", "correct horse battery", "Jobs__DashboardPassword is set, and the dashboard is Hangfire's")]
    [InlineData("Logging__Format", "xml", "Logging__Format is “xml”; it has to be text or json")]
    [InlineData("Retention__Messages", "1h", "Retention__Messages is “1h”; it has to be a time of at least 2d")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "collector", "OTEL_EXPORTER_OTLP_ENDPOINT is no address")]
    [InlineData("Urls", "somewhere", "Urls has “somewhere”")]
    [InlineData("Urls", "https://0.0.0.0:443", "Urls has “https://0.0.0.0:443”")]
    public async Task Does_not_start_with_a_wrong_setting_and_names_it(string key, string value, string said)
    {
        var ended = await Executable.RunAsync(Folder, ["serve"], (key, value));
        Assert.Equal(1, ended.Status);
        Assert.StartsWith(said, ended.Error, StringComparison.Ordinal);
        Assert.Single(ended.Error.TrimEnd().Split('\n'));
        Assert.Empty(ended.Output);
        Assert.False(Directory.Exists(In("data")));
    }

    [Theory]
    [InlineData(ChatSdks.Hangfire, "Jobs__Engine", "hangfire")]
    [InlineData(ChatSdks.SlackNet, "Slack__Client", "slacknet", "Slack__BotToken=xoxb-1", "Slack__AppToken=xapp-1")]
    [InlineData(
        ChatSdks.BotBuilder,
        "Teams__Adapter",
        "botbuilder",
        "Teams__AppId=11111111-2222-3333-4444-555555555555",
        "Teams__AppPassword=secret",
        "Teams__TenantId=99999999-8888-7777-6666-555555555555",
        "Teams__IncidentChannel=19:x@thread.tacv2"
    )]
    public async Task Says_how_to_build_it_with_a_library_that_it_lacks(string library, string key, string value, params string[] others)
    {
        if (ChatSdks.Missing(library) is null)
        {
            Assert.Skip($"this build has {library}");
        }

        var settings = others.Select(other => other.Split('=')).Select(other => (other[0], other[1]));
        var ended = await Executable.RunAsync(Folder, ["serve"], [(key, value), .. settings]);
        Assert.Equal(1, ended.Status);
        Assert.StartsWith(
            $"{key} is {value}, but this build has no {library}: build it with -p:ChatSdks=true",
            ended.Error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Says_in_one_line_that_its_address_is_taken()
    {
        await using var first = await RunningServer.StartAsync();
        var second = await Executable.RunAsync(Folder, ["serve", "--urls", first.Address]);
        Assert.Equal(1, second.Status);
        Assert.Contains("address already in use", second.Error, StringComparison.Ordinal);
        Assert.Single(second.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Stops_when_it_is_asked_to()
    {
        await using var server = await RunningServer.StartAsync();
        Assert.Equal(0, await server.StopAsync());
    }

    [Fact]
    public async Task Answers_its_own_machine_only_by_its_own_name()
    {
        await using var server = await RunningServer.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(server.Address) };
        using var foreign = new HttpRequestMessage(HttpMethod.Get, "/chat") { Headers = { Host = "evil.example" } };
        Assert.Equal(421, (int)(await client.SendAsync(foreign, TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal("alive", await client.GetStringAsync("/health/live", TestContext.Current.CancellationToken));
        Assert.StartsWith(
            "{\"status\":\"healthy\"",
            await client.GetStringAsync("/health/ready", TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
        Assert.Equal(401, (int)(await client.GetAsync("/chat/room", TestContext.Current.CancellationToken)).StatusCode);
    }
}
