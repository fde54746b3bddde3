using IncidentBot.Testing.Teams;

namespace IncidentBot.Stories.Teams;

/// <summary>Answers that were on their way when the bot ended.</summary>
public sealed class After_a_restart
{
    [Theory]
    [InlineData("note Phones ring in support", "Phones ring in support")]
    [InlineData("list", "Checkout declines cards")]
    [InlineData("sev 7", "sev")]
    public async Task What_was_asked_before_is_answered_once(string words, string answer)
    {
        var before = await TeamsHost.StartAsync();
        var channel = await before.OpenAsync();
        var chat = before.Teams.Organisation.Personal(before.Ana);
        before.Teams.Faults.Always(TeamsOperations.Send, TeamsFault.ServerError());

        Assert.Equal(200, (await before.Teams.As(before.Ana).Says("INC-1 " + words, chat)).Status);
        Assert.Empty(chat.FromBot);
        await using var host = await before.RestartAsync();
        host.Teams.Faults.Clear();
        await host.ResumeAsync();
        await host.SettleAsync();

        Assert.Contains(answer, Assert.Single(chat.FromBot).ReadableText, StringComparison.OrdinalIgnoreCase);
        Assert.NotNull(channel);
    }

    [Fact]
    public async Task What_was_answered_before_is_not_answered_again()
    {
        var before = await TeamsHost.StartAsync();
        var channel = await before.OpenAsync();
        // It cannot look, so only what it has noted tells it.
        before.Teams.Permissions.Remove("ChannelMessage.Read.Group");
        var asked = before.Teams.As(before.Ana).Draft("list", channel);
        await before.Teams.As(before.Ana).Sends(asked);
        await before.SettleAsync();
        var answers = channel.FromBot.Count;

        await using var host = await before.RestartAsync();
        await host.ResumeAsync();
        await host.Teams.As(host.Ana).Sends(asked);
        await host.SettleAsync();

        Assert.Equal(answers, channel.FromBot.Count);
    }

    [Fact]
    public async Task An_answer_that_arrived_and_was_not_noted_is_found_before_it_is_given_again()
    {
        var before = await TeamsHost.StartAsync();
        var channel = await before.OpenAsync();
        before.Teams.Faults.Next(TeamsOperations.Send, TeamsFault.ResetAfter);
        before.Teams.Faults.Always(TeamsOperations.GraphMessages, TeamsFault.ServerError());
        await before.Teams.As(before.Ana).Says("list", channel);
        await before.Teams.Until(() => channel.FromBot.Any(message => message.ReadableText.Contains("INC-1", StringComparison.Ordinal)));
        await before.Teams.Until(() => before.Teams.Calls(TeamsOperations.Send).Any(call => call.Fault is not null));
        var answers = channel.FromBot.Count;

        await using var host = await before.RestartAsync();
        host.Teams.Faults.Clear();
        await host.ResumeAsync();
        await host.SettleAsync();

        Assert.Equal(answers, channel.FromBot.Count);
    }

    [Fact]
    public async Task What_nobody_waits_for_any_more_is_left_unsaid()
    {
        var before = await TeamsHost.StartAsync();
        var chat = before.Teams.Organisation.Personal(before.Ana);
        before.Teams.Faults.Always(TeamsOperations.Send, TeamsFault.ServerError());
        await before.Teams.As(before.Ana).Says("list", chat);

        await using var host = await before.RestartAsync();
        host.Teams.Faults.Clear();
        host.World.Clock.Set(host.Bot.Clock.GetCurrentInstant() + NodaTime.Duration.FromHours(2));
        await host.ResumeAsync();
        await host.SettleAsync();

        Assert.Empty(chat.FromBot);
    }
}
