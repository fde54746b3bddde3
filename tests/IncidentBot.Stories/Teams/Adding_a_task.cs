using System.Text.Json.Nodes;
using IncidentBot.CorrectiveTasks;
using IncidentBot.Incidents;
using IncidentBot.Testing.Teams;

namespace IncidentBot.Stories.Teams;

/// <summary>"Add task" in the menu of a message in which somebody has promised something.</summary>
public sealed class Adding_a_task
{
    [Fact]
    public async Task The_dialog_begins_with_who_wrote_it_and_the_day_that_it_names()
    {
        await using var host = await StartAsync();
        var channel = await host.OpenAsync();
        var message = host.Teams.As(host.Ana).Chats("I will alert on declined cards by tomorrow", channel);

        var ended = await Add(host, message, channel);
        await host.SettleAsync();

        var task = Assert.Single((await host.IncidentAsync(1)).Tasks);
        Assert.Equal(("I will alert on declined cards by tomorrow", "Ana Lima"), (task.Text, task.Owner!.Name));
        Assert.Equal(Tomorrow(host), task.Due);
        Assert.Contains("T1", ended.DialogMessage, StringComparison.Ordinal);
        Assert.Contains(channel.FromBot, sent => sent.ReadableText.Contains("alert on declined cards", StringComparison.Ordinal));
        var added = (TaskAdded)(await host.IncidentAsync(1)).Entries[^1].What;
        Assert.Equal(message.Id, added.Source!.Id);
    }

    [Fact]
    public async Task Whoever_is_mentioned_in_it_is_the_one_who_is_asked()
    {
        await using var host = await StartAsync();
        var channel = await host.OpenAsync();
        var message = host.Teams.As(host.Ana).Chats("@Marek Kowal please rotate the keys", channel);

        await Add(host, message, channel);

        Assert.Equal("Marek Kowal", Assert.Single((await host.IncidentAsync(1)).Tasks).Owner!.Name);
    }

    [Fact]
    public async Task What_the_dialog_began_with_can_be_changed()
    {
        await using var host = await StartAsync();
        var channel = await host.OpenAsync();
        var message = host.Teams.As(host.Ana).Chats("Somebody should rotate the keys", channel);

        await Add(
            host,
            message,
            channel,
            new JsonObject
            {
                ["text"] = "Rotate the keys",
                ["owner"] = host.Priya.Id,
                ["due"] = "2099-04-01",
            }
        );

        var task = Assert.Single((await host.IncidentAsync(1)).Tasks);
        Assert.Equal(("Rotate the keys", "Priya Raman", new NodaTime.LocalDate(2099, 4, 1)), (task.Text, task.Owner!.Name, task.Due));
    }

    [Fact]
    public async Task Elsewhere_the_incident_is_asked_for_and_a_closed_one_is_offered_too()
    {
        await using var host = await StartAsync();
        await host.OpenAsync();
        await host.Teams.As(host.Priya).Says("INC-1 close It was a false alarm", host.Ops);
        var message = host.Teams.As(host.Ana).Chats("We rotate the keys", host.News);

        await Add(host, message, host.News, new JsonObject { ["incident"] = "1" });

        Assert.Equal("We rotate the keys", Assert.Single((await host.IncidentAsync(1)).Tasks).Text);
    }

    [Fact]
    public async Task A_day_that_is_past_keeps_the_dialog_open_with_what_was_typed()
    {
        await using var host = await StartAsync();
        var channel = await host.OpenAsync();
        var message = host.Teams.As(host.Ana).Chats("We rotate the keys", channel);

        var again = await Add(host, message, channel, new JsonObject { ["due"] = "2001-01-01" });

        Assert.Contains("past", again.ReadableText, StringComparison.Ordinal);
        Assert.Contains(TeamsCards.Inputs(again.Dialog), input => input["value"]?.ToString() == "2001-01-01");
        Assert.Empty((await host.IncidentAsync(1)).Tasks);
        var mended = await host.Teams.As(host.Marek).Submits(again, new JsonObject { ["due"] = "" }, channel);
        Assert.Contains("T1", mended.DialogMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_private_incident_is_neither_offered_nor_taken_from_an_outsider()
    {
        await using var host = await StartAsync();
        await host.Teams.As(host.Priya).Says("open Somebody reads our mail private", host.Teams.Organisation.Personal(host.Priya));
        await host.SettleAsync();
        var message = host.Teams.As(host.Ana).Chats("We rotate the keys", host.News);
        var marek = host.Teams.As(host.Marek);

        var opened = await marek.Chooses("addTask", message, host.News);
        Assert.DoesNotContain("mail", opened.Body, StringComparison.Ordinal);
        await host.OpenAsync();
        opened = await marek.Chooses("addTask", message, host.News);
        var sent = await marek.Submits(opened, new JsonObject { ["incident"] = "1" }, host.News);

        Assert.Contains("nothing was recorded", sent.ReadableText, StringComparison.Ordinal);
        Assert.Empty((await host.IncidentAsync(1)).Tasks);
    }

    [Fact]
    public async Task Sent_three_times_it_is_one_task()
    {
        await using var host = await StartAsync();
        var channel = await host.OpenAsync();
        var message = host.Teams.As(host.Ana).Chats("We rotate the keys", channel);
        host.Teams.Faults.Redeliveries = 2;

        await Add(host, message, channel);

        Assert.Single((await host.IncidentAsync(1)).Tasks);
    }

    private static NodaTime.LocalDate Tomorrow(TeamsHost host) => host.Bot.Clock.GetCurrentInstant().InUtc().Date.PlusDays(1);

    private static async Task<TeamsHost> StartAsync()
    {
        var host = await TeamsHost.StartAsync();
        await host.Teams.As(host.Ana).Says("help", host.Ops);
        await host.MeetAsync();
        await host.SettleAsync();
        return host;
    }

    private static async Task<TeamsReply> Add(TeamsHost host, TeamsMessage message, TeamsConversation where, JsonObject? answers = null)
    {
        var opened = await host.Teams.As(host.Marek).Chooses("addTask", message, where);
        return await host.Teams.As(host.Marek).Submits(opened, answers ?? [], where);
    }
}
