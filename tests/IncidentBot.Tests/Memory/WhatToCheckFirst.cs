using IncidentBot.Incidents;
using IncidentBot.Memory;
using IncidentBot.Memory.Words;
using IncidentBot.Testing;

namespace IncidentBot.Tests.Memory;

public sealed class WhatToCheckFirst
{
    private const string Balancer = "cause A configuration update of the load balancer sent all traffic to one server";

    [Fact]
    public void Is_the_usual_cause_and_not_what_was_usually_suspected()
    {
        var past = Past(
            ["suspect The DB is overloaded", "ruledout H1 Queries are normal", Balancer],
            ["suspect Database connections", "ruledout H1 All free", "cause The LB had a wrong config"],
            ["suspect A slow database", "ruledout H1 It is fast", "suspect A DDoS", "ruledout H2 No", "cause Load balancer settings"],
            ["suspect The database", "ruledout H1 No", Balancer],
            ["suspect A certificate", "confirm H1 It had expired", "cause A certificate of the load balancer had expired"]
        );

        Assert.Equal(
            [
                "“database” was suspected first in 4 of 5 such incidents and was wrong each time; the cause had to do with “load balancer” in 5 of 5: look there first.",
            ],
            First(past)
        );
    }

    [Fact]
    public void Says_where_a_suspicion_was_right_now_and_then() =>
        Assert.StartsWith(
            "“database” was suspected first in 3 of 3 such incidents and was wrong in 2 of them",
            Assert.Single(
                First(
                    Past(
                        ["suspect Database", "ruledout H1 No", "cause A full disk"],
                        ["suspect Database", "ruledout H1 No", "cause An expired certificate"],
                        ["suspect Database", "confirm H1 Yes", "cause A deadlock"]
                    )
                )
            ),
            StringComparison.Ordinal
        );

    [Fact]
    public void Without_a_suspicion_is_the_cause_alone() =>
        Assert.Equal(
            ["in 2 of 3 such incidents the cause had to do with “certificate”: look there first."],
            First(Past(["cause An expired certificate"], ["cause The TLS certificate was replaced"], ["cause A full disk"]))
        );

    [Fact]
    public void Once_is_no_habit() => Assert.Empty(First(Past(["suspect The database", "ruledout H1 No", Balancer])));

    [Fact]
    public void What_has_nothing_in_common_says_nothing() =>
        Assert.Empty(
            First(
                Past(
                    ["suspect The database", "ruledout H1 No", "cause A full disk"],
                    ["suspect The network", "ruledout H1 No", "cause An expired certificate"]
                )
            )
        );

    [Fact]
    public void What_was_retracted_counts_for_nothing() =>
        Assert.Empty(First(Past(["cause An expired certificate", "retract #2"], ["cause An expired certificate"])));

    private static IEnumerable<string> First(System.Collections.Immutable.ImmutableArray<Incident> past) =>
        FirstChecks.Of(past, Synonyms.OfOperations);

    private static System.Collections.Immutable.ImmutableArray<Incident> Past(params string[][] incidents) =>
        [.. incidents.Select(lines => AnIncident.Opened.After(lines).Incident)];
}
