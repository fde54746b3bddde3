using IncidentBot.Incidents;
using IncidentBot.Testing.Teams;
using IncidentBot.Timeline;

namespace IncidentBot.Stories.Teams;

/// <summary>A private incident, whose place is a group chat where Graph lets the bot begin one.</summary>
public sealed class Keeping_a_secret
{
    private static readonly string[] Allowed = ["Chat.Create", "TeamsAppInstallation.ReadWriteSelfForChat.All", "ChatMember.ReadWrite.All"];

    [Fact]
    public async Task It_is_worked_on_in_a_chat_of_those_who_know_of_it()
    {
        await using var host = await StartAsync();
        var chat = await OpenAsync(host);

        Assert.Equal(["Priya Raman"], chat.People.Select(who => who.Name));
        await host.Teams.As(host.Priya).Says("note Passwords are being changed", chat);
        await host.SettleAsync();

        Assert.Contains((await host.IncidentAsync(1)).Entries, entry => entry.What.Words == "Passwords are being changed");
        Assert.Single(chat.FromBot, message => message.Card?["refresh"] is not null);
        Nobody_else_reads_of_it(host, chat);
    }

    [Fact]
    public async Task Whoever_is_brought_in_is_taken_into_the_chat_and_told()
    {
        await using var host = await StartAsync();
        var chat = await OpenAsync(host);

        await host.Teams.As(host.Priya).Says("role scribe @Marek Kowal", chat);
        await host.SettleAsync();

        Assert.Equal(["Marek Kowal", "Priya Raman"], chat.People.Select(who => who.Name).Order());
        Assert.Contains(chat.FromBot, message => message.ReadableText.Contains("you take part", StringComparison.Ordinal));
        Nobody_else_reads_of_it(host, chat);
    }

    [Fact]
    public async Task To_its_end_nobody_else_reads_of_it()
    {
        await using var host = await StartAsync(options => options.Permissions.Add("Files.ReadWrite.All"));
        var chat = await OpenAsync(host);

        await host.Teams.As(host.Priya).Says("update Passwords are being changed next 30m", chat);
        await host.Teams.As(host.Priya).Says("resolved Nobody reads it any more", chat);
        await host.Teams.As(host.Priya).Says("close", chat);
        await host.SettleAsync();

        Assert.Contains(chat.FromBot, message => message.ReadableText.Contains("The whole document", StringComparison.Ordinal));
        Nobody_else_reads_of_it(host, chat);
        Assert.All(host.Teams.Organisation.Conversations, conversation => Assert.Empty(conversation.Files));
    }

    [Fact]
    public async Task A_chat_that_was_begun_without_the_bot_is_not_begun_twice()
    {
        await using var host = await StartAsync();
        host.Teams.Faults.Next(TeamsOperations.GraphInstall, TeamsFault.ServerError(), TeamsFault.ServerError());

        await OpenAsync(host);

        Assert.Single(host.Teams.Calls(TeamsOperations.GraphChat));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_pin_in_the_chat_comes_on_the_timeline_where_the_bot_may_read_it(bool isAllowed)
    {
        await using var host = await StartAsync(teams => Allow(teams, isAllowed));
        var chat = await OpenAsync(host);
        await host.Teams.As(host.Priya).Says("show", chat);
        await host.SettleAsync();
        var message = chat.FromBot[^1];

        var reply = await host.Teams.As(host.Priya).Reacts("1f4cc_pushpin", message, chat, inGraph: "📌");
        await host.SettleAsync();
        var entry = Pinned(await host.IncidentAsync(1));
        await host.Teams.As(host.Priya).Unreacts("1f4cc_pushpin", message, chat);
        await host.SettleAsync();

        Assert.Equal(200, reply.Status);
        Assert.Equal(isAllowed, entry?.What.Words?.Contains("INC-1", StringComparison.Ordinal) == true);
        Assert.False(Pinned(await host.IncidentAsync(1))?.Counts ?? false);
        Nobody_else_reads_of_it(host, chat);
    }

    [Fact]
    public async Task An_answer_in_the_chat_that_was_lost_on_the_way_is_looked_for_before_it_is_given_again()
    {
        await using var host = await StartAsync(teams => Allow(teams, true));
        var chat = await OpenAsync(host);
        host.Teams.Faults.Next(TeamsOperations.Send, TeamsFault.ResetAfter);

        await host.Teams.As(host.Priya).Says("note Passwords are being changed", chat);
        await host.SettleAsync();

        Assert.Single(chat.FromBot, message => message.ReadableText.Contains("Passwords", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Chat.Create")]
    [InlineData("TeamsAppInstallation.ReadWriteSelfForChat.All")]
    [InlineData("")]
    public async Task Where_it_may_not_be_begun_whoever_declared_it_is_told_where_to_speak(string missing)
    {
        await using var host = await StartAsync(teams => teams.Permissions.Remove(missing), isSet: missing.Length > 0);
        var own = host.Teams.Organisation.Personal(host.Priya);

        await host.Teams.As(host.Priya).Says("open Somebody reads our mail private", own);
        await host.SettleAsync();

        Assert.Contains(
            own.FromBot,
            message =>
                message.ReadableText.Contains("Write to the bot in your own chat with it, with INC-1 first", StringComparison.Ordinal)
        );
        Assert.False((await host.IncidentAsync(1)).Channels.ContainsKey("teams"));
        Nobody_else_reads_of_it(host, own);
    }

    private static void Allow(FakeTeams teams, bool isAllowed)
    {
        if (isAllowed)
        {
            teams.Permissions.Add("Chat.Read.WhereInstalled");
        }
    }

    private static TimelineEntry? Pinned(Incident incident) =>
        incident.Entries.SingleOrDefault(entry => entry.What is Noted { Source: not null });

    private static void Nobody_else_reads_of_it(TeamsHost host, TeamsConversation where) =>
        Assert.All(
            host.Teams.Organisation.Conversations.Where(conversation =>
                conversation != where && conversation != host.Teams.Organisation.Personal(host.Priya)
            ),
            conversation =>
                Assert.DoesNotContain(
                    conversation.FromBot,
                    message =>
                        message.ReadableText.Contains("mail", StringComparison.Ordinal)
                        || message.ReadableText.Contains("Passwords", StringComparison.Ordinal)
                )
        );

    private static async Task<TeamsConversation> OpenAsync(TeamsHost host)
    {
        await host.Teams.As(host.Priya).Says("open Somebody reads our mail private", host.Teams.Organisation.Personal(host.Priya));
        await host.SettleAsync();
        return (await host.PlaceAsync(1)).Where;
    }

    private static async Task<TeamsHost> StartAsync(Action<FakeTeams>? prepare = null, bool isSet = true)
    {
        var host = await TeamsHost.StartAsync(settings => settings["Teams:CatalogApp"] = isSet ? new FakeTeamsOptions().CatalogApp : "");
        host.Teams.Permissions.UnionWith(Allowed);
        prepare?.Invoke(host.Teams);
        await host.Teams.As(host.Ana).Says("help", host.Ops);
        await host.MeetAsync();
        await host.SettleAsync();
        return host;
    }
}
