using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.Breaking;

/// <summary>A crowd types at a bot, something breaks, and at the end everything is counted.</summary>
internal sealed class Trial(Form form, Workplace place, Dialect dialect, params Node[] nodes)
{
    private static readonly Duration LongestSettling = Duration.FromMinutes(4);

    // A task that waits for its acknowledgement so long would be one of tomorrow's.
    private static readonly Duration BeforeReminding = Duration.FromSeconds(8);

    private readonly Ledger _ledger = new();
    private readonly Kept _kept = new(dialect);

    /// <summary>Kills the first node so many times: every fourth time while it starts, else somewhere in the second in which it serves.</summary>
    public async Task KillAsync(int times)
    {
        var dice = form.Dice(1_000);
        await RunAsync(async crowd =>
        {
            for (var kill = 0; kill < times; kill++)
            {
                if (kill % 4 != 3)
                {
                    await nodes[0].UntilItServesAsync();
                }

                await Pause.Of(dice.Next(1_200));
                await nodes[0].KillAsync();
                nodes[0].Begin();
                await crowd.CheckAsync();
            }
        });
        Form.Say($"{times} kills.");
    }

    /// <summary>Lets people type while something breaks, waits until everything has been delivered, and judges.</summary>
    public async Task RunAsync(Func<Crowd, Task> breaking)
    {
        foreach (var node in nodes)
        {
            await node.StartAsync();
        }

        using var messenger = new Messenger(place.Slack, _ledger, [.. nodes.Select(node => node.Address)]);
        using var crowd = new Crowd(form, messenger, _ledger) { TasksUntil = place.RemindsAt - BeforeReminding };
        await crowd.BeginAsync();
        await breaking(crowd);
        await crowd.FinishAsync();
        await SettleAsync();
        Judge(new Verdict(_ledger, place.Slack, await _kept.EventsAsync(), await _kept.IncidentsAsync()).Reached());
    }

    // Everything was acknowledged; now everything that follows from it has to happen.
    private async Task SettleAsync()
    {
        var began = SystemClock.Instance.GetCurrentInstant();
        while (true)
        {
            var waiting = await _kept.WaitingAsync();
            if (waiting.Count == 0 && await _kept.TimeBoxesAsync() == 0 && await AllRemindedAsync())
            {
                return;
            }

            Assert.True(
                SystemClock.Instance.GetCurrentInstant() - began < LongestSettling,
                $"It does not settle: {string.Join("\n", waiting.Take(20))}\n{string.Join("\n\n", nodes.Select(node => node.Log))}"
            );
            await Pause.Of(200);
        }
    }

    private async Task<bool> AllRemindedAsync()
    {
        var events = await _kept.EventsAsync();
        return events.Count(one => one.Kind == "task_reminded") >= events.Count(one => one.Kind == "task_added");
    }

    private void Judge(Verdict verdict)
    {
        Form.Say(
            $"{_ledger.Acknowledged} commands acknowledged of {_ledger.Typed.Count} typed, {_ledger.Retries} sent again ({_ledger.Late} after three seconds), {_ledger.Refused} refused and typed again; "
                + $"lost {verdict.Lost}, doubled {verdict.Doubled}; {verdict.Posts} posts, {verdict.Repeated} of them repeated; {verdict.Reminders} reminders, each once."
        );
        Assert.True(
            verdict.Wrong.Count == 0,
            string.Join("\n", verdict.Wrong.Take(30)) + "\n" + string.Join("\n\n", nodes.Select(node => node.Log))
        );
        Assert.Equal(_ledger.Typed.Count, _ledger.Acknowledged);
    }
}
