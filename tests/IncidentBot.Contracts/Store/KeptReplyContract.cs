using IncidentBot.Chat;

namespace IncidentBot.Contracts.Store;

/// <summary>The same message again gets the same answer, which is kept as short as it can be.</summary>
public abstract class KeptReplyContract(TestDatabase database) : StoreContract(database)
{
    [Theory]
    [InlineData("note Restarted the workers")]
    [InlineData("suspect Bad deploy")]
    [InlineData("sev1 Everybody is down")]
    [InlineData("task add Rotate the logs")]
    [InlineData("resolved Rolled back")]
    [InlineData("close")]
    [InlineData("retract #99")]
    [InlineData("undo")]
    public async Task Whatever_was_said_is_answered_as_the_first_time(string words)
    {
        await RecordAsync("open X", "INC-1 note First");

        var first = await SayAsync("INC-1 " + words, "m1");
        await RestartAsync();
        var again = await SayAsync("INC-1 " + words, "m1");

        Assert.Equal(Text(first), Text(again));
        Assert.Equal((first.Outcome, first.Audience, first.Incident), (again.Outcome, again.Audience, again.Incident));
    }

    [Fact]
    public async Task What_was_corrected_since_is_told_as_it_is_now()
    {
        await RecordAsync("open X");
        await SayAsync("INC-1 note Rebooted db-1", "m1");
        await RecordAsync("INC-1 correct #2 Rebooted db-2");

        var again = await SayAsync("INC-1 note Rebooted db-1", "m1");

        Assert.Contains("Rebooted db-2", Text(again), StringComparison.Ordinal);
        Assert.Equal(3, (await ReplayedAsync()).Sequence);
    }

    [Fact]
    public async Task A_short_answer_that_was_not_shown_is_known_after_a_stop()
    {
        await RecordAsync("open X");
        var said = await SayAsync("INC-1 note Restarted the workers", "teams/m1");
        await RestartAsync();

        var (message, reply) = Assert.Single(await Bot.Replies.UntoldAsync("teams/%", default, Cancellation));

        Assert.Equal(("teams/m1", Text(said)), (message, Text(reply)));
        Assert.True((await QueryAsync<string>("select reply from inbound_messages where id = 'teams/m1'")).Length < 40);
    }
}

public sealed class KeptRepliesOnSqlite() : KeptReplyContract(new SqliteTestDatabase());

public sealed class KeptRepliesOnPostgres() : KeptReplyContract(new PostgresTestDatabase());
