using System.Text.Json.Nodes;
using IncidentBot.Incidents;
using IncidentBot.Testing.Teams;
using NodaTime;
using static IncidentBot.Stories.Teams.Giving_work;

namespace IncidentBot.Stories.Teams;

/// <summary>The buttons under a reminder, pressed in the direct message long after the incident was closed.</summary>
public sealed class Answering_a_reminder
{
    [Theory]
    [InlineData("Snooze 1 d", 1)]
    [InlineData("3 d", 3)]
    [InlineData("1 week", 7)]
    public async Task A_snooze_is_one_press_and_stands_on_the_timeline(string button, int days)
    {
        await using var host = await RemindedAsync();
        var pressed = host.Bot.Clock.GetCurrentInstant();
        host.Teams.Faults.Redeliveries = 2;

        var reply = await host.Teams.As(host.Marek).Presses(button, Reminder(host), Chat(host));
        await host.SettleAsync();

        Assert.Contains("T1", reply.ReadableText, StringComparison.Ordinal);
        var entry = Assert.Single((await host.IncidentAsync(1)).Entries, entry => entry.What is TaskSnoozed);
        var until = ((TaskSnoozed)entry.What).Until;
        Assert.Equal("Marek Kowal", entry.By.Name);
        Assert.InRange(until - pressed, Duration.FromDays(days), Duration.FromDays(days) + Duration.FromMinutes(1));
    }

    [Theory]
    [InlineData("Done", "text", "https://wiki.example/keys", typeof(TaskCompleted))]
    [InlineData("Change date", "day", "2026-12-01", typeof(TaskDueMoved))]
    [InlineData("Hand over", "who", "Ana Lima", typeof(TaskAssigned))]
    [InlineData("Can't do", "text", "The supplier does it", typeof(TaskDropped))]
    public async Task Everything_else_asks_one_question_and_stands_on_the_timeline(string button, string field, string answer, Type what)
    {
        await using var host = await RemindedAsync();
        var marek = host.Teams.As(host.Marek);

        var opened = await marek.Presses(button, Reminder(host), Chat(host));
        var input = TeamsCards.Inputs(opened.Dialog).Single(input => input["id"]?.ToString() == field);
        var choice = (input["choices"] as JsonArray ?? []).SingleOrDefault(one => one!["title"]!.ToString() == answer);
        var sent = await marek.Submits(
            opened,
            new JsonObject { [field] = choice?["value"]!.ToString() ?? answer },
            Chat(host),
            Reminder(host)
        );
        await host.SettleAsync();

        Assert.Equal(200, sent.Status);
        var entry = (await host.IncidentAsync(1)).Entries[^1];
        Assert.Equal(("Marek Kowal", what), (entry.By.Name, entry.What.GetType()));
        Assert.Contains(answer, Timeline.EventSentence.Of(entry.What).ToPlainText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_it_was_handed_to_is_reminded_from_then_on_and_nobody_else()
    {
        await using var host = await RemindedAsync();
        var marek = host.Teams.As(host.Marek);

        var opened = await marek.Presses("Hand over", Reminder(host), Chat(host));
        await marek.Submits(opened, new JsonObject { ["who"] = host.Ana.Id }, Chat(host), Reminder(host));
        await host.SettleAsync();
        await PassAsync(host, Duration.FromDays(2));

        Assert.Single(Chat(host).FromBot, message => message.Buttons.Count > 0);
        Assert.Contains(
            host.Teams.Organisation.Personal(host.Ana).FromBot,
            message => message.ReadableText.Contains("Rotate the keys", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_button_of_yesterdays_reminder_says_that_the_task_is_done_already()
    {
        await using var host = await RemindedAsync();
        var reminder = Reminder(host);
        await host.Teams.As(host.Marek).Says("INC-1 task done T1 https://wiki.example/keys", Chat(host));
        await host.SettleAsync();

        var reply = await host.Teams.As(host.Marek).Presses("Snooze 1 d", reminder, Chat(host));

        Assert.Equal(200, reply.Status);
        Assert.Contains("T1", reply.ReadableText, StringComparison.Ordinal);
        Assert.DoesNotContain((await host.IncidentAsync(1)).Entries, entry => entry.What is TaskSnoozed);
    }

    private static TeamsConversation Chat(TeamsHost host) => host.Teams.Organisation.Personal(host.Marek);

    private static TeamsMessage Reminder(TeamsHost host) => Chat(host).FromBot.First(message => message.Buttons.Count > 0);

    private static async Task<TeamsHost> RemindedAsync()
    {
        var host = await TeamsHost.StartAsync();
        await host.MeetAsync();
        await PromiseAsync(host);
        await PassAsync(host, UntilDue);
        return host;
    }
}
