using Dapper;
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
    public async Task Is_put_back_under_a_bot_that_runs_and_what_was_said_since_is_kept_beside_it()
    {
        await using var bot = await OpenAsync("live.db");
        await SayAsync(bot, "open Checkout declines cards sev2");
        await RunAsync("backup", "copy.db", "--database", "live.db");
        await SayAsync(bot, "INC-1 note After the backup");
        await SayAsync(bot, "open Another one");

        var restored = await RunAsync("restore", "copy.db", "--database", "live.db", "--force");

        Assert.Equal("", restored.Error);
        Assert.Contains("1 incidents with 1 events, restored under the bot that runs", restored.Output, StringComparison.Ordinal);
        await SayAsync(bot, "INC-1 note After the restore");
        Assert.Equal(["Checkout declines cards", "After the restore"], await EntriesAsync("live.db"));
        var aside = Path.GetFileName(Assert.Single(Directory.GetFiles(Folder, "live.db.before-restore-*")));
        Assert.Equal(["Checkout declines cards", "After the backup", "Another one"], await EntriesAsync(aside));
        Assert.Empty(Directory.GetFiles(Folder, "*.restoring*"));
    }

    [Fact]
    public async Task Put_back_is_what_is_shown_from_then_on()
    {
        await using var bot = await OpenAsync("live.db");
        await SayAsync(bot, "open Checkout declines cards sev2");
        await RunAsync("backup", "copy.db", "--database", "live.db");
        await SayAsync(bot, "INC-1 note After the backup");

        await RunAsync("restore", "copy.db", "--database", "live.db", "--force");

        // Nobody types; so the bot sees it when it looks next.
        while ((await bot.Store.FindAsync(new Incidents.IncidentId(1), TestContext.Current.CancellationToken))!.Sequence != 1)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task Of_before_an_update_is_brought_up_to_date_when_it_is_put_back()
    {
        await using var bot = await OpenAsync("live.db");
        await SayAsync(bot, "open Checkout declines cards sev2");
        await RunAsync("backup", "copy.db", "--database", "live.db");
        await ForgetAsync("copy.db", "drop table restorations; delete from schema_versions where version = 82;");

        var restored = await RunAsync("restore", "copy.db", "--database", "live.db", "--force");

        Assert.Equal(0, restored.Status);
        await SayAsync(bot, "INC-1 note After the restore");
        Assert.Equal(2, (await EntriesAsync("live.db")).Count);
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

    // Of the file as another program sees it.
    private Task<List<string>> EntriesAsync(string name) =>
        SqliteFile.ReadAsync(
            In(name),
            async connection =>
                (
                    await connection.QueryAsync<string>(
                        "select coalesce(json_extract(data, '$.title'), json_extract(data, '$.text')) from incident_events order by incident, sequence"
                    )
                ).AsList(),
            TestContext.Current.CancellationToken
        );

    private async Task ForgetAsync(string name, string sql)
    {
        await using var connection = new SqliteDialect(In(name)).Connect();
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await connection.ExecuteAsync(sql);
        SqliteFile.LetGo();
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
