using System.Text.Json.Nodes;
using IncidentBot.Testing.Slack;

namespace IncidentBot.Contracts.Slack;

public sealed class Events : SlackBenchWithApp
{
    [Fact]
    public async Task What_is_said_reaches_the_app_in_an_envelope()
    {
        var said = await Slack.As("U1").Say("C1", "It broke");
        var envelope = Json(Assert.Single(App.Heard).Body);
        Assert.Equal("event_callback", envelope["type"]!.GetValue<string>());
        Assert.Equal($"message It broke {said.Ts} channel", Described(envelope["event"]!));
        Assert.Equal(Assert.Single(Slack.Deliveries).EventId, envelope["event_id"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_mention_arrives_beside_the_message()
    {
        await Slack.As("U1").Say("C1", "<@U0BOT> help");
        await Slack.Until(() => App.Heard.Count == 2);
        Assert.Equal(["app_mention", "message"], App.Heard.Select(TypeOf).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Nothing_is_told_about_channels_without_the_bot_or_events_without_subscription()
    {
        await Slack.As("U1").Say("C2", "Lunch?");
        Assert.Empty(App.Heard);
    }

    [Fact]
    public async Task The_other_things_people_do_are_told_too()
    {
        var marek = Slack.As("U2");
        await marek.Join("C1");
        var said = await marek.Say("C1", "It broke");
        await marek.Edit(said, "It burns");
        await marek.React(said, "eyes");
        await marek.Unreact(said, "eyes");
        await marek.Pin(said);
        await marek.OpenHome();
        await marek.Rename("C1", "ops-2");
        await marek.Leave("C1");
        await marek.Archive("C1");
        Assert.Equal(
            [
                "member_joined_channel",
                "message",
                "message/message_changed",
                "reaction_added",
                "reaction_removed",
                "pin_added",
                "app_home_opened",
                "channel_rename",
                "member_left_channel",
                "channel_archive",
            ],
            App.Heard.Select(TypeOf)
        );
    }

    [Fact]
    public async Task What_the_bot_posts_comes_back_to_it()
    {
        await PostMessage();
        await Slack.Until(() => App.Heard.Count == 1);
        Assert.Equal("B0BOT", Json(App.Heard[0].Body)["event"]!["bot_id"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_failed_event_is_tried_three_times_more_with_the_same_id()
    {
        App.Answer = Fails;
        await Slack.As("U1").Say("C1", "It broke");
        var delivery = Assert.Single(Slack.Deliveries);
        await Slack.Until(() => delivery.Attempts.Count == 2);
        await MoveOn(TimeSpan.FromMinutes(1));
        await Slack.Until(() => delivery.Attempts.Count == 3);
        await MoveOn(TimeSpan.FromMinutes(5));
        await delivery.Settled;

        Assert.False(delivery.IsAccepted);
        Assert.Equal([null, "1", "2", "3"], App.Heard.Select(heard => heard.RetryNumber));
        Assert.Equal("http_error", App.Heard[1].Headers["X-Slack-Retry-Reason"].ToString());
        Assert.Single(App.Heard.Select(heard => Json(heard.Body)["event_id"]!.GetValue<string>()).Distinct());
    }

    [Fact]
    public async Task An_app_may_ask_for_no_retry()
    {
        App.Answer = (context, heard) =>
        {
            context.Response.Headers["x-slack-no-retry"] = "1";
            return Fails(context, heard);
        };
        await Slack.As("U1").Say("C1", "It broke");
        var delivery = Assert.Single(Slack.Deliveries);
        await delivery.Settled;
        Assert.Single(delivery.Attempts);
    }

    [Fact]
    public async Task An_app_that_takes_longer_than_three_seconds_is_asked_again()
    {
        App.Answer = (context, heard) =>
            heard.RetryNumber is null
                ? Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted)
                : Task.CompletedTask;
        var saying = Slack.As("U1").Say("C1", "It broke");
        await MoveOn(TimeSpan.FromSeconds(3));
        await saying;
        var delivery = Assert.Single(Slack.Deliveries);
        await delivery.Settled;
        Assert.Equal(["http_timeout", "accepted"], delivery.Attempts.Select(attempt => attempt.Outcome));
    }

    [Fact]
    public async Task Events_can_come_twice_and_late()
    {
        Slack.Faults.EventsTwice = true;
        Slack.Faults.EventsLate = TimeSpan.FromMinutes(10);
        var saying = Slack.As("U1").Say("C1", "It broke");
        await Time.WhenTimersWait();
        Assert.Empty(App.Heard);
        Time.Advance(TimeSpan.FromMinutes(10));
        await saying;
        await Assert.Single(Slack.Deliveries).Settled;
        Assert.Equal(2, App.Heard.Count);
    }

    private static Task Fails(Microsoft.AspNetCore.Http.HttpContext context, Heard heard)
    {
        context.Response.StatusCode = 500;
        return Task.CompletedTask;
    }

    private static string Described(JsonNode said) => $"{said["type"]} {said["text"]} {said["ts"]} {said["channel_type"]}";

    private static string TypeOf(Heard heard)
    {
        var inner = Json(heard.Body)["event"]!;
        return inner["subtype"] is { } subtype ? $"{inner["type"]}/{subtype}" : inner["type"]!.GetValue<string>();
    }

    private async Task MoveOn(TimeSpan by)
    {
        await Time.WhenTimersWait();
        Time.Advance(by);
    }
}
