using IncidentBot.Testing.Teams;

namespace IncidentBot.Stories.CommandLine;

public sealed class The_doctor_on_Teams : AFolder
{
    // The doctor also looks at the address, which another test's server may have at this moment.
    private static readonly (string, string)[] Nothing = [("Urls", "http://127.0.0.1:0")];

    [Fact]
    public async Task Says_how_to_begin_where_Teams_is_off()
    {
        var ended = await Executable.RunAsync(Folder, ["doctor"], Nothing);

        Assert.Equal(0, ended.Status);
        Assert.Contains("ok      Teams: is off. incidentbot manifest teams --help", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Finds_nothing_to_do_where_all_is_well()
    {
        await using var teams = await FakeTeams.StartAsync();
        var team = teams.Organisation.AddTeam("Incidents");

        var ended = await ExamineAsync(teams, ("Teams__IncidentTeam", team.GroupId));

        Assert.Equal((0, ""), (ended.Status, ended.Error));
        Assert.Contains("accepts the bot's app id and password", ended.Output, StringComparison.Ordinal);
        Assert.Contains("lets the bot look at the channels", ended.Output, StringComparison.Ordinal);
        Assert.Contains("lets the bot read messages in the team", ended.Output, StringComparison.Ordinal);
        Assert.Contains("tells the bot who is in the team", ended.Output, StringComparison.Ordinal);
        Assert.Contains("Teams__CatalogApp is not set", ended.Output, StringComparison.Ordinal);
        Assert.Contains("has to allow Files.ReadWrite.All", ended.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(teams.Options.AppPassword, ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_a_password_that_is_wrong()
    {
        await using var teams = await FakeTeams.StartAsync();

        var ended = await ExamineAsync(teams, ("Teams__IncidentChannel", "19:x@thread.tacv2"), ("Teams__AppPassword", "wrong-one"));

        Assert.Equal(1, ended.Status);
        Assert.Contains("PROBLEM Teams: Microsoft Entra does not accept", ended.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-one", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_a_team_that_the_app_is_not_in_and_a_permission_that_is_missing()
    {
        await using var teams = await FakeTeams.StartAsync();
        var team = teams.Organisation.AddTeam("Incidents");
        var elsewhere = await ExamineAsync(teams, ("Teams__IncidentTeam", Guid.NewGuid().ToString()));
        teams.Permissions.Clear();
        var unallowed = await ExamineAsync(teams, ("Teams__IncidentTeam", team.GroupId));

        Assert.Contains("PROBLEM Teams: Graph knows no team", elsewhere.Output, StringComparison.Ordinal);
        Assert.Contains("PROBLEM Teams: Graph does not let the bot look", unallowed.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_that_messages_cannot_be_read_while_channels_can()
    {
        await using var teams = await FakeTeams.StartAsync();
        var team = teams.Organisation.AddTeam("Incidents");
        teams.Permissions.Remove("ChannelMessage.Read.Group");

        var ended = await ExamineAsync(teams, ("Teams__IncidentTeam", team.GroupId));

        Assert.Equal(1, ended.Status);
        Assert.Contains(
            "PROBLEM Teams: Graph does not let the bot read messages in the team (403)",
            ended.Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Names_what_a_private_chat_and_archiving_need_of_an_admin()
    {
        await using var teams = await FakeTeams.StartAsync();
        (string, string)[] wanted =
        [
            ("Teams__IncidentChannel", "19:x@thread.tacv2"),
            ("Teams__CatalogApp", teams.Options.CatalogApp),
            ("Teams__ArchiveOnClose", "true"),
        ];

        teams.Permissions.Add("ChatMember.ReadWrite.All");
        var without = await ExamineAsync(teams, wanted);
        teams.Permissions.UnionWith([
            "Chat.Create",
            "TeamsAppInstallation.ReadWriteSelfForChat.All",
            "Chat.Read.WhereInstalled",
            "ChannelSettings.ReadWrite.All",
        ]);
        var allowed = await ExamineAsync(teams, wanted);

        Assert.Equal(1, without.Status);
        Assert.Contains(
            "gets no group chat. Allow Chat.Create, TeamsAppInstallation.ReadWriteSelfForChat.All on the app",
            without.Output,
            StringComparison.Ordinal
        );
        Assert.Contains("has to allow Chat.Read.WhereInstalled", without.Output, StringComparison.Ordinal);
        Assert.Contains("PROBLEM Teams: Teams__ArchiveOnClose is set", without.Output, StringComparison.Ordinal);
        Assert.Equal((0, ""), (allowed.Status, allowed.Error));
        Assert.Contains("lets the bot begin a group chat", allowed.Output, StringComparison.Ordinal);
        Assert.Contains("lets the bot archive the channels", allowed.Output, StringComparison.Ordinal);
        Assert.Contains("read messages in the group chats", allowed.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_half_a_set()
    {
        var ended = await Executable.RunAsync(Folder, ["doctor"], [.. Nothing, ("Teams__AppPassword", "secret")]);

        Assert.Equal(1, ended.Status);
        Assert.Contains("PROBLEM Teams: Teams__AppId is", ended.Output, StringComparison.Ordinal);
    }

    private Task<Ended> ExamineAsync(FakeTeams teams, params (string, string)[] more) =>
        Executable.RunAsync(
            Folder,
            ["doctor"],
            [
                .. Nothing,
                ("Teams__AppId", teams.Options.AppId),
                ("Teams__AppPassword", teams.Options.AppPassword),
                ("Teams__TenantId", teams.Options.TenantId),
                ("Teams__ServiceUrl", teams.ServiceUrl),
                ("Teams__LoginUrl", new Uri(teams.Url, "login/").ToString()),
                ("Teams__GraphUrl", new Uri(teams.Url, "graph/v1.0/").ToString()),
                ("Teams__BotFrameworkMetadata", new Uri(teams.Url, "botframework/.well-known/openidconfiguration").ToString()),
                ("Teams__EntraMetadata", new Uri(teams.Url, "entra/.well-known/openidconfiguration").ToString()),
                .. more,
            ]
        );
}
