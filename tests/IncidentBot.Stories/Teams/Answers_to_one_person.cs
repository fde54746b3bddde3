namespace IncidentBot.Stories.Teams;

public sealed class Answers_to_one_person
{
    [Fact]
    public async Task Are_given_where_the_preview_is_switched_on_and_nobody_else_need_know()
    {
        await using var host = await TeamsHost.StartAsync(settings => settings["Teams:TargetedMessages"] = "true");
        var channel = await host.OpenAsync();

        await host.Teams.As(host.Marek).Says("timeline", channel);
        await host.Teams.As(host.Marek).Says("note Phones ring", channel);
        await host.SettleAsync();

        Assert.Equal(host.Marek.Id, channel.FromBot.Single(message => message.OnlyFor is not null).OnlyFor);
        Assert.Contains(
            channel.FromBot,
            message => message.OnlyFor is null && message.ReadableText.Contains("Phones ring", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Are_for_everybody_as_long_as_it_is_off()
    {
        await using var host = await TeamsHost.StartAsync();
        var channel = await host.OpenAsync();

        await host.Teams.As(host.Marek).Says("timeline", channel);
        await host.SettleAsync();

        Assert.DoesNotContain(channel.FromBot, message => message.OnlyFor is not null);
    }

    [Fact]
    public async Task Come_in_their_own_chat_as_ever()
    {
        await using var host = await TeamsHost.StartAsync(settings => settings["Teams:TargetedMessages"] = "true");
        var chat = host.Teams.Organisation.Personal(host.Marek);

        await host.Teams.As(host.Marek).Says("help", chat);
        await host.SettleAsync();

        Assert.Null(Assert.Single(chat.FromBot).OnlyFor);
    }
}
