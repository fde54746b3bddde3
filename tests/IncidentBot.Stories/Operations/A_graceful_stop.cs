using System.Collections.Concurrent;
using Dapper;
using IncidentBot.Testing.Slack;

namespace IncidentBot.Stories.Operations;

public sealed class A_graceful_stop
{
    private const int People = 16;

    [Fact]
    public async Task Keeps_what_was_acknowledged_and_gives_back_what_it_was_about_to_deliver()
    {
        await using var bot = await OnSlack.StartAsync();
        var channel = await bot.OpenAsync("Web stack slow sev2");
        bot.Slack.Faults.Always(SlackFaults.All, SlackFault.Silent);
        var calls = bot.Slack.Calls().Count;
        await bot.TypesAsync("sev 1", channel.Id);
        await bot.Slack.Until(() => bot.Slack.Calls().Count > calls);

        var acknowledged = new ConcurrentBag<string>();
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var people = Enumerable.Range(0, People).Select(person => TypeAsync(bot, channel.Id, person, acknowledged, enough)).ToList();
        await enough.Task.WaitAsync(TimeSpan.FromMinutes(3), TimeProvider.System, TestContext.Current.CancellationToken);
        Assert.Equal(0, await bot.Server.StopAsync());
        await Task.WhenAll(people);

        await using var database = bot.Server.Connect();
        var recorded = await database.QueryAsync<string>("select data from incident_events");
        var counts = recorded.GroupBy(data => data).ToDictionary(group => group.Key, group => group.Count());
        Assert.All(
            acknowledged,
            words =>
                Assert.Equal(
                    1,
                    counts.Where(event_ => event_.Key.Contains($"\"{words}\"", StringComparison.Ordinal)).Sum(event_ => event_.Value)
                )
        );
        Assert.NotEqual(0, await database.ExecuteScalarAsync<long>("select count(*) from outbox"));
        Assert.Equal(0, await database.ExecuteScalarAsync<long>("select count(*) from outbox where leased_until is not null"));
    }

    // Until nobody answers any more.
    private static async Task TypeAsync(
        OnSlack bot,
        string channel,
        int person,
        ConcurrentBag<string> acknowledged,
        TaskCompletionSource enough
    )
    {
        for (var i = 0; ; i++)
        {
            var words = $"by {person} for the {i}th time";
            try
            {
                var reply = await bot.TypesAsync($"note {words}", channel);
                if (reply.Status != 200)
                {
                    return;
                }

                acknowledged.Add(words);
                if (acknowledged.Count > 10 * People)
                {
                    enough.TrySetResult();
                }
            }
            catch (HttpRequestException)
            {
                return;
            }
        }
    }
}
