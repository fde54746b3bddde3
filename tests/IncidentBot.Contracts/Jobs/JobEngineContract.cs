namespace IncidentBot.Contracts.Jobs;

/// <summary>What every job engine does.</summary>
public abstract class JobEngineContract(EngineHost host) : IAsyncLifetime
{
    protected EngineHost Host => host;

    public virtual async ValueTask InitializeAsync() => await host.InitializeAsync();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return host.DisposeAsync();
    }

    [Fact]
    public async Task A_key_is_called_at_its_time_and_not_before()
    {
        await host.ScheduleAsync("a", host.In(60));
        host.Pass(59);
        await host.SettleAsync();
        Assert.DoesNotContain("a", host.Calls);

        host.Pass(1);
        await host.CalledAsync(2);

        Assert.Equal("a", host.Calls[^1]);
    }

    [Fact]
    public async Task A_time_that_has_passed_is_called_at_once()
    {
        await host.ScheduleAsync("a", host.In(-3600));
        await host.CalledAsync(1);

        Assert.Equal(["a"], host.Calls);
    }

    [Fact]
    public async Task The_same_key_twice_is_called_once()
    {
        await host.ScheduleAsync("a", host.In(10));
        await host.ScheduleAsync("a", host.In(10));
        await host.CommitAsync(async commit =>
        {
            await host.Engine.ScheduleAsync("a", host.In(10), commit);
            await host.Engine.ScheduleAsync("a", host.In(10), commit);
        });
        host.Pass(10);
        await host.CalledAsync(1);
        host.Pass(60);
        await host.SettleAsync();

        Assert.Single(host.Calls, "a");
    }

    [Theory]
    [InlineData(10, 60)]
    [InlineData(60, 10)]
    public async Task Another_time_replaces_the_first(int first, int second)
    {
        await host.ScheduleAsync("a", host.In(first));
        await host.ScheduleAsync("a", host.In(second));
        host.Pass(second - 1);
        await host.SettleAsync();
        Assert.DoesNotContain("a", host.Calls);

        host.Pass(1);
        await host.CalledAsync(2);
        host.Pass(100);
        await host.SettleAsync();

        Assert.Single(host.Calls, "a");
    }

    [Fact]
    public async Task What_is_cancelled_is_not_called()
    {
        await host.ScheduleAsync("a", host.In(10));
        await host.ScheduleAsync("b", host.In(10));
        await host.CancelAsync("a");
        await host.CancelAsync("a");
        await host.CancelAsync("never there");
        host.Pass(60);
        await host.SettleAsync();
        await host.CalledAsync(2);

        Assert.Single(host.Calls, "b");
        Assert.DoesNotContain("a", host.Calls);
    }

    [Fact]
    public async Task What_is_cancelled_can_be_scheduled_again()
    {
        await host.ScheduleAsync("a", host.In(10));
        await host.CancelAsync("a");
        await host.ScheduleAsync("a", host.In(10));
        host.Pass(10);
        await host.CalledAsync(1);

        Assert.Equal(["a"], host.Calls);
    }

    [Fact]
    public async Task A_transaction_that_is_rolled_back_leaves_nothing()
    {
        await host.ScheduleAsync("kept", host.In(10));
        await host.ScheduleAsync("not moved", host.In(20));
        await Assert.ThrowsAsync<InvalidTimeZoneException>(() =>
            host.CommitAsync(async commit =>
            {
                await host.Engine.ScheduleAsync("a", host.In(10), commit);
                await host.Engine.ScheduleAsync("not moved", host.In(5), commit);
                await host.Engine.CancelAsync("kept", commit);
                throw new InvalidTimeZoneException("something went wrong");
            })
        );
        host.Pass(10);
        await host.SettleAsync();
        await host.CalledAsync(2);

        Assert.Single(host.Calls, "kept");
        Assert.DoesNotContain("a", host.Calls);
        Assert.DoesNotContain("not moved", host.Calls);
    }

    [Fact]
    public async Task After_a_restart_what_is_pending_is_called_once()
    {
        await host.ScheduleAsync("a", host.Pending["a"] = host.In(10));
        await host.StopAsync();
        await host.StartAsync();
        host.Pass(9);
        await host.SettleAsync();
        Assert.DoesNotContain("a", host.Calls);

        host.Pass(1);
        await host.CalledAsync(2);
        host.Pass(60);
        await host.SettleAsync();

        Assert.Single(host.Calls, "a");
    }

    [Fact]
    public async Task What_fell_due_during_a_downtime_is_called_at_once()
    {
        await host.ScheduleAsync("a", host.Pending["a"] = host.In(10));
        await host.StopAsync();
        host.Pass(7 * 24 * 3600);
        await host.StartAsync();
        await host.CalledAsync(1);
        await host.SettleAsync();

        Assert.Single(host.Calls, "a");
    }

    [Fact]
    public async Task A_clock_that_is_set_back_loses_and_doubles_nothing()
    {
        await host.ScheduleAsync("a", host.In(20));
        await host.ScheduleAsync("b", host.In(600));
        host.Pass(30);
        await host.CalledAsync(1);
        host.Time.SetBack(System.TimeSpan.FromSeconds(300));
        await host.SettleAsync();
        Assert.Single(host.Calls, "a");

        host.Pass(869);
        await host.SettleAsync();
        Assert.DoesNotContain("b", host.Calls);

        host.Pass(1);
        await host.CalledAsync(4);

        Assert.Single(host.Calls, "a");
        Assert.Single(host.Calls, "b");
    }

    [Fact]
    public async Task A_call_that_fails_is_made_again_and_keeps_nobody_waiting()
    {
        var tries = 0;
        host.OnCall = key =>
            key == "a" && Interlocked.Increment(ref tries) < 3
                ? Task.FromException(new InvalidTimeZoneException("not now"))
                : Task.CompletedTask;
        await host.ScheduleAsync("a", host.In(10));
        await host.ScheduleAsync("b", host.In(10));
        host.Pass(10);
        await host.CalledAsync(1);
        Assert.Equal(["b"], host.Calls);

        for (var waited = 0; waited < 200 && !host.Calls.Contains("a"); waited++)
        {
            host.Pass(5);
            await host.SettleAsync();
        }

        Assert.Equal(3, tries);
        Assert.Single(host.Calls, "a");
    }

    [Fact]
    public async Task A_key_can_be_scheduled_again_while_it_is_called()
    {
        var again = host.In(60);
        var tries = 0;
        host.OnCall = key => key == "a" && Interlocked.Increment(ref tries) == 1 ? host.ScheduleAsync("a", again) : Task.CompletedTask;
        await host.ScheduleAsync("a", host.In(10));
        host.Pass(10);
        await host.CalledAsync(1);
        await host.SettleAsync();
        Assert.Single(host.Calls, "a");

        host.Pass(50);
        await host.CalledAsync(3);

        Assert.Equal(2, host.Calls.Count(key => key == "a"));
    }

    [Fact]
    public async Task Each_of_many_that_are_set_while_others_fall_due_is_called_once()
    {
        var keys = Enumerable.Range(0, 200).Select(number => $"key {number}").ToList();
        var at = host.In(-1);
        await Task.WhenAll(
            keys.Chunk(20)
                .Select(some =>
                    Task.Run(async () =>
                    {
                        foreach (var key in some)
                        {
                            await host.ScheduleAsync(key, at);
                        }
                    })
                )
        );
        await host.CalledAsync(keys.Count);
        await host.SettleAsync();

        Assert.Equal(keys.Order(), host.Calls.Where(key => key.StartsWith("key", StringComparison.Ordinal)).Order());
    }
}
