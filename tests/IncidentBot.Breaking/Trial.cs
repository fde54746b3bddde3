using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.Breaking;

/// <summary>A crowd types at a bot, something breaks, and at the end everything is counted.</summary>
internal sealed class Trial(Form form, Workplace place, Dialect dialect, params IServing[] nodes)
{
    // What gathered in minutes of trouble goes out at the pace of the platform: one message a second.
    private static readonly Duration LongestSettling = Duration.FromMinutes(Form.IsLong ? 20 : 4);

    private readonly Kept _kept = new(dialect);

    /// <summary>What was typed.</summary>
    public Ledger Ledger { get; } = new();

    /// <summary>Whether Slack may have a message twice: where a node stood still between its last look and its post, nobody can tell.</summary>
    public bool MayRepeat { get; init; }

    /// <summary>Lets people type while something breaks, waits until everything has been delivered, and judges.</summary>
    public async Task RunAsync(Func<Crowd, Task> breaking)
    {
        using var messenger = new Messenger(place, Ledger, [.. nodes.Select(node => node.Address)]);
        using var crowd = new Crowd(form, messenger, Ledger) { Place = place };
        await crowd.BeginAsync();
        await breaking(crowd);
        await crowd.FinishAsync();
        await SettleAsync();
        Judge(new Verdict(Ledger, place.Slack, place.RemindsAt, await _kept.EventsAsync(), await _kept.IncidentsAsync()).Reached());
    }

    /// <summary>Done when so many more commands have been acknowledged.</summary>
    public async Task AcknowledgedAsync(int more)
    {
        var wanted = Ledger.Acknowledged + more;
        while (Ledger.Acknowledged < wanted)
        {
            await Pause.Of(2);
        }
    }

    /// <summary>Done when nothing waits to be told to Slack any more.</summary>
    public Task DeliveredAsync() => UntilAsync(() => Task.FromResult(true));

    // Everything was acknowledged; now everything that follows from it has to happen.
    private Task SettleAsync() => UntilAsync(async () => await _kept.TimeBoxesAsync() == 0 && await AllRemindedAsync());

    private async Task UntilAsync(Func<Task<bool>> holds)
    {
        var began = SystemClock.Instance.GetCurrentInstant();
        while (true)
        {
            // In this order: what comes due between the two questions is waiting when the second is asked.
            var isDue = !await holds();
            var waiting = await _kept.WaitingAsync();
            if (!isDue && waiting.Count == 0)
            {
                return;
            }

            if (SystemClock.Instance.GetCurrentInstant() - began > LongestSettling)
            {
                Assert.Fail($"It does not settle: {string.Join("\n", waiting.Take(20).Concat(await _kept.BusyAsync()))}\n{Logs}");
            }

            await Pause.Of(200);
        }
    }

    private string Logs => string.Join("\n\n", nodes.Select(node => node.Log));

    private async Task<bool> AllRemindedAsync()
    {
        var events = await _kept.EventsAsync();
        return events.Count(one => one.Kind == "task_reminded")
            >= events.Count(one => one.Kind == "task_added" && one.RecordedAt < place.RemindsAt);
    }

    private void Judge(Verdict verdict)
    {
        Form.Say(
            $"{Ledger.Acknowledged} commands acknowledged of {Ledger.Typed.Count} typed, {Ledger.Retries} sent again ({Ledger.Late} after three seconds), {Ledger.Refused} refused and typed again; "
                + $"lost {verdict.Lost}, doubled {verdict.Doubled}; {verdict.Posts} posts, {verdict.Repeated} of them repeated{string.Concat(verdict.Repeats.Select(one => $" ({one})"))}; {verdict.Reminders} reminders, each once."
        );
        Assert.True(verdict.Wrong.Count == 0, string.Join("\n", verdict.Wrong.Take(30)) + "\n" + Logs);
        Assert.True(MayRepeat || verdict.Repeated == 0, $"Slack was told something twice although it could have been asked.\n{Logs}");
        Assert.Equal(Ledger.Typed.Count, Ledger.Acknowledged);
    }
}
