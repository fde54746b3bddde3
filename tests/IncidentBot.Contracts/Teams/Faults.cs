using IncidentBot.Testing.Teams;

namespace IncidentBot.Contracts.Teams;

public sealed class Faults : TeamsBench
{
    [Fact]
    public async Task A_scripted_fault_meets_one_request_and_no_more()
    {
        Teams.Faults.Next(TeamsOperations.Send, TeamsFault.Throttled(7));
        using var refused = await RawPost(Ops.Id);
        using var passed = await RawPost(Ops.Id);

        Assert.Equal((429, 7d), ((int)refused.StatusCode, refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds));
        Assert.Equal(201, (int)passed.StatusCode);
        Assert.Single(Ops.FromBot);
    }

    [Fact]
    public async Task A_reset_before_the_effect_leaves_nothing_behind()
    {
        Teams.Faults.Next(TeamsOperations.Send, TeamsFault.ResetBefore);
        await Assert.ThrowsAsync<HttpRequestException>(() => RawPost(Ops.Id));
        Assert.Empty(Ops.FromBot);
    }

    [Fact]
    public async Task A_reset_after_the_effect_leaves_the_message_behind()
    {
        Teams.Faults.Next(TeamsOperations.Send, TeamsFault.ResetAfter);
        await Assert.ThrowsAsync<HttpRequestException>(() => RawPost(Ops.Id));
        Assert.Single(Ops.FromBot);
    }

    [Fact]
    public async Task The_same_seed_throws_the_same_die()
    {
        var first = await Run();
        Assert.Equal(first, await Run());
        Assert.Contains(503, first);
        Assert.Contains(201, first);

        async Task<List<int>> Run()
        {
            Teams.Faults.Randomly(7, 0.5, TeamsFault.ServerError());
            var statuses = new List<int>();
            for (var i = 0; i < 12; i++)
            {
                using var answer = await RawPost(Ops.Id);
                statuses.Add((int)answer.StatusCode);
                Time.Advance(TimeSpan.FromSeconds(1));
            }

            return statuses;
        }
    }

    [Fact]
    public async Task The_token_endpoint_knows_the_app_and_its_password()
    {
        Assert.Equal("invalid_client", (await Token("https://api.botframework.com/.default", secret: "wrong"))["error"]!.ToString());
        Assert.Equal("invalid_scope", (await Token("https://example.com/.default"))["error"]!.ToString());
        Assert.Equal("invalid_request", (await Token("https://api.botframework.com/.default", tenant: "elsewhere"))["error"]!.ToString());
    }
}
