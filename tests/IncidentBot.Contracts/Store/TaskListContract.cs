using Dapper;
using IncidentBot.Chat;
using IncidentBot.Incidents;
using IncidentBot.People;
using IncidentBot.Reminders;
using IncidentBot.Testing;
using NodaTime;

namespace IncidentBot.Contracts.Store;

/// <summary>Reviewing tasks: by team, by incident, overdue. It is Tuesday 2026-03-03.</summary>
public abstract class TaskListContract(TestDatabase database) : StoreContract(database)
{
    private static Place Away { get; } = new("fake", "elsewhere");

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
            "INC-1 task add Check the rules owner team network",
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
    public async Task Of_one_day_those_of_the_highest_priority_stand_first()
    {
        await RecordAsync(
            "open Mail lost sev1",
            "INC-3 task add Watch the queue due 2026-03-06",
            "INC-3 task add Tell the support due 2026-03-06 priority p4",
            "INC-1 task add Restart it due 2026-03-06",
            "INC-1 task priority T5 p1"
        );

        var text = Text(await SayAsync("task list", where: Away));

        Assert.Equal(
            ["INC-1/T5 p1", "INC-3/T1 p1", "INC-1/T1 p2", "INC-3/T2 p4", "INC-1/T2 p2"],
            text.Split('\n')
                .Where(line => line.Contains("due 2026", StringComparison.Ordinal))
                .Select(line =>
                    line.Split(' ').First(word => word.StartsWith("INC", StringComparison.Ordinal)) + " " + line.Split(", ")[^1]
                )
        );
    }

    [Fact]
    public async Task Each_row_says_what_its_task_is()
    {
        await RecordAsync(
            "INC-1 task assign T4 <@fake:lee|Lee Novak>",
            "INC-1 task due T4 2026-03-09",
            "INC-1 task sub T1 Write the script",
            "INC-1 task drop T3 Not ours",
            "INC-1 task add Nonsense",
            "INC-1 undo",
            "INC-1 task done T2 https://wiki.example/alert",
            "INC-1 task snooze T1 1d"
        );

        var incident = await Bot.Store.FindAsync(new IncidentId(1), Cancellation);
        var rows = await Bot.Database.ReadAsync(
            connection =>
                connection.QueryAsync<string>(
                    "select number || ' ' || state || ' ' || coalesce(owner_name, '-') || ' ' || text from corrective_tasks where incident = 1 order by number"
                ),
            Cancellation
        );

        Assert.Equal(5, incident!.Tasks.Count);
        Assert.Equal(
            incident.Tasks.Select(task =>
                $"{task.Number} {task.State.ToString().ToLowerInvariant()} {task.Owner?.Name ?? "-"} {task.Text}"
            ),
            rows
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
