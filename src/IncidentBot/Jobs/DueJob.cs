using NodaTime;
using NodaTime.Text;

namespace IncidentBot.Jobs;

/// <summary>
/// One job wakes the bot for everything that is due in one second, so that ten thousand reminders of nine o'clock are one job, and setting one
/// more of them mostly finds it there.
/// </summary>
internal static class DueJob
{
    /// <summary>When the bot is woken for a due time: at the end of its second, so that nothing of it is still to come.</summary>
    public static Instant WakesAt(Instant due)
    {
        var second = Instant.FromUnixTimeSeconds(due.ToUnixTimeSeconds());
        return second == due ? due : second + Duration.FromSeconds(1);
    }

    /// <summary>The job's key.</summary>
    public static string Key(Instant wakesAt) => InstantPattern.General.Format(wakesAt);

    /// <summary>The due times that one job stands for: later than the first and not later than the second.</summary>
    public static (Instant After, Instant Until) Covers(Instant wakesAt) => (wakesAt - Duration.FromSeconds(1), wakesAt);
}
