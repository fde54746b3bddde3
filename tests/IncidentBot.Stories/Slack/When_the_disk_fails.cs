using IncidentBot.Incidents;
using IncidentBot.Testing;
using IncidentBot.Testing.Slack;
using static IncidentBot.Stories.Slack.SlackHost;

namespace IncidentBot.Stories.Slack;

/// <summary>What could not be committed is not thanked for: Slack brings it again, or the person is told.</summary>
public sealed class When_the_disk_fails
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_pin_is_not_thanked_for_and_recorded_once_when_it_comes_again(bool sockets)
    {
        await using var host = await SlackHost.OnBreakableDiskAsync(sockets);
        var channel = await host.OpenAsync();
        var said = await host.Slack.As(Marek).Say(channel.Id, "Traffic is back");

        await BringsAgainAsync(host, () => host.Slack.As(Priya).React(said, "pushpin"));

        Assert.Single((await host.IncidentAsync(1)).Entries, entry => entry.What.Words == "Traffic is back");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_mention_is_not_thanked_for_and_recorded_once_when_it_comes_again(bool sockets)
    {
        await using var host = await SlackHost.OnBreakableDiskAsync(sockets);
        var channel = await host.OpenAsync();

        await BringsAgainAsync(host, () => host.Slack.As(Ana).Say(channel.Id, "<@U0BOT> note Phones ring"), "app_mention");

        Assert.Single((await host.IncidentAsync(1)).Entries, entry => entry.What.Words == "Phones ring");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_changed_message_is_not_thanked_for_and_followed_when_it_comes_again(bool sockets)
    {
        await using var host = await SlackHost.OnBreakableDiskAsync(sockets);
        var channel = await host.OpenAsync();
        var said = await host.Slack.As(Marek).Say(channel.Id, "Traffic is back");
        await host.Slack.As(Priya).React(said, "pushpin");
        await host.SettleAsync();

        await BringsAgainAsync(host, () => host.Slack.As(Marek).Edit(said, "Traffic is back at half"));

        var incident = await host.IncidentAsync(1);
        Assert.Single(incident.Entries, entry => entry.What.Words == "Traffic is back at half");
        Assert.Single(incident.Entries, entry => entry.What is EntryCorrected);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_deleted_message_is_not_thanked_for_and_taken_back_when_it_comes_again(bool sockets)
    {
        await using var host = await SlackHost.OnBreakableDiskAsync(sockets);
        var channel = await host.OpenAsync();
        var said = await host.Slack.As(Marek).Say(channel.Id, "Traffic is back");
        await host.Slack.As(Priya).React(said, "pushpin");
        await host.SettleAsync();

        await BringsAgainAsync(host, () => host.Slack.As(Marek).Delete(said));

        Assert.Single((await host.IncidentAsync(1)).Entries, entry => entry.What is EntryRetracted);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_renamed_channel_is_not_thanked_for_and_known_when_it_comes_again(bool sockets)
    {
        await using var host = await SlackHost.OnBreakableDiskAsync(sockets);
        var channel = await host.OpenAsync();

        await BringsAgainAsync(host, () => host.Slack.As(Priya).Rename(channel.Id, "checkout-is-down"));

        Assert.Equal("checkout-is-down", (await host.IncidentAsync(1)).Channels["slack"].Name);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_command_is_answered_with_what_is_wrong_and_nothing_is_recorded(bool sockets)
    {
        await using var host = await SlackHost.OnBreakableDiskAsync(sockets);
        var channel = await host.OpenAsync();
        var before = (await host.IncidentAsync(1)).Sequence;

        host.Disk.Fault = DiskFault.ReadOnly;
        var reply = await host.TypesAsync(Ana, "note Phones ring", channel.Id);
        Assert.Contains("nothing was recorded", reply.ReadableText, StringComparison.Ordinal);
        Assert.False(reply.IsInChannel);
        Assert.Equal(before, (await host.IncidentAsync(1)).Sequence);

        host.Disk.Fault = DiskFault.None;
        await host.TypesAsync(Ana, "note Phones ring", channel.Id);
        Assert.Single((await host.IncidentAsync(1)).Entries, entry => entry.What.Words == "Phones ring");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_form_stays_open_says_why_and_is_recorded_once_when_it_is_sent_again(bool sockets)
    {
        await using var host = await SlackHost.OnBreakableDiskAsync(sockets);
        var channel = await host.OpenAsync();
        await host.Slack.As(Priya).Press("Mitigated", channel.Id);
        await host.Slack.Until(() => host.Slack.As(Priya).Modal is not null);
        var form = host.Slack.As(Priya).Modal!;

        host.Disk.Fault = DiskFault.ReadOnly;
        var refused = await host.Slack.As(Priya).Submit(("What is the temporary fix?", "Rolled back"));
        Assert.Contains("nothing was recorded", Assert.Single(refused.Errors).Value, StringComparison.Ordinal);

        host.Disk.Fault = DiskFault.None;
        await host.Slack.As(Priya).Submit(("What is the temporary fix?", "Rolled back"));
        await host.Slack.As(Priya).SubmitAgain(form, ("What is the temporary fix?", "Rolled back"));
        Assert.Single((await host.IncidentAsync(1)).Entries, entry => entry.What is Mitigated);
    }

    // Slack tells of something on a broken disk, gets no thanks, and tells it again when the disk is whole.
    private static async Task BringsAgainAsync(SlackHost host, Func<Task> happens, string? what = null)
    {
        var before = (await host.IncidentAsync(1)).Sequence;
        var told = host.Slack.Deliveries.Count;
        host.Disk.Fault = DiskFault.ReadOnly;
        var happening = happens();
        SlackDelivery? Delivery() => host.Slack.Deliveries.Skip(told).FirstOrDefault(one => what is null || one.Type == what);
        if (host.Slack.Options.SocketMode)
        {
            await host.Slack.Until(() => Delivery() is not null);
            // Either it is refused, which is logged, or thanked for, which is wrong.
            while (
                !Delivery()!.FirstAttempt.IsCompleted
                && !host.Log.Lines.Any(line => line.Contains("An envelope of Slack was not taken", StringComparison.Ordinal))
            )
            {
                await Task.Yield();
                TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            }
        }
        else
        {
            await happening;
            await host.Slack.Until(() => Delivery()?.Attempts.Count == 2);
        }

        Assert.False(Delivery()!.IsAccepted);
        Assert.Equal(before, (await host.IncidentAsync(1)).Sequence);

        host.Disk.Fault = DiskFault.None;
        while (!Delivery()!.FirstAttempt.IsCompleted)
        {
            // Nothing is under way: Slack waits for thanks that do not come.
            host.Time.Advance(TimeSpan.FromMilliseconds(250));
            await Task.Yield();
        }

        if (!host.Slack.Options.SocketMode)
        {
            await host.Time.WhenTimersWait();
            host.Time.Advance(TimeSpan.FromMinutes(1));
        }

        await Delivery()!.Settled;
        await happening;
        await host.SettleAsync();
        Assert.True(Delivery()!.IsAccepted);
    }
}
