using IncidentBot.Chat;
using IncidentBot.People;
using IncidentBot.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace IncidentBot.Stories.CommandLine;

public sealed class A_backup : AFolder
{
    private static readonly Speaker Priya = new(new Person("web:priya", "Priya Raman"), "UTC");

    [Fact]
    public async Task Is_taken_while_the_bot_has_the_database_and_brings_everything_back()
    {
        await using (var bot = await OpenAsync("live.db"))
        {
            await SayAsync(bot, "open Checkout declines cards sev2");
            var copied = await RunAsync("backup", "copy.db", "--database", "live.db");
            Assert.Equal(0, copied.Status);
            Assert.Contains("1 incidents with 1 events, checked", copied.Output, StringComparison.Ordinal);
            await SayAsync(bot, "INC-1 note After the backup");
        }

        SqliteFile.LetGo();
        var restored = await RunAsync("restore", "copy.db", "--database", "live.db", "--force");
        Assert.Equal(0, restored.Status);
        await using var again = await OpenAsync("live.db");
        Assert.Equal(1, (await again.Store.FindAsync(new Incidents.IncidentId(1), TestContext.Current.CancellationToken))!.Sequence);
        Assert.Single(Directory.GetFiles(Folder, "live.db.before-restore-*"));
    }

    [Fact]
    public async Task Never_writes_over_what_is_there()
    {
        await (await OpenAsync("live.db")).DisposeAsync();
        await File.WriteAllTextAsync(In("copy.db"), "precious", TestContext.Current.CancellationToken);
        Assert.Equal(1, (await RunAsync("backup", "copy.db", "--database", "live.db")).Status);
        Assert.Equal("precious", await File.ReadAllTextAsync(In("copy.db"), TestContext.Current.CancellationToken));

        await RunAsync("backup", "good.db", "--database", "live.db");
        var refused = await RunAsync("restore", "good.db", "--database", "live.db");
        Assert.Equal(1, refused.Status);
        Assert.Contains("is there already, and nothing was restored", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_not_restored_over_a_database_in_use()
    {
        await using var server = await RunningServer.StartAsync();
        var live = Path.Combine(server.Folder, "data", "incidentbot.db");
        Assert.Equal(0, (await RunAsync("backup", "copy.db", "--database", live)).Status);
        var refused = await RunAsync("restore", "copy.db", "--database", live, "--force");
        Assert.Equal(1, refused.Status);
        Assert.Contains("is in use. Stop the bot", refused.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(live));
    }

    [Theory]
    [InlineData("no database at all, only some words that somebody put into a file")]
    [InlineData("")]
    public async Task That_is_none_is_not_restored(string content)
    {
        await File.WriteAllTextAsync(In("copy.db"), content, TestContext.Current.CancellationToken);
        var refused = await RunAsync("restore", "copy.db", "--database", "new.db");
        Assert.Equal(1, refused.Status);
        Assert.StartsWith("Nothing was restored:", refused.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(In("new.db")));
    }

    [Fact]
    public async Task Of_a_newer_bot_is_neither_restored_nor_started_on()
    {
        await using (var bot = await OpenAsync("newer.db"))
        {
            await bot.Database.WriteAsync(
                "insert into schema_versions (version, name) values (@version, 'from the future')",
                new { version = 9999 },
                TestContext.Current.CancellationToken
            );
        }

        foreach (var words in new string[][] { ["serve", "--database", "newer.db"], ["restore", "newer.db", "--database", "other.db"] })
        {
            var refused = await RunAsync(words);
            Assert.Equal(1, refused.Status);
            Assert.Contains("9999", refused.Error, StringComparison.Ordinal);
            Assert.Single(refused.Error.TrimEnd().Split('\n'));
        }
    }

    [Fact]
    public async Task And_its_database_are_looked_at_by_the_doctor()
    {
        await (await OpenAsync("live.db")).DisposeAsync();
        var well = await RunAsync("doctor", "--database", "live.db");
        Assert.Contains("live.db is sound: 0 incidents with 0 events", well.Output, StringComparison.Ordinal);
        Assert.Contains("ok      jobs: Nothing waits to fall due.", well.Output, StringComparison.Ordinal);
        Assert.Contains("ok      digest: The next weekly digest comes at ", well.Output, StringComparison.Ordinal);
        var silent = await Executable.RunAsync(Folder, ["doctor", "--database", "live.db"], ("Digest__Day", "never"));
        Assert.Contains("ok      digest: There is no weekly digest.", silent.Output, StringComparison.Ordinal);
        await File.WriteAllTextAsync(In("ill.db"), new string('x', 5000), TestContext.Current.CancellationToken);
        var ill = await RunAsync("doctor", "--database", "ill.db");
        Assert.Equal(1, ill.Status);
        Assert.Contains("PROBLEM database", ill.Output, StringComparison.Ordinal);
    }

    private Task<Ended> RunAsync(params string[] words) => Executable.RunAsync(Folder, words);

    private Task<Bot> OpenAsync(string name) =>
        Bot.StartAsync(
            new SqliteDialect(In(name)),
            SystemClock.Instance,
            NullLoggerFactory.Instance,
            TestContext.Current.CancellationToken
        );

    private static async Task SayAsync(Bot bot, string words)
    {
        var reply = await bot.WebDoor.CommandAsync(Priya, "general", words, null, TestContext.Current.CancellationToken);
        Assert.Equal(Outcome.Recorded, reply.Outcome);
    }
}
