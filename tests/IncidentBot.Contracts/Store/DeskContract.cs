using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;
using IncidentBot.Testing;

namespace IncidentBot.Contracts.Store;

public abstract class DeskContract(TestDatabase database) : StoreContract(database)
{
    [Fact]
    public async Task Where_no_incident_is_meant_the_open_ones_are_offered_and_one_press_records_it()
    {
        await RecordAsync("open X", "open Y");

        var reply = await SayAsync("note Restarted");
        Assert.Equal((Outcome.Refused, Audience.Speaker), (reply.Outcome, reply.Audience));
        var button = Assert.Single(Buttons(reply), button => button.Label == "INC-1 X");
        await RecordAsync(button.Command);

        Assert.Equal("Restarted", (await ReplayedAsync()).FindEntry(2)?.What.Words);
    }

    [Fact]
    public async Task What_is_too_long_for_a_button_is_asked_for_in_words()
    {
        await RecordAsync("open X");

        var reply = await SayAsync("note " + new string('a', 40_000));

        Assert.Empty(Buttons(reply));
        Assert.Contains("`INC-1 …`", Text(reply), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_label_of_a_button_is_short_and_whole()
    {
        await RecordAsync("open A" + string.Concat(Enumerable.Repeat("🔥", 100)));

        var label = Assert.Single(Buttons(await SayAsync("note X"))).Label;

        Assert.InRange(label.Length, 1, 75);
        Assert.DoesNotContain('\ufffd', System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(label)));
    }

    [Fact]
    public async Task Where_none_is_open_the_way_to_one_is_shown() =>
        Assert.Contains("`open TITLE sev2`", Text(await SayAsync("note X")), StringComparison.Ordinal);

    [Fact]
    public async Task Closed_ones_are_not_offered()
    {
        await RecordAsync("open X", "INC-1 close Nothing");

        Assert.Contains("No incident is open", Text(await SayAsync("note X")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("INC-1 note A")]
    [InlineData("inc-1: note A")]
    [InlineData("\u200fINC-1 note A")]
    public async Task A_number_names_the_incident(string words)
    {
        await RecordAsync("open X", words);

        Assert.Equal("A", (await ReplayedAsync()).FindEntry(2)?.What.Words);
    }

    [Theory]
    [InlineData("INC-7 note A")]
    [InlineData("INC-7")]
    public async Task A_number_of_no_incident_is_said(string words) =>
        Assert.Contains("There is no INC-7", Text(await SayAsync(words)), StringComparison.Ordinal);

    [Fact]
    public async Task An_incidents_channel_implies_it_and_another_number_overrules()
    {
        await RecordAsync("open X", "open Y");
        await Bot.Relay.DrainAsync(Cancellation);
        var channel = new Place("fake", "inc-1-x");

        await SayAsync("note Here", where: channel);
        await SayAsync("INC-2 note There", where: channel);

        Assert.Equal("Here", (await ReplayedAsync()).Entries[^1].What.Words);
        Assert.Equal("There", (await ReplayedAsync(2)).Entries[^1].What.Words);
    }

    [Fact]
    public async Task Open_without_a_title_asks() => Assert.Equal(Open.Form, (await SayAsync("open")).Form);

    private static IEnumerable<Button> Buttons(Reply reply) => reply.Card.Parts.OfType<Buttons>().SelectMany(row => row.Row);
}
