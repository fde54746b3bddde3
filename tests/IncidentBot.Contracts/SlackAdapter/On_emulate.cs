using System.Net;
using System.Text.RegularExpressions;
using IncidentBot.Testing;

namespace IncidentBot.Contracts.SlackAdapter;

/// <summary>The Slack that others wrote.</summary>
public class On_emulate(EmulateServer server) : SlackAdapterContract, IClassFixture<EmulateServer>
{
    /// <summary>What it does not have. These calls are held to our own fake alone; one that it learns belongs into the contract.</summary>
    public static TheoryData<string, string> Lacking =>
        new()
        {
            { "apps.connections.open", "it has no Socket Mode" },
            { "canvases.edit", "it has no canvases" },
            { "conversations.canvases.create", "it has no canvases" },
            { "usergroups.list", "it has no user groups" },
        };

    [Theory]
    [MemberData(nameof(Lacking))]
    public async Task Lacks_this_method(string method, string because)
    {
        using var response = await Slack.RawAsync(method);
        Assert.True(
            response.StatusCode == HttpStatusCode.NotFound,
            $"It was said that {because}, and now it answers {method}: move the fact from On_the_fake into the contract."
        );
    }

    private protected override async Task<AnotherSlack> StartAsync() => await EmulateSlack.StartAsync(server);
}

/// <summary>The same with SlackNet in the place of the bot's own client.</summary>
public sealed class On_emulate_by_SlackNet(EmulateServer server) : On_emulate(server)
{
    private protected override string Client => IncidentBot.Slack.SlackOptions.SlackNet;
}

/// <summary>That the contract speaks of all that the adapter does.</summary>
public sealed partial class The_contract
{
    [Fact]
    public void Has_a_fact_for_every_method_that_the_adapter_calls()
    {
        var called = Directory
            .EnumerateFiles(Path.Combine(RepositoryFiles.Root, "src", "IncidentBot.Slack"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => MethodName().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups[1].Value)
            .Distinct()
            .Order(StringComparer.Ordinal);

        Assert.Equal(called, MethodsOf(typeof(SlackAdapterContract)).Union(MethodsOf(typeof(On_the_fake))).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Leaves_to_the_fake_alone_only_what_no_other_Slack_has() =>
        Assert.Equal(
            On_emulate.Lacking.Select(row => row.Data.Item1).Order(StringComparer.Ordinal),
            MethodsOf(typeof(On_the_fake)).Except(MethodsOf(typeof(SlackAdapterContract))).Order(StringComparer.Ordinal)
        );

    private static IEnumerable<string> MethodsOf(Type facts) =>
        facts
            .GetMethods()
            .Where(fact => fact.DeclaringType == facts)
            .SelectMany(fact => fact.GetCustomAttributes(typeof(TraitAttribute), false).Cast<TraitAttribute>())
            .Where(trait => trait.Name == SlackAdapterContract.Method)
            .Select(trait => trait.Value)
            .Distinct();

    [GeneratedRegex(
        "\"((?:apps|auth|bookmarks|canvases|chat|conversations|files|pins|reactions|team|usergroups|users|views)(?:\\.[a-zA-Z]+)+)\"",
        RegexOptions.NonBacktracking
    )]
    private static partial Regex MethodName();
}
