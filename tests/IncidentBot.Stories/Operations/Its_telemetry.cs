using System.Text;

namespace IncidentBot.Stories.Operations;

public sealed class Its_telemetry
{
    private static readonly string[] Metrics =
    [
        "incidentbot.commands",
        "incidentbot.commits",
        "incidentbot.commits.batch",
        "incidentbot.deliveries",
        "incidentbot.outbox.age",
        "incidentbot.outbox.given_up",
        "incidentbot.wakeups.late",
        "incidentbot.health",
        "http.server.request.duration",
    ];

    [Fact]
    public async Task Comes_to_the_collector_that_the_environment_names_without_a_word_of_an_incident()
    {
        await using var collector = await OtlpReceiver.StartAsync();
        await using var bot = await OnSlack.StartAsync(
            ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Url),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            ("OTEL_METRIC_EXPORT_INTERVAL", "500"),
            ("OTEL_BSP_SCHEDULE_DELAY", "200")
        );
        var channel = await bot.OpenAsync("Payroll data seen by a stranger private");
        await bot.TypesAsync("note The salaries of March", channel.Id);

        await collector.UntilAsync(() =>
            collector.Metrics.IsSupersetOf(Metrics) && collector.Spans.IsSupersetOf(["command", "commit", "deliver", "POST"])
        );

        Assert.Equal(0, await bot.Server.StopAsync());
        var said = string.Concat(collector.Bodies.Select(Encoding.UTF8.GetString));
        Assert.Contains("incidentbot", said, StringComparison.Ordinal);
        foreach (var secret in new[] { bot.Slack.Options.BotToken, bot.Slack.Options.SigningSecret, "Payroll", "salaries", "stranger" })
        {
            Assert.DoesNotContain(secret, said, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task Is_not_even_loaded_where_nobody_wants_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "/proc is absent");
        await using var without = await OnSlack.StartAsync();
        await without.TypesAsync("open Web stack slow sev2");
        await using var with = await OnSlack.StartAsync(("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9"));

        Assert.Equal((false, true), (await HasLoadedAsync(without), await HasLoadedAsync(with)));
    }

    private static async Task<bool> HasLoadedAsync(OnSlack bot) =>
        (await File.ReadAllTextAsync($"/proc/{bot.Server.ProcessId}/maps", TestContext.Current.CancellationToken)).Contains(
            "OpenTelemetry",
            StringComparison.Ordinal
        );
}
