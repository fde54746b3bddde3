using IncidentBot.People;
using IncidentBot.Reminders;
using IncidentBot.Testing;
using NodaTime;

namespace IncidentBot.Contracts.Store;

/// <summary>Reviewing tasks: by team, by incident, overdue. It is Tuesday 2026-03-03.</summary>
public abstract class TaskListContract(TestDatabase database) : StoreContract(database)
{
    protected override ReminderOptions Reminders { get; } =
        ReminderOptions.Default with
        {
            Teams = new TeamBook { Members = TeamBook.None.Members.Add("Platform", ["@lee"]) },
        };

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await RecordAsync(
            "open Web stack slow sev2",
            "INC-1 task add Rotate the keys <@fake:lee|Lee Novak> due 2026-03-06",
            "INC-1 task add Alert on it <@fake:amara|Amara Diallo> due 2026-03-20",
            "INC-1 task add Test the failover @platform",
            "INC-1 task add Check the rules @network",
            "open Secret private",
            "INC-2 task add Hidden <@fake:lee|Lee Novak> due 2026-03-06"
        );
        await Bot.Relay.DrainAsync(Cancellation);
    }

    [Theory]
    [InlineData("task list team Platform", "Platform: open tasks", "INC-1/T1", "INC-1/T3")]
    [InlineData("task list team @platform", "Platform: open tasks", "INC-1/T1", "INC-1/T3")]
    [InlineData("task list team network", "network: open tasks", "INC-1/T4")]
    [InlineData("task list team sales", "sales: no open task.")]
    [InlineData("task list INC-1", "INC-1: all tasks", "INC-1/T1", "INC-1/T2", "INC-1/T3", "INC-1/T4")]
    [InlineData("task list #1", "INC-1: all tasks", "INC-1/T1", "INC-1/T2", "INC-1/T3", "INC-1/T4")]
    [InlineData("task list #2", "INC-2: no task.")]
    [InlineData("task list overdue", "no overdue task.")]
    public async Task They_are_listed_as_asked(string line, string headline, params string[] tasks)
    {
        var text = Text(await SayAsync(line, who: Cast.Zoe));

        Assert.StartsWith(headline, text, StringComparison.Ordinal);
        Assert.Equal(
            tasks,
            text.Split(' ', '\n')
                .Where(word => word.StartsWith("INC-", StringComparison.Ordinal) && word.Contains("/T", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task Overdue_ones_are_counted_on_the_header_card()
    {
        Clock.Advance(Duration.FromDays(10));

        Assert.Contains("3 open of 4, 1 overdue", Text(await DropAndShowAsync()), StringComparison.Ordinal);
    }

    private async Task<IncidentBot.Chat.Reply> DropAndShowAsync()
    {
        await RecordAsync("INC-1 task drop T4 X");
        return await SayAsync("INC-1 show");
    }
}
