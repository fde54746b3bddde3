using IncidentBot.Slack.Outgoing;
using IncidentBot.Teams.Outgoing;
using IncidentBot.Testing;

namespace IncidentBot.Tests.Chat;

/// <summary>The pace of a platform is a matter of how much time has passed, not of what somebody set the clock to.</summary>
public sealed class PacingByTheClock
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly ManualTime _time = new();

    [Fact]
    public async Task A_clock_that_is_set_back_keeps_no_message_for_Slack_waiting()
    {
        var pacer = new SlackPacer(_time);
        await pacer.WaitAsync("chat.postMessage", "C1", TestContext.Current.CancellationToken);

        _time.SetBack(Hour);

        Assert.True(pacer.WaitAsync("chat.postMessage", "C1", TestContext.Current.CancellationToken).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task A_clock_that_is_set_back_keeps_no_message_for_Teams_waiting()
    {
        var pacer = new TeamsPacer(_time);
        await pacer.WaitAsync("19:a", TestContext.Current.CancellationToken);

        _time.SetBack(Hour);

        Assert.True(pacer.WaitAsync("19:a", TestContext.Current.CancellationToken).IsCompletedSuccessfully);
    }
}
