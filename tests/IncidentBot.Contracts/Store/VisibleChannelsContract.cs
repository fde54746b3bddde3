using System.Globalization;
using IncidentBot.Incidents;
using IncidentBot.Testing;
using IncidentBot.WebChat;

namespace IncidentBot.Contracts.Store;

/// <summary>Which channels of the web chat somebody sees, after forty incidents of which the first is still open.</summary>
public abstract class VisibleChannelsContract(TestDatabase database) : StoreContract(database)
{
    private const int Incidents = 40;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        for (var number = 1; number <= Incidents; number++)
        {
            await RecordAsync($"open Outage {number} sev2{(number == Incidents ? " private" : "")}");
            await Bot.WebMessages.AddChannelAsync(Channel(number), Cancellation);
            if (number > 1)
            {
                await RecordAsync($"INC-{number} resolved Over", $"INC-{number} close Nothing to promise");
            }
        }
    }

    [Fact]
    public async Task Open_incidents_come_first_and_then_the_last_closed_ones_only()
    {
        var listed = await Bot.VisibleChannels.ListAsync(Cast.Zoe.Id, Cancellation);

        var incidents = listed.Where(line => line.Incident is not null).Select(line => line.Incident!).ToList();
        Assert.Equal([1, .. Enumerable.Range(10, 30).Reverse()], incidents.Select(incident => incident.Id.Number));
        Assert.Equal(
            ("Outage 1", Severity.Sev2, IncidentStatus.Investigating),
            (incidents[0].Title, incidents[0].Severity, incidents[0].Status)
        );
        Assert.Equal(IncidentStatus.Closed, incidents[1].Status);
        Assert.Contains(WebPlatform.General, listed.Where(line => line.Incident is null).Select(line => line.Channel.Id));
    }

    [Fact]
    public async Task A_channel_that_is_too_old_for_the_list_is_found_by_its_id()
    {
        var found = await Bot.VisibleChannels.FindAsync("web-5", Cast.Zoe.Id, Cancellation);

        Assert.Equal("Outage 5", found?.Incident?.Title);
    }

    [Fact]
    public async Task A_private_channel_is_there_for_its_members_alone()
    {
        await Bot.WebMessages.AddMemberAsync("web-40", Cast.Lee, Cancellation);

        Assert.Null(await Bot.VisibleChannels.FindAsync("web-40", Cast.Zoe.Id, Cancellation));
        Assert.NotNull(await Bot.VisibleChannels.FindAsync("web-40", Cast.Lee.Id, Cancellation));
        Assert.Contains(await Bot.VisibleChannels.ListAsync(Cast.Lee.Id, Cancellation), line => line.Channel.Id == "web-40");
        Assert.Empty(await Bot.VisibleChannels.AmongAsync(["web-40"], [new IncidentId(40)], Cast.Zoe.Id, Cancellation));
    }

    [Fact]
    public async Task Of_what_changed_somebody_hears_what_is_theirs_named_by_channel_or_by_incident()
    {
        var theirs = await Bot.VisibleChannels.AmongAsync(
            ["web-3", "general", "elsewhere"],
            [new IncidentId(4), new IncidentId(40)],
            Cast.Zoe.Id,
            Cancellation
        );

        Assert.Equal(["general", "web-3", "web-4"], theirs.Order(StringComparer.Ordinal));
        Assert.Empty(await Bot.VisibleChannels.AmongAsync([], [], Cast.Zoe.Id, Cancellation));
    }

    private static WebChannel Channel(int number) =>
        new(
            "web-" + number.ToString(CultureInfo.InvariantCulture),
            $"inc-{number}-outage",
            "What broke",
            number,
            IsPrivate: number == Incidents
        );
}
