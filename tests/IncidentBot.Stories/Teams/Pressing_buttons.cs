using System.Text.Json.Nodes;
using IncidentBot.Incidents;
using IncidentBot.Testing.Teams;

namespace IncidentBot.Stories.Teams;

public class Pressing_buttons
{
    [Fact]
    public async Task Whoever_presses_sees_the_change_at_once_and_everybody_soon()
    {
        await using var host = await TeamsHost.StartAsync();
        var channel = await host.OpenAsync();

        var reply = await host.Teams.As(host.Marek).Presses("Take command", Header(channel), channel);

        Assert.Contains("Marek Kowal", reply.ReadableText, StringComparison.Ordinal);
        Assert.NotNull(reply.Card);
        await host.SettleAsync();
        Assert.Contains("Marek Kowal", Header(channel).ReadableText, StringComparison.Ordinal);
        Assert.True(Header(channel).Edits > 0);
        Assert.Contains(
            channel.FromBot,
            message => message.Card?["refresh"] is null && message.ReadableText.Contains("commander", StringComparison.OrdinalIgnoreCase)
        );
    }

    [Fact]
    public async Task A_button_with_questions_opens_a_dialog_whose_answers_are_recorded()
    {
        await using var host = await TeamsHost.StartAsync();
        var channel = await host.OpenAsync();
        var marek = host.Teams.As(host.Marek);

        var opened = await marek.Presses("Resolved", Header(channel), channel);
        var sent = await marek.Submits(opened, new JsonObject { ["text"] = "Rolled back" }, channel, Header(channel));
        await host.SettleAsync();

        Assert.Equal((200, ""), (sent.Status, sent.Body));
        var incident = await host.IncidentAsync(1);
        Assert.Equal(IncidentStatus.Resolved, incident.Status);
        Assert.Contains(channel.FromBot, message => message.ReadableText.Contains("Rolled back", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_refused_dialog_stays_open_with_what_was_typed_and_says_why()
    {
        await using var host = await TeamsHost.StartAsync();
        var channel = await host.OpenAsync();
        var marek = host.Teams.As(host.Marek);
        var opened = await marek.Presses("Mitigated", Header(channel), channel);

        var again = await marek.Submits(opened, new JsonObject { ["text"] = "Rolled back", ["time"] = "tomorrow 10:00" }, channel);

        Assert.Contains("still to come", again.ReadableText, StringComparison.Ordinal);
        Assert.Contains(TeamsCards.Inputs(again.Dialog), input => input["value"]?.ToString() == "Rolled back");
        var mended = await marek.Submits(again, new JsonObject { ["time"] = "" }, channel);
        Assert.Equal(200, mended.Status);
        Assert.Equal(IncidentStatus.Mitigated, (await host.IncidentAsync(1)).Status);
    }

    [Fact]
    public async Task A_task_is_given_to_somebody_of_the_team_by_name()
    {
        await using var host = await TeamsHost.StartAsync();
        var channel = await host.OpenAsync();
        await host.MeetAsync();
        var marek = host.Teams.As(host.Marek);

        var opened = await marek.Presses("Add task", Header(channel), channel);
        await marek.Submits(
            opened,
            new JsonObject
            {
                ["text"] = "Alert on the queue",
                ["owner"] = host.Ana.Id,
                ["due"] = "2026-04-01",
            },
            channel
        );
        await host.SettleAsync();

        var task = Assert.Single((await host.IncidentAsync(1)).Tasks);
        Assert.Equal(("Ana Lima", "Alert on the queue"), (task.Owner!.Name, task.Text));
        Assert.Contains(
            channel.FromBot.SelectMany(message => message.Card?["msteams"]?["entities"] as JsonArray ?? []),
            mention => mention!["mentioned"]!["id"]!.ToString() == host.Ana.Id
        );
    }

    [Fact]
    public async Task A_form_offers_everybody_of_the_team()
    {
        await using var host = await TeamsHost.StartAsync();
        var channel = await host.OpenAsync();
        await host.MeetAsync();

        var opened = await host.Teams.As(host.Marek).Presses("Add task", Header(channel), channel);

        var names = TeamsCards.Inputs(opened.Dialog).Single(input => input["id"]!.ToString() == "owner")["choices"]!
            .AsArray()
            .Select(choice => choice!["title"]!.ToString());
        Assert.Equal(["Ana Lima", "Marek Kowal", "Priya Raman"], names);
    }

    [Fact]
    public async Task A_press_that_is_delivered_three_times_counts_once()
    {
        await using var host = await TeamsHost.StartAsync();
        var channel = await host.OpenAsync();
        host.Teams.Faults.Redeliveries = 2;

        var reply = await host.Teams.As(host.Marek).Presses("Take command", Header(channel), channel);
        await host.SettleAsync();

        Assert.Equal(200, reply.Status);
        Assert.Single((await host.IncidentAsync(1)).Entries, entry => entry.What is RoleAssigned);
    }

    [Fact]
    public async Task A_card_that_is_looked_at_is_drawn_anew()
    {
        await using var host = await TeamsHost.StartAsync();
        var channel = await host.OpenAsync();
        var old = Header(channel);
        host.Teams.Faults.Always(TeamsOperations.Update, TeamsFault.ServerError());
        await host.Teams.As(host.Marek).Says("sev 1 All of Europe", channel);

        var seen = await host.Teams.As(host.Ana).LooksAt(old, channel);

        Assert.Contains("sev1", seen.ReadableText, StringComparison.OrdinalIgnoreCase);
        Assert.NotNull(seen.Card!["refresh"]);
    }

    [Fact]
    public async Task A_client_without_the_newer_buttons_sends_the_same_as_a_message()
    {
        await using var host = await TeamsHost.StartAsync();
        var channel = await host.OpenAsync();
        var activity = host.Teams.As(host.Marek).Draft("", channel);
        activity.Remove("text");
        activity["value"] = new JsonObject { ["command"] = "INC-1 lead" };

        Assert.Equal(200, (await host.Teams.As(host.Marek).Sends(activity)).Status);
        await host.SettleAsync();

        Assert.Equal("Marek Kowal", (await host.IncidentAsync(1)).Commander!.Name);
    }

    [Fact]
    public async Task The_card_of_a_private_incident_is_not_drawn_for_outsiders()
    {
        await using var host = await TeamsHost.StartAsync();
        await host.OpenAsync();
        await host.Teams.As(host.Priya).Says("open Somebody reads our mail private", host.Teams.Organisation.Personal(host.Priya));
        var value = new JsonObject
        {
            ["action"] = new JsonObject
            {
                ["type"] = "Action.Execute",
                ["verb"] = "state",
                ["data"] = new JsonObject { ["stateOf"] = 2 },
            },
        };

        var outsider = await host.Teams.As(host.Marek).Invoke("adaptiveCard/action", value.DeepClone().AsObject(), host.Ops, null);
        var insider = await host.Teams.As(host.Priya).Invoke("adaptiveCard/action", value, host.Ops, null);

        Assert.DoesNotContain("mail", outsider.Body, StringComparison.Ordinal);
        Assert.Contains("mail", insider.Body, StringComparison.Ordinal);
    }

    private static TeamsMessage Header(TeamsConversation channel) =>
        channel.FromBot.Single(message => message.Card?["refresh"] is not null);
}
