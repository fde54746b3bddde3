using BenchmarkDotNet.Attributes;
using IncidentBot.Testing;

namespace IncidentBot.Benchmarks;

/// <summary>Playing a story of three days with time boxes and promised updates, database included: the target is under a second.</summary>
public class StoryBenchmark
{
    private const string ThreeDays = """
        @zone Europe/Berlin
        @people amara=Amara Diallo, lee=Lee Novak
        2024-03-01 22:00 amara: /incident open Nightly import stands still sev2
        +1m  amara: /incident detected Monitoring: no rows since 21:40
        +1m  lee: /incident lead
        +3m  lee: /incident suspect The disk is full for 30m
        +40m lee: /incident ruledout H1 Half of it is free
        +1m  amara: /incident update We look at the import next 2h
        +3h  amara: /incident update Still looking next 6h
        +1d  lee: /incident suspect A lock of the backup for 2h
        +1h  lee: :pushpin: the backup holds a lock since Friday
        +5m  lee: /incident confirm H2 The import waits for it
        +5m  lee: /incident mitigated Backup stopped
        +1d  amara: /incident resolved The import caught up
        +0m  lee: /incident cause The backup kept a lock
        +0m  lee: /incident fix Stopped the backup and shortened its lock
        +0m  amara: /incident task add Alert on locks older than an hour @lee due in 2 weeks
        +1h  amara: /incident close
        +1d  -: tick
        """;

    /// <summary>From the text to the last reply.</summary>
    [Benchmark]
    public async Task<int> PlayThreeDays()
    {
        await using var host = await StoryHost.PlayAsync(ThreeDays, CancellationToken.None);
        return host.Result.Faults.Count == 0
            ? host.Result.Answers.Count
            : throw new InvalidOperationException(host.Result.Faults[0].Because);
    }
}
