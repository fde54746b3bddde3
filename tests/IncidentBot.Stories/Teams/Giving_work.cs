using Dapper;
using IncidentBot.Testing.Teams;
using NodaTime;

namespace IncidentBot.Stories.Teams;

/// <summary>Tasks of people who leave the team, and the zones in which people are reminded.</summary>
public sealed class Giving_work
{
    // Only whoever owes it is reminded before the due day; the commander of it is told later on in any case.
    internal static readonly Duration UntilDue = Duration.FromDays(13);

    [Fact]
    public async Task Whoever_has_left_the_team_is_told_nothing_and_the_commander_is()
    {
        await using var host = await TeamsHost.StartAsync();
        await host.MeetAsync();
        await PromiseAsync(host);

        await host.Teams.As(host.Ana).Leaves(host.World.Team, host.Marek);
        await host.SettleAsync();
        await PassAsync(host, UntilDue);

        Assert.Empty(host.Teams.Organisation.Personal(host.Marek).FromBot);
        Assert.Contains(
            host.Teams.Organisation.Personal(host.Priya).FromBot,
            message => message.ReadableText.Contains("Rotate the keys", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Whoever_comes_back_is_reminded_again()
    {
        await using var host = await TeamsHost.StartAsync();
        await host.MeetAsync();
        await PromiseAsync(host);

        await host.Teams.As(host.Ana).Leaves(host.World.Team, host.Marek);
        await host.SettleAsync();
        host.World.Team.Members.Add(host.Marek);
        await host.MeetAsync();
        await PassAsync(host, UntilDue);

        Assert.NotEmpty(host.Teams.Organisation.Personal(host.Marek).FromBot);
    }

    [Fact]
    public async Task A_zone_that_the_client_tells_moves_the_morning()
    {
        await using var host = await TeamsHost.StartAsync();
        await host.MeetAsync();
        await PromiseAsync(host);
        await host.Bot.Wakeups.RunDueAsync(TestContext.Current.CancellationToken);
        var before = await DueAsync(host);

        await host.Teams.As(host.Marek with { TimeZone = "Asia/Tokyo" }).Says("list", host.Ops);
        await host.SettleAsync();
        await host.Bot.Wakeups.RunDueAsync(TestContext.Current.CancellationToken);

        var after = await DueAsync(host);
        Assert.NotEqual(before, after);
        Assert.Equal(new LocalTime(9, 0), after.InZone(DateTimeZoneProviders.Tzdb["Asia/Tokyo"]).TimeOfDay);
    }

    internal static async Task PromiseAsync(TeamsHost host)
    {
        var channel = await host.OpenAsync();
        await host.Teams.As(host.Priya).Says("lead", channel);
        await host.Teams.As(host.Marek).Says("task add Rotate the keys @me due in 2 weeks", channel);
        await host.Teams.As(host.Priya).Says("close It was a false alarm", channel);
        await host.SettleAsync();
        Assert.Equal("Marek Kowal", Assert.Single((await host.IncidentAsync(1)).Tasks).Owner?.Name);
    }

    private static Task<Instant> DueAsync(TeamsHost host) =>
        host.Bot.Database.ReadAsync(
            connection => connection.QuerySingleAsync<Instant>("select due_at from wakeups where kind = 2"),
            TestContext.Current.CancellationToken
        );

    internal static async Task PassAsync(TeamsHost host, Duration time)
    {
        var until = host.Bot.Clock.GetCurrentInstant() + time;
        while (await host.Bot.Wakeups.NextAsync(TestContext.Current.CancellationToken) is { } due && due <= until)
        {
            host.World.Clock.Set(Instant.Max(due, host.Bot.Clock.GetCurrentInstant()));
            await host.Bot.Wakeups.RunDueAsync(TestContext.Current.CancellationToken);
            await host.SettleAsync();
        }
    }
}
