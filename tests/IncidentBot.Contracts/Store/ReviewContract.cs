using IncidentBot.Incidents;
using IncidentBot.People;
using IncidentBot.Postmortems;
using IncidentBot.Postmortems.Reviews;
using IncidentBot.Reminders;
using IncidentBot.Testing;
using NodaTime;

namespace IncidentBot.Contracts.Store;

/// <summary>Who is asked for a review, and when they are reminded. INC-1 is closed; it is Tuesday, and Lee is in Auckland.</summary>
public abstract class ReviewContract(TestDatabase database) : StoreContract(database)
{
    private const string Lee = "<@fake:lee|Lee Novak>";

    protected override ReminderOptions Reminders { get; } =
        ReminderOptions.Default with
        {
            Teams = new TeamBook { Members = TeamBook.None.Members.Add("Platform", ["@lee", "Zoe Outsider"]) },
        };

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Bot.Database.WriteAsync(
            async transaction =>
            {
                await PeopleRows.KeepAsync(
                    transaction,
                    [new(Cast.Amara, "UTC", Clock.Now), new(Cast.Lee, "Pacific/Auckland", Clock.Now), new(Cast.Zoe, "UTC", Clock.Now)]
                );
                return true;
            },
            Cancellation
        );
        await RecordAsync("open Disk full sev2 private", "INC-1 lead me", "INC-1 resolved More disk", "INC-1 close");
    }

    [Theory]
    [InlineData("postmortem review @platform")]
    [InlineData("postmortem review team Platform")]
    public async Task Everybody_of_a_team_is_told_and_one_answer_is_enough(string line)
    {
        await RecordAsync("INC-1 " + line);
        await Bot.Relay.DrainAsync(Cancellation);

        Assert.Contains("asks you to review", Assert.Single(Chat.Posted("dm-fake:lee")), StringComparison.Ordinal);
        Assert.Single(Chat.Posted("dm-fake:zoe"));
        Assert.True((await ReplayedAsync()).Knows(Cast.Zoe));

        Assert.Equal(IncidentBot.Chat.Outcome.Recorded, (await SayAsync("INC-1 postmortem approve", who: Cast.Zoe)).Outcome);
        Assert.False(Assert.Single(Review.All(await ReplayedAsync())).IsAwaited);
    }

    [Fact]
    public async Task A_team_that_the_bot_knows_nobody_of_is_left_to_the_person_who_asks() =>
        Assert.Contains("say it to them", Text(await SayAsync("INC-1 postmortem review team Network")), StringComparison.Ordinal);

    [Fact]
    public async Task A_reviewer_is_reminded_in_the_morning_of_their_own_zone_and_the_commander_told_in_the_end()
    {
        await RecordAsync($"INC-1 postmortem review {Lee}");
        var mornings = new List<LocalDateTime>();
        while (await Bot.Wakeups.NextAsync(Cancellation) is { } due && mornings.Count < 10)
        {
            Clock.Advance(due - Clock.Now);
            await Bot.Wakeups.RunDueAsync(Cancellation);
            await Bot.Relay.DrainAsync(Cancellation);
            mornings.Add(due.InZone(DateTimeZoneProviders.Tzdb["Pacific/Auckland"]).LocalDateTime);
        }

        // In Auckland it is Tuesday 23:00 when the review is asked for; two working days later it is Thursday.
        Assert.Equal(
            [
                new LocalDateTime(2026, 3, 5, 9, 0),
                new LocalDateTime(2026, 3, 9, 9, 0),
                new LocalDateTime(2026, 3, 11, 9, 0),
                new LocalDateTime(2026, 3, 13, 9, 0),
            ],
            mornings
        );
        Assert.Equal(4, Chat.Posted("dm-fake:lee").Count);
        Assert.Contains("reminded 3 times", Assert.Single(Chat.Posted("dm-fake:amara")), StringComparison.Ordinal);
        Assert.Equal(4, (await ReplayedAsync()).Entries.Count(entry => entry.What is ReviewReminded));
    }
}
