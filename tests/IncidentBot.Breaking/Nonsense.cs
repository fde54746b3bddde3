using IncidentBot.Storage;
using IncidentBot.Testing.Slack;

namespace IncidentBot.Breaking;

/// <summary>Slack answers with 429, 500, a web page, a broken connection, nothing at all, in random order.</summary>
public sealed class Nonsense
{
    private const double Share = 0.4;

    [Fact]
    public async Task A_chat_that_answers_nonsense_keeps_nobody_from_typing_and_has_everything_once_and_in_order_afterwards()
    {
        var form = Form.Begin();
        await using var place = await Workplace.OpenAsync(reminds: false);
        await using var node = new Node(place.Environment);
        await node.StartAsync();
        var database = new SqliteDialect(Path.Combine(node.Folder, "data", "incidentbot.db"));

        await new Trial(form, place, database, node).RunAsync(async crowd =>
        {
            place.Slack.Faults.Randomly(
                form.Seed,
                Share,
                SlackFault.RateLimited(1),
                SlackFault.RateLimited(3),
                SlackFault.ServerError(500),
                SlackFault.ServerError(503),
                SlackFault.Garbage,
                SlackFault.ResetBefore,
                SlackFault.ResetAfter,
                SlackFault.Silent,
                SlackFault.SilentAfter
            );
            await Pause.For(TimeSpan.FromSeconds(Form.IsLong ? 300 : 25));
            place.Slack.Faults.Clear();
            await crowd.CheckAsync();
        });

        var met = place.Slack.Calls().Where(call => call.Fault is not null).ToList();
        Form.Say($"{met.Count} of {place.Slack.Calls().Count} calls met nonsense.");
        Assert.NotEmpty(met);
    }
}
