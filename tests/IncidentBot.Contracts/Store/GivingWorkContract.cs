using IncidentBot.Chat;
using IncidentBot.Incidents;
using IncidentBot.People;
using IncidentBot.Reminders;
using IncidentBot.Testing;

namespace IncidentBot.Contracts.Store;

/// <summary>Who can be given work: people whom the bot knows, teams of the settings and of the platform, and what is said to be a team.</summary>
public abstract class GivingWorkContract(TestDatabase database) : StoreContract(database)
{
    protected override ReminderOptions Reminders { get; } =
        ReminderOptions.Default with
        {
            Teams = new TeamBook { Members = TeamBook.None.Members.Add("Platform", ["@lee"]) },
        };

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await KnowAsync(
            new(Cast.Amara, "UTC", Clock.Now),
            new(Cast.Lee, "UTC", Clock.Now),
            new(new Person("fake:bob1", "Bob Smith"), "UTC", Clock.Now),
            new(new Person("fake:ana1", "Ana Silva"), "UTC", Clock.Now),
            new(new Person("fake:ana2", "Ana Silva"), "UTC", Clock.Now),
            new(new Person("fake:gone", "Kim Gone"), "UTC", Clock.Now, HasLeft: true),
            new(new Person("other:zed", "Zed Elsewhere"), "UTC", Clock.Now),
            new(new Person("fake:G1", "devops"), "", Clock.Now) { IsGroup = true }
        );
        await RecordAsync("open Web stack slow sev2", "INC-1 task add Alert on it <@fake:amara|Amara Diallo> due 2026-03-20");
    }

    [Theory]
    [InlineData("task add Rotate the keys due friday owner Bob", "nobody called “Bob”", "task add TEXT owner team Bob")]
    [InlineData("task add Rotate the keys @bob due friday", "nobody called “bob”", "Did you mean Bob Smith?")]
    [InlineData("task add Rotate the keys <@fake:lee|Lee Novak> verifier Nobody", "nobody called “Nobody”", "with @")]
    [InlineData("task assign T1 Bob", "nobody called “Bob”", "task assign T1 team Bob")]
    [InlineData("task assign T1 Kim Gone", "nobody called “Kim Gone”", "task assign T1 team Kim Gone")]
    [InlineData("task assign T1 @zed", "nobody called “zed”", "with @")]
    [InlineData("task verifier T1 @frobnicate", "nobody called “frobnicate”", "task verifier T1 team frobnicate")]
    [InlineData("task assign T1 Ana Silva", "2 people are called “Ana Silva”", "with @")]
    public async Task A_name_that_is_nobodys_records_nothing_and_says_what_to_type(string line, string because, string instead)
    {
        var before = (await ReplayedAsync()).Sequence;

        var reply = await SayAsync("INC-1 " + line);

        Assert.Equal(Outcome.Refused, reply.Outcome);
        Assert.Contains(because, Text(reply), StringComparison.Ordinal);
        Assert.Contains(instead, Text(reply), StringComparison.Ordinal);
        Assert.Equal(before, (await ReplayedAsync()).Sequence);
    }

    [Theory]
    [InlineData("task assign T1 Lee Novak", "fake:lee")]
    [InlineData("task assign T1 lee novak", null)]
    [InlineData("task assign T1 @lee", "fake:lee")]
    [InlineData("task assign T1 LEE", "fake:lee")]
    [InlineData("task assign T1 Bob Smith", "fake:bob1")]
    public async Task A_full_or_a_short_name_is_somebody(string line, string? id)
    {
        var reply = await SayAsync("INC-1 " + line);

        Assert.Equal(id is null ? Outcome.Refused : Outcome.Recorded, reply.Outcome);
        Assert.Equal(id ?? "fake:amara", (await IncidentAsync()).FindTask(1)!.Owner!.Person!.Id);
    }

    [Theory]
    [InlineData("owner team Night watch", "Night watch")]
    [InlineData("@platform", "Platform")]
    [InlineData("owner Platform", "Platform")]
    [InlineData("@devops", "devops")]
    public async Task A_team_is_one_of_the_settings_or_of_the_platform_or_said_to_be_one(string words, string team)
    {
        var reply = await SayAsync($"INC-1 task add Rotate the keys {words}");

        Assert.Equal(new Party(team) { IsTeam = true }, (await ReplayedAsync()).FindTask(2)!.Owner);
        Assert.Contains("the commander is reminded", Text(reply), StringComparison.Ordinal);
    }

    private Task KnowAsync(params Acquaintance[] people) =>
        Bot.Database.WriteAsync(
            async transaction =>
            {
                await PeopleRows.KeepAsync(transaction, people);
                return true;
            },
            Cancellation
        );
}
