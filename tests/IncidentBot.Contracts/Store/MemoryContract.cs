using IncidentBot.Chat;
using IncidentBot.Testing;

namespace IncidentBot.Contracts.Store;

/// <summary>What the bot remembers of incidents that are over.</summary>
public abstract class MemoryContract(TestDatabase database) : StoreContract(database)
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await HappenedAsync(
            1,
            "Web stack slow and failing",
            "detected Error rates and latency of the web stack rise",
            "suspect The database is overloaded",
            "ruledout H1 Queries and load are normal",
            "cause A change of the load balancer sent all traffic to one server",
            "fix The load balancer's configuration was rolled back",
            "task add Test load balancer changes before they go out <@fake:lee|Lee Novak> due 2030-01-31"
        );
        await HappenedAsync(
            2,
            "Nobody can sign in",
            "detected Support is told that the login page shows a certificate warning",
            "cause The certificate of the identity provider had expired",
            "fix A new certificate was installed"
        );
        await HappenedAsync(
            3,
            "Invoices are sent twice",
            "cause A cron job ran on both workers after the failover",
            "fix The job takes a lock now"
        );
    }

    [Theory]
    [InlineData("similar all requests go to one server behind the LB", "INC-1")]
    [InlineData("similar customers cannot log in, TLS warning", "INC-2")]
    [InlineData("similar duplicate invoices", "INC-3")]
    [InlineData("similar expired cert", "INC-2")]
    public async Task Finds_the_relative_of_a_few_words_in_other_words(string question, string expected)
    {
        var answer = Text(await SayAsync(question));

        Assert.Contains("This may have happened before", answer, StringComparison.Ordinal);
        Assert.Contains(expected, answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("similar The search index returns stale products")]
    [InlineData("similar Users report errors on the website")]
    [InlineData("similar disk of the build machine is full")]
    [InlineData("similar something is broken")]
    public async Task Is_silent_about_what_has_no_relative(string question) =>
        Assert.Contains("No past incident is near enough", Text(await SayAsync(question)), StringComparison.Ordinal);

    [Fact]
    public async Task Says_what_it_was_what_fixed_it_what_was_suspected_wrongly_and_what_is_still_promised()
    {
        var answer = Text(await SayAsync("similar load balancer sends everything to one server"));

        Assert.Contains("A change of the load balancer sent all traffic to one server", answer, StringComparison.Ordinal);
        Assert.Contains("configuration was rolled back", answer, StringComparison.Ordinal);
        Assert.Contains("The database is overloaded (", answer, StringComparison.Ordinal);
        Assert.Contains(
            "INC-1/T1 Test load balancer changes before they go out (Lee Novak, due 2030-01-31)",
            answer,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Compares_an_incident_by_what_is_known_of_it_and_never_with_itself()
    {
        await RecordAsync("open Checkout slow sev2", "INC-4 suspect The load balancer sends all traffic to one server");

        var answer = Text(await SayAsync("INC-4 similar"));

        Assert.Contains("INC-1", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("INC-4", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("private")]
    [InlineData("drill")]
    public async Task Remembers_neither_secrets_nor_practice(string kind)
    {
        await RecordAsync(
            $"open Payroll leaked by the gateway {kind}",
            "INC-4 cause A gateway route was public",
            "INC-4 resolved Closed the route"
        );

        Assert.Contains(
            "No past incident",
            Text(await SayAsync("similar payroll leaked by a public gateway route")),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Remembers_what_is_corrected_and_forgets_what_is_retracted_or_taken_up_again()
    {
        await RecordAsync("INC-3 correct #2 The dunning letters ran on both workers");
        Assert.Contains("INC-3", Text(await SayAsync("similar dunning letters")), StringComparison.Ordinal);

        await RecordAsync("INC-3 reopen It came back");
        Assert.Contains("No past incident", Text(await SayAsync("similar dunning letters")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_text_and_without_an_incident_it_asks_for_one() =>
        Assert.Contains("Like what?", Text(await SayAsync("similar")), StringComparison.Ordinal);

    private async Task HappenedAsync(int number, string title, params string[] lines)
    {
        await RecordAsync($"open {title} sev2");
        await RecordAsync([.. lines.Append("resolved It is over").Select(line => $"INC-{number} {line}")]);
    }
}
