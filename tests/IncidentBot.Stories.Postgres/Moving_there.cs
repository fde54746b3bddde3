using IncidentBot.Stories.CommandLine;
using IncidentBot.Testing;

namespace IncidentBot.Stories.Postgres;

/// <summary>A team that has outgrown its file, on the command line.</summary>
public sealed class Moving_there
{
    private const string Story = """
        @people amara=Amara Diallo
        2026-03-03 10:45 amara: /incident open Web stack slow sev2
        +5m amara: /incident note Restarted the workers
        +5m amara: /incident close
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Takes_everything_along_and_the_postmortem_is_the_same()
    {
        await using var store = await StoryStore.TakeAsync();
        var folder = Directory.CreateTempSubdirectory("incidentbot-move-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "one.story"), Story, Cancellation);
            await Executable.RunAsync(folder.FullName, ["replay", "one.story", "--database", "old.db"]);
            var before = await Executable.RunAsync(folder.FullName, ["draft", "INC-1", "--database", "old.db"]);
            var empty = await Executable.RunAsync(folder.FullName, ["doctor"], store.Environment);

            var moved = await Executable.RunAsync(folder.FullName, ["migrate-store", "--from", "old.db"], store.Environment);
            var after = await Executable.RunAsync(folder.FullName, ["draft", "INC-1"], store.Environment);
            var twice = await Executable.RunAsync(folder.FullName, ["migrate-store", "--from", "old.db"], store.Environment);
            var full = await Executable.RunAsync(folder.FullName, ["doctor"], store.Environment);

            Assert.Equal((0, ""), (moved.Status, moved.Error));
            Assert.Equal((0, before.Output), (after.Status, after.Output));
            Assert.Equal(1, twice.Status);
            Assert.Contains("not empty", twice.Error, StringComparison.Ordinal);
            Assert.Contains("is empty; the first start makes the tables", empty.Output, StringComparison.Ordinal);
            Assert.Contains("holds 1 incidents", full.Output, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_said_without_the_password()
    {
        var ended = await Executable.RunAsync(
            Path.GetTempPath(),
            ["serve", "--urls", "http://127.0.0.1:0"],
            ("Database__Provider", "postgres"),
            ("ConnectionStrings__IncidentBot", "Host=/nowhere;Database=incidents;Username=bot;Password=hunter2")
        );

        Assert.Equal(1, ended.Status);
        Assert.Contains("cannot be reached", ended.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", ended.Error + ended.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("data/incidentbot.db")]
    [InlineData("postgres://bot@db/incidents")]
    public async Task A_connection_string_that_names_no_server_stops_the_start_with_the_settings_name(string connection)
    {
        var ended = await Executable.RunAsync(
            Path.GetTempPath(),
            ["serve"],
            ("Database__Provider", "postgres"),
            ("ConnectionStrings__IncidentBot", connection)
        );

        Assert.Equal(1, ended.Status);
        Assert.Contains("ConnectionStrings__IncidentBot names no PostgreSQL database", ended.Error, StringComparison.Ordinal);
    }
}
