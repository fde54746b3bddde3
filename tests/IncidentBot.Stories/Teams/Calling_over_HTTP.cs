using System.Security.Cryptography;
using System.Text.Json.Nodes;
using IncidentBot.Testing.Teams;

namespace IncidentBot.Stories.Teams;

public class Calling_over_HTTP
{
    public static TheoryData<string> Forgeries =>
        [
            "no token",
            "words",
            "another audience",
            "another issuer",
            "a foreign tenant of Entra",
            "our own tenant of Entra",
            "expired",
            "not yet valid",
            "without an end",
            "another key",
            "an unknown key",
            "no algorithm",
            "an algorithm with our own secret",
            "a changed claim",
        ];

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task A_token_that_is_not_good_is_401_and_runs_nothing(string forgery)
    {
        await using var host = await TeamsHost.StartAsync();
        var activity = host.Teams.As(host.Priya).Draft("open Forged", host.Ops);

        var reply = await host.Teams.As(host.Priya).Sends(activity, Token(host.Teams, forgery));

        Assert.Equal(401, reply.Status);
        await NothingHappened(host);
    }

    [Theory]
    [InlineData("serviceurl")]
    [InlineData("endorsements")]
    [InlineData("tenant")]
    [InlineData("two tenants")]
    [InlineData("no tenant")]
    [InlineData("address")]
    [InlineData("address of a namesake")]
    public async Task A_good_token_for_something_else_is_403_and_runs_nothing(string what)
    {
        await using var host = await TeamsHost.StartAsync();
        var teams = host.Teams;
        var activity = teams.As(host.Priya).Draft("open Forged", host.Ops);
        var token = teams.Issuer.Token(teams.ServiceUrl);
        switch (what)
        {
            case "serviceurl":
                token = teams.Issuer.Token("https://smba.trafficmanager.net/emea/");
                break;
            case "endorsements":
                teams.Issuer.Endorsements.Remove("msteams");
                break;
            case "tenant":
                activity["conversation"]!["tenantId"] = Guid.Empty.ToString();
                activity["channelData"]!["tenant"]!["id"] = Guid.Empty.ToString();
                break;
            case "two tenants":
                activity["channelData"]!["tenant"]!["id"] = Guid.Empty.ToString();
                break;
            case "no tenant":
                activity["conversation"]!.AsObject().Remove("tenantId");
                activity["channelData"]!.AsObject().Remove("tenant");
                break;
            default:
                var address = what == "address" ? "https://evil.example.com/" : "https://smba.trafficmanager.net.example.com/";
                activity["serviceUrl"] = address;
                token = teams.Issuer.Token(address);
                break;
        }

        Assert.Equal(403, (await teams.As(host.Priya).Sends(activity, token)).Status);
        await NothingHappened(host);
    }

    [Fact]
    public async Task A_token_that_was_proved_is_good_until_it_ends_and_only_for_what_it_says()
    {
        await using var host = await TeamsHost.StartAsync();
        var priya = host.Teams.As(host.Priya);
        var token = host.Teams.Issuer.Token(host.Teams.ServiceUrl);
        Assert.Equal(200, (await priya.Sends(priya.Draft("list", host.Ops), token)).Status);
        Assert.Equal(200, (await priya.Sends(priya.Draft("list", host.Ops), token)).Status);

        var elsewhere = priya.Draft("open Forged", host.Ops);
        elsewhere["serviceUrl"] = "https://smba.trafficmanager.net/emea/";
        Assert.Equal(403, (await priya.Sends(elsewhere, token)).Status);
        Assert.Equal(401, (await priya.Sends(priya.Draft("open Forged", host.Ops), token[..^8] + "AAAAAAAA")).Status);
        host.Time.Advance(TimeSpan.FromMinutes(66));

        Assert.Equal(401, (await priya.Sends(priya.Draft("open Forged", host.Ops), token)).Status);
        Assert.Equal(0, await host.Bot.Store.NewestAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_token_of_Entra_for_the_channel_is_taken()
    {
        await using var host = await TeamsHost.StartAsync(options: new FakeTeamsOptions { TokenForm = TeamsTokenForm.Entra });

        await host.OpenAsync();

        Assert.Equal("Checkout declines cards", (await host.IncidentAsync(1)).Title);
    }

    [Fact]
    public async Task A_token_of_Entra_does_not_open_another_address()
    {
        await using var host = await TeamsHost.StartAsync(options: new FakeTeamsOptions { TokenForm = TeamsTokenForm.Entra });
        var activity = host.Teams.As(host.Priya).Draft("open Forged", host.Ops);
        activity["serviceUrl"] = "https://evil.example.com/";

        Assert.Equal(403, (await host.Teams.As(host.Priya).Sends(activity)).Status);
    }

    [Fact]
    public async Task Our_own_tenants_token_is_taken_from_an_app_that_was_named()
    {
        await using var host = await TeamsHost.StartAsync(settings => settings["Teams:AllowedCallers"] = "aaaa, playground");
        var activity = host.Teams.As(host.Priya).Draft("open Tried out", host.Ops);

        Assert.Equal(200, (await host.Teams.As(host.Priya).Sends(activity, Own("playground"))).Status);
        Assert.Equal(401, (await host.Teams.As(host.Priya).Sends(activity, Own("another"))).Status);

        string Own(string caller) =>
            host.Teams.Issuer.Token(
                TeamsTokenForm.Entra,
                "",
                claims =>
                {
                    claims["iss"] = $"https://login.microsoftonline.com/{host.Teams.Options.TenantId}/v2.0";
                    claims["azp"] = caller;
                }
            );
    }

    [Fact]
    public async Task New_keys_are_read_when_a_token_names_one()
    {
        await using var host = await TeamsHost.StartAsync();
        await host.OpenAsync();
        host.Teams.Issuer.RotateKeys();
        host.Time.Advance(TimeSpan.FromMinutes(6));

        var reply = await host.Teams.As(host.Marek).Says("INC-1 note Signed with the new key", host.Ops);

        Assert.Equal(200, reply.Status);
    }

    [Fact]
    public async Task Unknown_keys_do_not_make_us_call_again_and_again()
    {
        await using var host = await TeamsHost.StartAsync();
        await host.OpenAsync();
        var before = host.Teams.Calls(TeamsOperations.BotFrameworkMetadata).Count;

        for (var i = 0; i < 20; i++)
        {
            var activity = host.Teams.As(host.Priya).Draft("open Forged", host.Ops);
            await host.Teams.As(host.Priya).Sends(activity, Token(host.Teams, "an unknown key"));
        }

        Assert.InRange(host.Teams.Calls(TeamsOperations.BotFrameworkMetadata).Count, before, before + 1);
    }

    [Fact]
    public async Task Without_the_issuers_keys_nothing_can_be_said_and_nothing_runs()
    {
        await using var host = await TeamsHost.StartAsync();
        host.Teams.Faults.Always(TeamsOperations.BotFrameworkMetadata, TeamsFault.ServerError());

        Assert.Equal(503, (await host.Teams.As(host.Priya).Says("open Not proved", host.Ops)).Status);
        await NothingHappened(host);
    }

    [Fact]
    public async Task The_keys_that_are_known_stay_good_while_the_issuer_is_down()
    {
        await using var host = await TeamsHost.StartAsync();
        await host.OpenAsync();
        host.Teams.Faults.Always(TeamsOperations.BotFrameworkMetadata, TeamsFault.ServerError());
        host.Time.Advance(TimeSpan.FromHours(30));

        Assert.Equal(200, (await host.Teams.As(host.Marek).Says("INC-1 note Still here", host.Ops)).Status);
    }

    [Theory]
    [InlineData("Development", 200)]
    [InlineData("Production", 401)]
    public async Task Without_a_token_only_a_developer_is_let_in(string environment, int status)
    {
        await using var host = await TeamsHost.StartAsync(settings => settings["Teams:AllowAnonymous"] = "true", environment: environment);
        var activity = host.Teams.As(host.Priya).Draft("open Tried out", host.Ops);

        Assert.Equal(status, (await host.Teams.As(host.Priya).Sends(activity, token: null)).Status);
    }

    [Fact]
    public async Task Nobody_is_let_in_without_a_token_unless_it_was_said()
    {
        await using var host = await TeamsHost.StartAsync(environment: "Development");
        var activity = host.Teams.As(host.Priya).Draft("open Tried out", host.Ops);

        Assert.Equal(401, (await host.Teams.As(host.Priya).Sends(activity, token: null)).Status);
    }

    [Theory]
    [InlineData("type")]
    [InlineData("serviceUrl")]
    [InlineData("channelId")]
    [InlineData("conversation")]
    [InlineData("from")]
    public async Task A_message_that_lacks_a_field_is_400(string field)
    {
        await using var host = await TeamsHost.StartAsync();
        var activity = host.Teams.As(host.Priya).Draft("open Half a message", host.Ops);
        activity.Remove(field);

        Assert.Equal(400, (await host.Teams.As(host.Priya).Sends(activity)).Status);
        await NothingHappened(host);
    }

    [Theory]
    [InlineData("""{"type":"typing"}""", 200)]
    [InlineData("""{"type":"somethingNew"}""", 200)]
    [InlineData("""{"type":"event","name":"application/vnd.microsoft.readReceipt"}""", 200)]
    [InlineData("""{"type":"messageReaction","reactionsAdded":[{"type":"like"}],"replyToId":"1"}""", 200)]
    [InlineData("""{"type":"messageReaction","reactionsAdded":[{"type":"pushpin"}]}""", 200)]
    [InlineData("""{"type":"messageReaction","reactionsAdded":"pushpin","replyToId":7}""", 200)]
    [InlineData("""{"type":"messageUpdate","channelData":{"eventType":"editMessage","tenant":{"id":"{tenant}"}}}""", 200)]
    [InlineData("""{"type":"conversationUpdate"}""", 200)]
    [InlineData("""{"type":"conversationUpdate","membersAdded":[{}],"membersRemoved":{}}""", 200)]
    [InlineData("""{"type":"conversationUpdate","channelData":{"eventType":"channelDeleted","tenant":{"id":"{tenant}"}}}""", 200)]
    [InlineData("""{"type":"conversationUpdate","channelData":{"eventType":"channelRenamed","tenant":{"id":"{tenant}"}}}""", 200)]
    [InlineData("""{"type":"conversationUpdate","channelData":{"eventType":"teamHardDeleted","tenant":{"id":"{tenant}"}}}""", 200)]
    [InlineData("""{"type":"installationUpdate"}""", 200)]
    [InlineData("""{"type":"message","entities":[{"type":"mention"},7,null]}""", 200)]
    [InlineData("""{"type":"invoke","name":"adaptiveCard/action","value":{"action":{"verb":"incidentbot.say"}}}""", 400)]
    [InlineData("""{"type":"invoke","name":"composeExtension/submitAction","value":{"commandId":"somethingNew"}}""", 400)]
    [InlineData("""{"type":"invoke","name":"task/submit"}""", 400)]
    [InlineData("""{"type":"messageDelete","channelData":{"eventType":"softDeleteMessage"}}""", 403)]
    [InlineData("""{"type":"invoke","name":"something/new","value":{}}""", 501)]
    [InlineData("""{"type":"invoke","name":"adaptiveCard/action"}""", 400)]
    [InlineData("""{"type":"invoke","name":"adaptiveCard/action","value":"words"}""", 400)]
    [InlineData("""{"type":"invoke","name":"task/fetch","value":{"data":{"incidentbotForm":"{broken"}}}""", 400)]
    [InlineData("""{"type":"invoke","name":"task/submit","value":{"data":[]}}""", 400)]
    [InlineData("""{"type":"invoke","name":"composeExtension/fetchTask","value":{"commandId":"addToTimeline"}}""", 400)]
    [InlineData("""{"type":"invoke","name":"composeExtension/query","value":{}}""", 501)]
    [InlineData("""{"type":"invoke","name":""}""", 400)]
    public async Task What_nobody_knows_is_never_an_error_of_ours(string members, int status)
    {
        await using var host = await TeamsHost.StartAsync();
        var activity = host.Teams.As(host.Priya).Draft("", host.Ops);
        activity.Remove("text");
        foreach (
            var (name, value) in JsonNode
                .Parse(members.Replace("{tenant}", host.Teams.Options.TenantId, StringComparison.Ordinal))!
                .AsObject()
        )
        {
            activity[name] = value?.DeepClone();
        }

        if (status == 403)
        {
            // Without a tenant nobody knows whose it is.
            activity["conversation"]!.AsObject().Remove("tenantId");
        }

        Assert.Equal(status, (await host.Teams.As(host.Priya).Sends(activity)).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no json")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("{\"type\":")]
    [InlineData("{\"type\":7,\"conversation\":[]}")]
    public async Task What_is_no_activity_is_400(string body)
    {
        await using var host = await TeamsHost.StartAsync();

        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, host.Teams.Endpoint) { Content = new StringContent(body) };
        request.Headers.Authorization = new("Bearer", host.Teams.Issuer.Token(host.Teams.ServiceUrl));
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(400, (int)response.StatusCode);
    }

    [Fact]
    public async Task A_body_without_an_end_is_413()
    {
        await using var host = await TeamsHost.StartAsync();
        var activity = host.Teams.As(host.Priya).Draft(new string('x', 300_000), host.Ops);

        Assert.Equal(413, (await host.Teams.As(host.Priya).Sends(activity)).Status);
    }

    [Fact]
    public async Task The_same_message_twice_is_recorded_and_answered_once()
    {
        await using var host = await TeamsHost.StartAsync();
        var channel = await host.OpenAsync();
        host.Teams.Faults.Redeliveries = 2;

        await host.Teams.As(host.Marek).Says("note Restarted the workers", channel);
        await host.SettleAsync();

        Assert.Single((await host.IncidentAsync(1)).Entries, entry => entry.What.Words == "Restarted the workers");
        Assert.Single(channel.FromBot, message => message.ReadableText.Contains("Restarted the workers", StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_is_acknowledged_while_connector_and_Graph_are_silent()
    {
        await using var host = await TeamsHost.StartAsync();
        host.Teams.Faults.Always(TeamsOperations.Send, TeamsFault.Silent);
        host.Teams.Faults.Always(TeamsOperations.Create, TeamsFault.Silent);
        host.Teams.Faults.Always(TeamsOperations.GraphCreate, TeamsFault.Silent);
        host.Teams.Faults.Always(TeamsOperations.Token, TeamsFault.Silent);

        var reply = await host.Teams.As(host.Priya).Says("open Everything is slow", host.Ops);

        Assert.Equal(200, reply.Status);
        Assert.Equal("Everything is slow", (await host.IncidentAsync(1)).Title);
        host.Teams.Faults.Clear();
    }

    private static async Task NothingHappened(TeamsHost host)
    {
        Assert.Null(await host.Bot.Store.FindAsync(new Incidents.IncidentId(1), TestContext.Current.CancellationToken));
        Assert.DoesNotContain(host.Teams.Calls(), call => call.Operation is TeamsOperations.Send or TeamsOperations.Token);
    }

    private static string? Token(FakeTeams teams, string forgery)
    {
        using var foreign = RSA.Create(2048);
        var now = teams.Options.Time.GetUtcNow().ToUnixTimeSeconds();
        return forgery switch
        {
            "no token" => null,
            "words" => "let me in",
            "another audience" => With(claims => claims["aud"] = Guid.Empty.ToString()),
            "another issuer" => With(claims => claims["iss"] = "https://api.botframework.com.example.com"),
            "a foreign tenant of Entra" => Entra($"https://sts.windows.net/{Guid.Empty}/"),
            "our own tenant of Entra" => Entra($"https://sts.windows.net/{teams.Options.TenantId}/"),
            "expired" => With(claims => claims["exp"] = now - 301),
            "not yet valid" => With(claims => claims["nbf"] = now + 301),
            "without an end" => With(claims => claims.Remove("exp")),
            "another key" => teams.Issuer.Token(TeamsTokenForm.BotFramework, teams.ServiceUrl, key: foreign),
            "an unknown key" => teams.Issuer.Token(TeamsTokenForm.BotFramework, teams.ServiceUrl, header: head => head["kid"] = "nobody's"),
            "no algorithm" => teams.Issuer.Token(TeamsTokenForm.BotFramework, teams.ServiceUrl, header: head => head["alg"] = "none"),
            "an algorithm with our own secret" => teams.Issuer.Token(
                TeamsTokenForm.BotFramework,
                teams.ServiceUrl,
                header: head => head["alg"] = "HS256"
            ),
            "a changed claim" => Changed(teams.Issuer.Token(teams.ServiceUrl)),
            _ => throw new ArgumentOutOfRangeException(nameof(forgery), forgery, "Nobody forges that."),
        };

        string With(Action<JsonObject> claims) => teams.Issuer.Token(TeamsTokenForm.BotFramework, teams.ServiceUrl, claims);
        string Entra(string issuer) => teams.Issuer.Token(TeamsTokenForm.Entra, teams.ServiceUrl, claims => claims["iss"] = issuer);
    }

    private static string Changed(string token)
    {
        var parts = token.Split('.');
        var padded = parts[1].Replace('-', '+').Replace('_', '/');
        var claims = JsonNode.Parse(Convert.FromBase64String(padded + new string('=', (4 - (padded.Length % 4)) % 4)))!;
        claims["serviceurl"] = "https://smba.trafficmanager.net/emea/";
        var text = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(claims.ToJsonString()));
        return $"{parts[0]}.{text.TrimEnd('=').Replace('+', '-').Replace('/', '_')}.{parts[2]}";
    }
}
