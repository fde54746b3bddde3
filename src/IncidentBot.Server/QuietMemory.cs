using System.Runtime;
using IncidentBot.Storage;

namespace IncidentBot.Server;

/// <summary>
/// Gives memory back to the system when a burst of work is over. A bot waits most of its life; what the garbage collector and the C library keep
/// at hand for the next burst would be a third of what it holds, for weeks.
/// </summary>
internal sealed partial class QuietMemory(Bot bot, TimeProvider time, ILogger<QuietMemory> log) : BackgroundService
{
    private const long LittleWork = 2_000_000;
    private const long MuchWork = 32_000_000;

    // Shared pools keep their arrays for a minute after they were last seen idle, and look at them when memory is collected.
    private const int PeriodsOfPools = 7;

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    /// <summary>Whether now is the moment: much was allocated since memory was last given back, and little in the last ten seconds.</summary>
    /// <param name="sinceGivenBack">Bytes allocated since it was last given back.</param>
    /// <param name="inLastPeriod">Bytes allocated in the last ten seconds.</param>
    public static bool IsMoment(long sinceGivenBack, long inLastPeriod) => sinceGivenBack >= MuchWork && inLastPeriod <= LittleWork;

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var (givenBack, before, untilAgain) = (0L, GC.GetTotalAllocatedBytes(), 0);
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var now = GC.GetTotalAllocatedBytes();
            var isMoment = IsMoment(now - givenBack, now - before);
            if (isMoment || --untilAgain == 0)
            {
                await GiveBackAsync(stoppingToken);
                LogGivenBack(log, Environment.WorkingSet / 1_000_000);
                givenBack = now;
                untilAgain = isMoment ? PeriodsOfPools : 0;
            }

            before = now;
        }
    }

    private async Task GiveBackAsync(CancellationToken cancellation)
    {
        try
        {
            // Each connection keeps the pages that it has read.
            await bot.Database.RestAsync(cancellation);
        }
        catch (StorageUnavailableException)
        {
            // Whoever types next is told.
        }

        GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        NativeHeap.GiveBack();
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Gave memory back; {Megabytes} MB are resident")]
    private static partial void LogGivenBack(ILogger log, long megabytes);
}
