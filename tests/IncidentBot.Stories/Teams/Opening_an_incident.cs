using IncidentBot.Incidents;
using IncidentBot.Testing.Teams;

namespace IncidentBot.Stories.Teams;

public class Opening_an_incident
{
    [Fact]
    public async Task It_gets_a_channel_with_a_header_and_is_announced()
    {
        await using var host = await TeamsHost.StartAsync();

        var channel = await host.OpenAsync("Checkout declines cards sev2");

        Assert.StartsWith("inc-1-", channel.Name, StringComparison.Ordinal);
        var header = channel.FromBot.Single(message => message.Card?["refresh"] is not null);
        Assert.Contains("INC-1 Checkout declines cards", header.ReadableText, StringComparison.Ordinal);
        Assert.Contains(header.Buttons, button => button["title"]!.ToString() == "Mitigated");
        Assert.Contains("Checkout declines cards", Assert.Single(host.News.FromBot).ReadableText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_opened_it_is_answered_in_the_thread_and_called_into_the_channel()
    {
        await using var host = await TeamsHost.StartAsync();

        var asked = await host.Teams.As(host.Priya).Says("open Checkout declines cards", host.Ops);
        await host.SettleAsync();

        var answer = Assert.Single(host.Ops.FromBot);
        Assert.Equal(asked.MessageId, answer.Root);
        var (channel, _) = await host.PlaceAsync(1);
        var call = channel.FromBot.Single(message => message.ReadableText.Contains("you take part", StringComparison.Ordinal));
        Assert.Equal(host.Priya.Id, call.Card!["msteams"]!["entities"]![0]!["mentioned"]!["id"]!.ToString());
    }

    [Fact]
    public async Task Without_a_title_a_button_opens_a_form()
    {
        await using var host = await TeamsHost.StartAsync();
        await host.Teams.As(host.Priya).Says("open", host.Ops);
        await host.SettleAsync();

        var dialog = await host.Teams.As(host.Priya).Presses("Fill in the form", host.Ops.FromBot[0], host.Ops);
        Assert.NotNull(dialog.Dialog);
        var sent = await host.Teams.As(host.Priya).Submits(dialog, new() { ["title"] = "Mail is late" }, host.Ops);
        await host.SettleAsync();

        Assert.Equal(200, sent.Status);
        Assert.Equal("Mail is late", (await host.IncidentAsync(1)).Title);
    }

    [Fact]
    public async Task A_name_that_is_taken_gets_a_number()
    {
        await using var host = await TeamsHost.StartAsync();
        host.Teams.Organisation.AddChannel(host.World.Team, "inc-1-checkout-declines-cards");

        Assert.Equal("inc-1-checkout-declines-cards-2", (await host.OpenAsync("Checkout declines cards")).Name);
    }

    [Fact]
    public async Task Where_Graph_does_not_allow_it_there_is_a_thread()
    {
        await using var world = await TeamsWorld.StartAsync();
        await using var host = await TeamsHost.StartAsync(settings => settings["Teams:IncidentChannel"] = "19:channel5@thread.tacv2");
        host.Teams.Permissions.Remove("Channel.Create.Group");

        var where = await host.OpenAsync();
        var (_, root) = await host.PlaceAsync(1);

        Assert.Same(host.Ops, where);
        Assert.NotNull(root);
        Assert.Contains(where.FromBot, message => message.Root == root && message.Card?["refresh"] is not null);
    }

    [Fact]
    public async Task What_is_said_in_the_thread_of_an_incident_needs_no_number()
    {
        await using var host = await TeamsHost.StartAsync(settings =>
        {
            settings["Teams:IncidentTeam"] = "";
            settings["Teams:IncidentChannel"] = "19:channel5@thread.tacv2";
        });
        await host.OpenAsync();
        var (where, root) = await host.PlaceAsync(1);

        await host.Teams.As(host.Marek).Says("note Restarted the workers", where, root);
        await host.SettleAsync();

        Assert.Contains((await host.IncidentAsync(1)).Entries, entry => entry.What.Words == "Restarted the workers");
        Assert.Equal(root, where.FromBot[^1].Root);
    }

    [Fact]
    public async Task A_private_incident_gets_no_channel_that_others_see_and_goes_on()
    {
        await using var host = await TeamsHost.StartAsync();
        var chat = host.Teams.Organisation.Personal(host.Priya);

        await host.Teams.As(host.Priya).Says("open Somebody reads our mail private", chat);
        await host.SettleAsync();
        await host.Teams.As(host.Priya).Says("INC-1 note Passwords are being changed", chat);
        await host.SettleAsync();

        Assert.DoesNotContain(
            host.Teams.Organisation.Conversations,
            conversation => conversation.Name.StartsWith("inc-", StringComparison.Ordinal)
        );
        Assert.DoesNotContain(
            host.Ops.FromBot.Concat(host.News.FromBot),
            message => message.ReadableText.Contains("mail", StringComparison.Ordinal)
        );
        Assert.Contains((await host.IncidentAsync(1)).Entries, entry => entry.What.Words == "Passwords are being changed");
        Assert.Contains(chat.FromBot, message => message.ReadableText.Contains("Passwords", StringComparison.Ordinal));
    }
}
