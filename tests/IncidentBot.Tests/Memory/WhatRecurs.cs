using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;
using IncidentBot.Memory;
using IncidentBot.Memory.Patterns;
using IncidentBot.Memory.Words;
using IncidentBot.Testing;
using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.Tests.Memory;

public sealed class WhatRecurs
{
    private const string Balancer = "cause A configuration update of the load balancer sent all traffic to one server";
    private int _number;

    [Fact]
    public void Causes_that_recur_are_named_with_their_incidents() =>
        Assert.Contains(
            "Causes that recur\n- “load balancer”: 3 incidents (INC-1, INC-2, INC-4)",
            Told(
                Was("Web stack slow", Balancer),
                Was("Pages fail", "cause Wrong LB settings"),
                Was("Login fails", "cause An expired certificate"),
                Was("Shop down", "cause The load balancer lost its power")
            ),
            StringComparison.Ordinal
        );

    [Fact]
    public void What_people_noticed_before_monitoring_is_what_it_missed() =>
        Assert.Contains(
            "What monitoring missed\n- 2 of 3 incidents were noticed by people and not by monitoring (INC-1, INC-2)",
            Told(
                Was("Labels not printed", "detected A customer phoned", "cause The certificate had expired"),
                Was("Portal down", "detected Support tickets come in", "cause The TLS certificate was not renewed"),
                Was("Queue grows", "detected Alert: the queue grows", "cause A stuck worker")
            ),
            StringComparison.Ordinal
        );

    [Fact]
    public void What_is_usually_suspected_wrongly_is_said_for_the_way_in_which_it_shows() =>
        Assert.Contains(
            "Usually suspected wrongly\n- Where it shows as “checkout”: “database” was suspected first in 2 of 3 incidents and was wrong each time; that cost 2 min",
            Told(
                Was("Checkout fails", "suspect The database", "ruledout H1 No"),
                Was("Checkout answers nothing", "suspect DB overload", "ruledout H1 No"),
                Was("Checkout empty", "suspect A full disk", "confirm H1 Yes")
            ),
            StringComparison.Ordinal
        );

    [Fact]
    public void What_was_promised_and_never_done_is_said_with_what_it_cost_since()
    {
        var first = Was(
            "Web stack slow",
            Balancer,
            "task add Test the configuration <@fake:lee|Lee Novak>",
            "task add Write it down kind document",
            "resolved Over"
        );
        var second = Was("Web stack slow again", Balancer, "resolved Rolled back");
        var promised = Again(first, second);

        var told = Told(promised, second);

        Assert.Contains(
            "Promised and never done\n- INC-1/T1 Test the configuration (Lee Novak): since then INC-2 of 2026-03-03, 2 min of outage",
            told,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("Write it down", told, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_done_is_no_broken_promise()
    {
        var first = Was("Web stack slow", Balancer, "task add Test the configuration", "task done T1 See the wiki", "resolved Over");

        Assert.DoesNotContain("never done", Told(Again(first, Was("Again", "resolved Over"))), StringComparison.Ordinal);
    }

    [Fact]
    public void Secrets_and_practice_are_left_out()
    {
        var one = Was("Shop down", Balancer);

        Assert.Empty(Told(one, Was("Shop down private", Balancer), Was("Shop down drill", Balancer)));
    }

    [Fact]
    public void Nothing_in_common_is_nothing_to_say() =>
        Assert.True(
            new PatternReport([Was("X", "cause A full disk"), Was("Y", "cause An expired certificate")], Synonyms.OfOperations).IsEmpty
        );

    private Incident Was(string open, params string[] lines)
    {
        var told = AnIncident.OpenedBy(open).After(lines).Incident;
        var id = new IncidentId(++_number);
        return Incident.From(
            id,
            told.Entries.Select(entry => new Recorded(entry.Number, entry.What, entry.When, entry.RecordedAt, entry.By))
        );
    }

    private static Incident Again(Incident past, Incident later) =>
        past.Apply(
            new Recorded(
                past.Sequence + 1,
                new HappenedAgain(later.Id.Number, later.Title),
                later.StartedAt ?? Moment.Unknown("UTC"),
                AnIncident.At(12, 0),
                IncidentBot.People.Person.Bot
            )
        );

    private static string Told(params Incident[] incidents) =>
        PlainTextCard.Render(new Card("", [.. new PatternReport(incidents, Synonyms.OfOperations).Parts()]));
}
