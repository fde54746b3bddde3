using System.Text.Json;
using System.Text.Json.Nodes;
using IncidentBot.Chat;
using IncidentBot.Teams;
using IncidentBot.Teams.Incoming;
using IncidentBot.Teams.Outgoing;
using IncidentBot.Teams.Protocol;
using IncidentBot.Testing.Teams;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace IncidentBot.Contracts.Teams;

/// <summary>What holds for the protocol of the Bot Framework, whoever speaks it.</summary>
public abstract class BotFrameworkContract(string adapter) : TeamsBench
{
    private ServiceProvider _services = null!;
    private IBotFramework _framework = null!;

    protected override FakeTeamsOptions Options => base.Options with { RateLimits = false };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Thread => Ops.Id + ";messageid=1700000000000";

    public override async ValueTask InitializeAsync()
    {
        if (TeamsAdapters.Missing(adapter) is { } missing)
        {
            Assert.Skip(missing);
        }

        await base.InitializeAsync();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(Settings()).Build();
        var services = new ServiceCollection().AddLogging().AddTeamsBy(configuration);
        _services = services.AddSingleton(TimeProvider.System).BuildServiceProvider();
        _framework = _services.GetRequiredService<IBotFramework>();
    }

    public override async ValueTask DisposeAsync()
    {
        if (_services is not null)
        {
            await _services.DisposeAsync();
            await base.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    [Fact]
    public void It_is_the_one_that_the_settings_name() =>
        Assert.Equal(adapter == TeamsOptions.Own ? "OwnBotFramework" : "BotBuilderFramework", _framework.GetType().Name);

    [Fact]
    public async Task A_message_arrives_as_it_was_written_and_its_id_comes_back()
    {
        var answer = await _framework.SendAsync(Call("a message"), Marek(), Card, Cancellation);

        var message = Assert.Single(Teams.Organisation.Personal(base.Marek).FromBot);
        Assert.Equal((true, message.Id), (answer.Ok, answer.Json.GetProperty("id").GetString()));
        Assert.Equal("hello", message.Summary);
        Assert.Equal(Expected.ToJsonString(), message.Card!.ToJsonString());
        Assert.EndsWith("/activities", Assert.Single(Teams.Calls(TeamsOperations.Send)).Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_to_a_thread_is_in_that_thread()
    {
        var root = await _framework.BeginAsync(Call("a new thread"), NewThread, Cancellation);
        var thread = root.Json.GetProperty("id").GetString()!;

        await _framework.SendAsync(Call("a message"), thread, Card, Cancellation);

        Assert.Equal(2, Ops.FromBot.Count);
        Assert.Equal(Ops.FromBot[0].Id, Ops.FromBot[1].Root);
        Assert.Equal(Ops.FromBot[0].Id, root.Json.GetProperty("activityId").GetString());
    }

    [Fact]
    public async Task A_chat_with_one_person_is_begun()
    {
        var answer = await _framework.BeginAsync(
            Call("a chat with one person"),
            json =>
            {
                json.WriteBoolean("isGroup"u8, false);
                json.WriteStartObject("bot"u8);
                json.WriteString("id"u8, "28:" + Teams.Options.AppId);
                json.WriteEndObject();
                json.WriteStartArray("members"u8);
                json.WriteStartObject();
                json.WriteString("id"u8, Priya.Id);
                json.WriteEndObject();
                json.WriteEndArray();
                json.WriteString("tenantId"u8, Teams.Options.TenantId);
            },
            Cancellation
        );

        Assert.Equal(Teams.Organisation.Personal(Priya).Id, answer.Json.GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_message_is_changed_in_its_place()
    {
        var sent = await _framework.SendAsync(Call("a message"), Marek(), Plain("one"), Cancellation);
        var id = sent.Json.GetProperty("id").GetString()!;

        var answer = await _framework.ChangeAsync(Call("a change"), Marek(), id, Plain("two"), Cancellation);

        Assert.True(answer.Ok);
        Assert.Equal("two", Assert.Single(Teams.Organisation.Personal(base.Marek).FromBot).Text);
    }

    [Fact]
    public async Task People_come_with_all_that_is_known_of_them()
    {
        var answer = await _framework.MembersAsync(Call("members"), Team.Id, "", Cancellation);

        var members = answer.Json.GetProperty("members").EnumerateArray().ToList();
        Assert.Equal(["Marek Kowal", "Priya Raman"], members.Select(member => member.GetProperty("name").GetString()!).Order());
        Assert.All(members, member => Assert.Contains(Teams.Organisation.Users, user => member.GetRawText().Contains(user.AadObjectId)));
        Assert.Single(Teams.Calls(TeamsOperations.Members));
    }

    [Theory]
    [InlineData(404, "ActivityNotFoundInConversation")]
    [InlineData(403, "BotNotInConversationRoster")]
    [InlineData(413, "MessageSizeTooBig")]
    public async Task A_refusal_comes_back_in_Teams_words(int status, string code)
    {
        Teams.Faults.Next(TeamsOperations.Send, TeamsFault.Refused(status, code));

        var answer = await _framework.SendAsync(Call("a message"), Marek(), Card, Cancellation);

        Assert.Equal((status, code), (answer.Status, answer.Code));
        Assert.Single(Teams.Calls(TeamsOperations.Send));
    }

    [Fact]
    public async Task What_is_not_there_cannot_be_changed()
    {
        var answer = await _framework.ChangeAsync(Call("a change"), Marek(), "1", Plain("two"), Cancellation);

        Assert.Equal((404, "ActivityNotFoundInConversation"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task A_wish_to_be_left_alone_is_a_failure_that_says_how_long()
    {
        Teams.Faults.Next(TeamsOperations.Send, TeamsFault.Throttled(7));

        var failed = await Fails(() => _framework.SendAsync(Call("a message"), Marek(), Card, Cancellation));

        Assert.Equal((DeliveryFailure.RateLimited, Duration.FromSeconds(7)), (failed.Reason, failed.RetryAfter));
        Assert.Single(Teams.Calls(TeamsOperations.Send));
    }

    [Fact]
    public async Task No_answer_is_no_refusal_and_is_not_repeated_here()
    {
        Teams.Faults.Next(TeamsOperations.Send, TeamsFault.ResetAfter);
        Teams.Faults.Next(TeamsOperations.Create, TeamsFault.ResetAfter);

        var failed = await Fails(() => _framework.SendAsync(Call("a message"), Marek(), Card, Cancellation));
        var begun = await Fails(() => _framework.BeginAsync(Call("a new thread"), NewThread, Cancellation));

        Assert.Equal((DeliveryFailure.Unreachable, DeliveryFailure.Unreachable), (failed.Reason, begun.Reason));
        Assert.Contains("a new thread", begun.Message, StringComparison.Ordinal);
        Assert.Single(Teams.Calls(TeamsOperations.Send));
        Assert.Single(Teams.Calls(TeamsOperations.Create));
    }

    [Fact]
    public async Task A_server_error_comes_back_and_is_not_repeated_here()
    {
        Teams.Faults.Next(TeamsOperations.Send, TeamsFault.ServerError());

        Assert.Equal(503, (await _framework.SendAsync(Call("a message"), Marek(), Card, Cancellation)).Status);
        Assert.Single(Teams.Calls(TeamsOperations.Send));
    }

    [Fact]
    public async Task A_token_that_is_refused_is_got_anew_once()
    {
        await _framework.SendAsync(Call("a message"), Marek(), Card, Cancellation);
        Teams.RevokeTokens();

        Assert.True((await _framework.SendAsync(Call("a message"), Marek(), Card, Cancellation)).Ok);
        Assert.Equal(2, Teams.Organisation.Personal(base.Marek).FromBot.Count);
    }

    [Fact]
    public async Task Many_at_once_do_not_take_each_others_answers()
    {
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(i =>
                    i % 2 == 0
                        ? _framework.SendAsync(Call($"message {i}"), Marek(), Plain($"{i}"), Cancellation)
                        : _framework.ChangeAsync(Call($"change {i}"), Marek(), "1", Plain($"{i}"), Cancellation)
                )
        );

        var sent = Teams.Organisation.Personal(base.Marek).FromBot.ToDictionary(message => message.Id, message => message.Text);
        for (var i = 0; i < answers.Length; i++)
        {
            Assert.Equal(i % 2 == 0, answers[i].Ok);
            Assert.True(i % 2 == 1 || sent[answers[i].Json.GetProperty("id").GetString()!] == $"{i}");
        }
    }

    [Theory]
    [InlineData("message")]
    [InlineData("messageUpdate")]
    [InlineData("messageDelete")]
    [InlineData("messageReaction")]
    [InlineData("conversationUpdate")]
    [InlineData("installationUpdate")]
    [InlineData("event")]
    [InlineData("invoke")]
    [InlineData("somethingNew")]
    public async Task A_turn_is_answered_once_whatever_it_is_about(string type)
    {
        var turns = 0;
        var answer = await _framework.TurnAsync(
            Activity(type),
            _ =>
            {
                turns++;
                return Task.FromResult(InvokeResponse.Words("heard"));
            },
            Cancellation
        );

        Assert.Equal((1, 200), (turns, answer.Status));
        Assert.NotNull(answer.Write);
        Assert.Empty(Teams.Calls(TeamsOperations.Send));
    }

    [Fact]
    public async Task A_turn_that_fails_fails_with_what_it_failed_of()
    {
        await Assert.ThrowsAsync<TimeZoneNotFoundException>(() =>
            _framework.TurnAsync(Activity("message"), _ => throw new TimeZoneNotFoundException(), Cancellation)
        );
    }

    [Fact]
    public async Task A_turn_may_say_something_itself()
    {
        await _framework.TurnAsync(
            Activity("message"),
            async stopping =>
            {
                await _framework.SendAsync(Call("a message"), Marek(), Plain("from within"), stopping);
                return InvokeResponse.Empty;
            },
            Cancellation
        );

        Assert.Equal("from within", Assert.Single(Teams.Organisation.Personal(base.Marek).FromBot).Text);
    }

    private static async Task<DeliveryFailedException> Fails(Func<Task> call) => await Assert.ThrowsAsync<DeliveryFailedException>(call);

    private new string Marek() => Teams.Organisation.Personal(base.Marek).Id;

    private ConnectorCall Call(string what) => new(what, Teams.ServiceUrl);

    private static JsonObject Expected =>
        JsonNode
            .Parse(
                """{"$schema":"http://adaptivecards.io/schemas/adaptive-card.json","type":"AdaptiveCard","version":"1.5","body":[{"type":"TextBlock","text":"2026-03-03T09:00:00Z","wrap":true}]}"""
            )!
            .AsObject();

    private static void Card(Utf8JsonWriter json)
    {
        json.WriteString("type"u8, "message"u8);
        json.WriteString("summary"u8, "hello"u8);
        json.WriteStartArray("attachments"u8);
        json.WriteStartObject();
        json.WriteString("contentType"u8, "application/vnd.microsoft.card.adaptive"u8);
        json.WritePropertyName("content"u8);
        Expected.WriteTo(json);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static Action<Utf8JsonWriter> Plain(string text) =>
        json =>
        {
            json.WriteString("type"u8, "message"u8);
            json.WriteString("text"u8, text);
        };

    private void NewThread(Utf8JsonWriter json)
    {
        json.WriteBoolean("isGroup"u8, true);
        json.WriteStartObject("bot"u8);
        json.WriteString("id"u8, "28:" + Teams.Options.AppId);
        json.WriteEndObject();
        json.WriteString("tenantId"u8, Teams.Options.TenantId);
        json.WriteStartObject("channelData"u8);
        json.WriteStartObject("channel"u8);
        json.WriteString("id"u8, Ops.Id);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartObject("activity"u8);
        Card(json);
        json.WriteEndObject();
    }

    private Activity Activity(string type) =>
        new(
            JsonElement.Parse(
                $$"""{"type":"{{type}}","id":"1","name":"something/new","serviceUrl":"{{Teams.ServiceUrl}}","channelId":"msteams","locale":"de-DE","from":{"id":"{{Priya.Id}}"},"recipient":{"id":"28:{{Teams.Options.AppId}}"},"conversation":{"id":"{{Thread}}","conversationType":"channel"},"membersAdded":7}"""
            )
        );

    private Dictionary<string, string?> Settings() =>
        new()
        {
            ["Teams:Adapter"] = adapter,
            ["Teams:AppId"] = Teams.Options.AppId,
            ["Teams:AppPassword"] = Teams.Options.AppPassword,
            ["Teams:TenantId"] = Teams.Options.TenantId,
            ["Teams:IncidentChannel"] = Ops.Id,
            ["Teams:ServiceUrl"] = Teams.ServiceUrl,
            ["Teams:LoginUrl"] = new Uri(Teams.Url, "login/").ToString(),
        };
}

public sealed class The_Bot_Framework_by_ourselves() : BotFrameworkContract(TeamsOptions.Own);

public sealed class The_Bot_Framework_by_BotBuilder() : BotFrameworkContract(TeamsOptions.BotBuilder);
