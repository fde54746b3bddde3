using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;
using IncidentBot.Memory;
using IncidentBot.Postmortems;
using IncidentBot.Testing;
using NodaTime;

namespace IncidentBot.Contracts.Store;

/// <summary>What the bot says by itself when something comes back. INC-1 was an outage of the load balancer, and Lee owes two tasks of it.</summary>
public abstract class RecurrenceContract(TestDatabase database) : StoreContract(database)
{
    private const string Lee = "<@fake:lee|Lee Novak>";
    private const string ToLee = "dm-fake:lee";
    private const string Again = "open Load balancer sends all traffic to one server sev2";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await RecordAsync(
            "open Web stack slow and failing sev2",
            "INC-1 detected Error rates and latency of the web stack rise",
            "INC-1 suspect The database is overloaded",
            "INC-1 ruledout H1 Queries and load are normal",
            "INC-1 cause A change of the load balancer sent all traffic to one server",
            "INC-1 fix The load balancer's configuration was rolled back",
            $"INC-1 task add Test load balancer changes before they go out {Lee} due 2026-03-10",
            $"INC-1 task add Two people look at each change {Lee}",
            "INC-1 resolved It is over"
        );
        await HappenAsync();
    }

    [Fact]
    public async Task What_happened_before_is_said_in_the_incident_a_moment_after_it_was_opened()
    {
        await RecordAsync(Again);
        Assert.DoesNotContain((await ReplayedAsync(2)).Entries, entry => entry.What is RecurrenceSeen);

        await HappenAsync();

        var said = Assert.Single(SaidBefore(2));
        Assert.Contains("INC-1 Web stack slow and failing, 2026-03-03 10:00 UTC", said, StringComparison.Ordinal);
        Assert.Contains("A change of the load balancer sent all traffic to one server", said, StringComparison.Ordinal);
        Assert.Contains("configuration was rolled back", said, StringComparison.Ordinal);
        Assert.Contains("The database is overloaded (", said, StringComparison.Ordinal);
        Assert.Contains(
            "INC-1/T1 Test load balancer changes before they go out (Lee Novak, due 2026-03-10)",
            said,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("INC-2 suspect The load balancer sends all traffic to one server")]
    [InlineData("INC-2 cause A change of the load balancer overloaded one server")]
    [InlineData("INC-2 detected The load balancer sends all traffic to one server")]
    public async Task What_is_said_later_can_be_what_it_is_known_by(string line)
    {
        await RecordAsync("open Checkout does not answer sev2");
        await HappenAsync();
        Assert.Empty(SaidBefore(2));

        await RecordAsync(line);
        await HappenAsync();

        Assert.Single(SaidBefore(2));
    }

    [Fact]
    public async Task It_is_said_once_however_often_it_would_be_found_and_whoever_was_killed_in_between()
    {
        await RecordAsync(Again);
        await HappenAsync();
        await RestartAsync();
        await RecordAsync("INC-2 suspect The load balancer sends all traffic to one server", "INC-2 cause The load balancer was changed");
        await HappenAsync();
        await Bot.Wakeups.RunDueAsync(Cancellation);

        Assert.Single(SaidBefore(2));
        Assert.Single((await ReplayedAsync(2)).Entries, entry => entry.What is RecurrenceSeen);
        Assert.Single((await ReplayedAsync()).Entries, entry => entry.What is HappenedAgain);
        Assert.Single(Chat.Posted(ToLee));
    }

    [Fact]
    public async Task Also_after_somebody_has_taken_it_back()
    {
        await RecordAsync(Again);
        await HappenAsync();
        var seen = (await IncidentAsync(2)).Entries.Single(entry => entry.What is RecurrenceSeen);

        await RecordAsync(
            $"INC-2 retract #{seen.Number} Something else",
            "INC-2 suspect The load balancer sends all traffic to one server"
        );
        await HappenAsync();

        Assert.Single(SaidBefore(2));
        Assert.Empty(new Postmortem(await ReplayedAsync(2)).SeenBefore);
    }

    [Fact]
    public async Task What_is_not_the_same_is_not_said_again_and_takes_nothing_from_others()
    {
        await RecordAsync(Again);
        await HappenAsync();
        var card = RecurrenceCard.Of([await IncidentAsync()], [], new IncidentId(2));
        var button = Assert.Single(card.Parts.OfType<Buttons>().Single().Row, button => button.Label == "Not the same");

        await RecordAsync(button.Command, "INC-2 suspect The load balancer sends all traffic to one server");
        await HappenAsync();

        Assert.Single(SaidBefore(2));
        Assert.Empty(new Postmortem(await ReplayedAsync(2)).SeenBefore);
        Assert.Equal(0, SeenBefore.CountIn(await ReplayedAsync(2)));
        Assert.DoesNotContain((await ReplayedAsync()).Entries, entry => entry is { Counts: true, What: HappenedAgain });
        Assert.DoesNotContain("INC-1", Text(await SayAsync("INC-2 similar")), StringComparison.Ordinal);
        Assert.Contains("INC-1", Text(await SayAsync("similar load balancer sends all traffic to one server")), StringComparison.Ordinal);

        await RecordAsync("INC-2 resolved Over", "open The load balancer sends all traffic to one server again sev2");
        await HappenAsync();
        Assert.Contains(
            Chat.Done,
            call =>
                call.Where.StartsWith("inc-3", StringComparison.Ordinal) && call.Text.Contains("INC-1 Web stack", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("INC-2 similar not INC-9")]
    [InlineData("INC-1 similar not INC-2")]
    public async Task What_was_never_said_cannot_be_taken_back(string line)
    {
        await RecordAsync(Again);
        await HappenAsync();

        Assert.Equal(IncidentBot.Chat.Outcome.Refused, (await SayAsync(line)).Outcome);
    }

    [Fact]
    public async Task Owners_whom_nobody_can_write_to_are_named()
    {
        await RecordAsync("INC-1 task add Write it down owner team Night watch", Again);
        await HappenAsync();

        Assert.Contains("so tell them: Night watch", Assert.Single(SaidBefore(2)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("open The search index returns stale products")]
    [InlineData("open Something is broken")]
    [InlineData("open Users report errors on the website sev1")]
    public async Task Nothing_is_said_of_what_has_no_relative(string words)
    {
        await RecordAsync(words);
        await HappenAsync();

        Assert.Empty(SaidBefore(2));
        Assert.Empty(Chat.Posted(ToLee));
    }

    [Fact]
    public async Task Practice_is_no_recurrence()
    {
        await RecordAsync(Again + " drill");
        await HappenAsync();

        Assert.DoesNotContain((await ReplayedAsync(2)).Entries, entry => entry.What is RecurrenceSeen);
        Assert.Empty(Chat.Posted(ToLee));
    }

    [Fact]
    public async Task In_a_private_incident_it_is_said_to_those_who_are_in_it_and_to_nobody_else()
    {
        await RecordAsync(Again + " private");
        await HappenAsync();

        Assert.Single((await ReplayedAsync(2)).Entries, entry => entry.What is RecurrenceSeen);
        Assert.DoesNotContain((await ReplayedAsync()).Entries, entry => entry.What is HappenedAgain);
        Assert.DoesNotContain(
            Chat.Done,
            call => call.Where is ToLee or "incidents" or "general" && call.Text.Contains("resemble", StringComparison.Ordinal)
        );
        Assert.Contains(Chat.Done, call => call.Text.Contains("This may have happened before", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_private_incident_was_is_not_said_when_it_comes_back()
    {
        await RecordAsync(
            "open Payroll leaked by a gateway route private",
            "INC-2 cause A gateway route was public",
            "INC-2 resolved Closed"
        );
        await RecordAsync("open Payroll leaked by a gateway route");
        await HappenAsync();

        Assert.DoesNotContain((await ReplayedAsync(3)).Entries, entry => entry.What is RecurrenceSeen);
    }

    [Fact]
    public async Task Whoever_owes_something_of_it_is_told_once_with_all_that_is_open()
    {
        await RecordAsync(Again);
        await HappenAsync();

        var told = Assert.Single(Chat.Posted(ToLee));
        Assert.StartsWith("It happened again: INC-2\n", told, StringComparison.Ordinal);
        Assert.Contains(
            "INC-1/T1 Test load balancer changes before they go out is still open, due 2026-03-10.",
            told,
            StringComparison.Ordinal
        );
        Assert.Contains("INC-1/T2 Two people look at each change is still open, without a date.", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reminder_says_what_the_task_would_have_prevented()
    {
        await RecordAsync(Again);
        await HappenAsync();

        await PassAsync(Duration.FromDays(4));

        var reminder = Assert.Single(Chat.Posted(ToLee), text => text.Contains("A task waits for you", StringComparison.Ordinal));
        Assert.Contains("INC-1/T1 Test load", reminder, StringComparison.Ordinal);
        Assert.Contains("It would have prevented INC-2 of 2026-03-03.", reminder, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_that_was_done_and_did_not_help_is_marked_so_and_can_be_taken_up_again()
    {
        await RecordAsync("INC-1 task done T1 https://wiki.example/tests");
        await RecordAsync(Again);
        await HappenAsync();

        Assert.Contains("Done, and did not prevent it: INC-1/T1 Test load", Assert.Single(SaidBefore(2)), StringComparison.Ordinal);
        Assert.Contains(
            "INC-1/T1 Test load balancer changes before they go out was done and did not prevent it. Is it to be taken up again?",
            Assert.Single(Chat.Posted(ToLee)),
            StringComparison.Ordinal
        );
        Assert.Contains("did not prevent INC-2 of 2026-03-03", Text(await SayAsync("INC-1 show")), StringComparison.Ordinal);

        await RecordAsync("INC-1 task reopen T1 It did not prevent INC-2");
        Assert.True((await IncidentAsync()).FindTask(1)!.IsOpen);
    }

    [Fact]
    public async Task The_draft_says_what_was_known_then_whatever_became_of_it_since()
    {
        await RecordAsync(Again);
        await HappenAsync();
        await RecordAsync("INC-1 task done T1 https://wiki.example/tests", "INC-2 resolved Rolled back");

        var draft = PostmortemDraft.Markdown(await ReplayedAsync(2));

        Assert.Contains("## Seen before", draft, StringComparison.Ordinal);
        Assert.Contains("INC-1", draft, StringComparison.Ordinal);
        Assert.Contains("Left undone: INC-1/T1 Test load balancer changes", draft, StringComparison.Ordinal);
    }

    // What is due happens, and is delivered.
    private async Task HappenAsync()
    {
        await Bot.Relay.DrainAsync(Cancellation);
        await Bot.Wakeups.RunDueAsync(Cancellation);
        await Bot.Relay.DrainAsync(Cancellation);
    }

    private async Task PassAsync(Duration time)
    {
        var until = Clock.Now + time;
        while (await Bot.Wakeups.NextAsync(Cancellation) is { } due && due <= until)
        {
            Clock.Advance(Duration.Max(due - Clock.Now, Duration.Zero));
            await HappenAsync();
            Clock.Advance(Duration.FromMinutes(2));
            await HappenAsync();
        }
    }

    private List<string> SaidBefore(int number) =>
        [
            .. Chat
                .Done.Where(call => call.Kind == "post" && call.Where.StartsWith($"inc-{number}", StringComparison.Ordinal))
                .Select(call => call.Text)
                .Where(text => text.Contains("happened before", StringComparison.Ordinal)),
        ];
}
