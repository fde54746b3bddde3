using IncidentBot.Chat.Cards;
using IncidentBot.Import;
using IncidentBot.Testing;

namespace IncidentBot.Stories.Memory;

/// <summary>The five documents in the order of their dates: when the fourth and the fifth outage begin, the bot knows those before.</summary>
public sealed class The_five_outages_come_back
{
    private static readonly string[] InOrder =
    [
        "001_c98aa2c2cd34fbaf.txt",
        "000_a4448180292e69c4.txt",
        "003_4ca295bf434b33d8.txt",
        "004_fd0bf3760cdb6fad.txt",
        "002_c89342291e277f53.txt",
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(3, "Web Stack Outage on E-commerce Platform sev1", "2024-06-05 14:30", "INC-1 INC-2")]
    [InlineData(4, "Service Outage on June 10, 2024 sev1", "2024-06-10 15:00", "INC-2 INC-3 INC-4")]
    public async Task The_next_one_says_what_happened_before(int known, string title, string at, string expected)
    {
        await using var host = await StoryHost.PlayAsync("2024-06-01 09:00 -: tick", Cancellation);
        foreach (var name in InOrder.Take(known))
        {
            var path = RepositoryFiles.Shared(Path.Combine("postmortems", name)) is { } file
                ? file
                : throw Absent(Path.Combine("shared", name));
            var imported = await new Importer(host.Bot.Database, host.Bot.Store, host.Clock).ImportAsync(
                name,
                DocumentText.Of(await File.ReadAllBytesAsync(path, Cancellation)),
                Cancellation
            );
            Assert.Equal(ImportOutcome.Imported, imported.Outcome);
        }

        await host.PlayOnAsync(
            $"""
            @people amara=Amara Diallo
            {at} amara: /incident open {title}
            +5m -: tick
            """,
            Cancellation
        );

        var channel = (await host.ChannelAsync(known + 1, Cancellation)).Select(message => PlainTextCard.Render(message.Card)).ToList();
        var said = Assert.Single(
            channel,
            text => text.Contains("before", StringComparison.Ordinal) || text.Contains("resemble", StringComparison.Ordinal)
        );
        Assert.All(expected.Split(' '), incident => Assert.Contains(incident + " ", said, StringComparison.Ordinal));
        Assert.Contains("load balancer", said, StringComparison.Ordinal);
    }

    private static Exception Absent(string what) => new InvalidOperationException($"$XunitDynamicSkip${what} is not there");
}
