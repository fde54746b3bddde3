using System.Text.Json;
using IncidentBot.Incidents;
using IncidentBot.Postmortems;
using IncidentBot.Times;

namespace IncidentBot.Tests.Postmortems;

public sealed class ADraftForPrograms
{
    private const string NewYork = "America/New_York";

    private static readonly Incident Outage = Drafting.Told(
        NewYork,
        Exact("2023-10-15T10:45:00-04"),
        (Moment.Approximate(Drafting.At("2023-10-15T10:50:00-04"), NewYork), new Detected("An alert")),
        (Exact("2023-10-15T11:00:00-04", "UTC"), new Noted("A “quote” <b> é")),
        (Moment.Unknown(NewYork), new HypothesisRaised(1, "Ask <@web:lee|Lee Novak>")),
        (Exact("2023-10-15T11:30:00-04"), new HypothesisRuledOut(1, "<@web:lee|Lee Novak> knows")),
        (Exact("2023-10-15T12:00:00-04"), new ImpactStated("About 12.5% of users")),
        (Exact("2023-10-15T14:30:00-04"), new Resolved("Over"))
    );

    private static readonly JsonElement Json = JsonDocument.Parse(PostmortemDraft.Json(Outage)).RootElement;

    [Theory]
    [InlineData("incident", "INC-1")]
    [InlineData("title", "Web stack slow")]
    [InlineData("postmortem", "draft")]
    [InlineData("zone", NewYork)]
    [InlineData("startedAt", "2023-10-15T10:45:00-04:00")]
    [InlineData("resolvedAt", "2023-10-15T14:30:00-04:00")]
    [InlineData("duration", "3 h 45 min")]
    public void Has_facts_in_words(string name, string value) => Assert.Equal(value, Json.GetProperty(name).GetString());

    [Theory]
    [InlineData("durationMinutes", 225)]
    [InlineData("impactPercent", 12.5)]
    public void Has_facts_in_numbers(string name, double value) => Assert.Equal(value, Json.GetProperty(name).GetDouble());

    [Theory]
    [InlineData("mitigatedAt")]
    [InlineData("restoredAt")]
    [InlineData("closedAt")]
    public void Has_nothing_where_nobody_said(string name) => Assert.Equal(JsonValueKind.Null, Json.GetProperty(name).ValueKind);

    [Fact]
    public void Says_how_well_each_time_is_known()
    {
        var entries = Json.GetProperty("entries").EnumerateArray().ToList();

        Assert.Equal(
            ["exact", "approximate", "exact", "unknown", "exact", "exact"],
            entries.Select(entry => entry.GetProperty("precision").GetString())
        );
        Assert.Equal("2023-10-15T10:50:00-04:00", entries[1].GetProperty("at").GetString());
        Assert.Equal("UTC", entries[2].GetProperty("zone").GetString());
        Assert.Equal(JsonValueKind.Null, entries[3].GetProperty("at").ValueKind);
    }

    [Fact]
    public void Names_people_where_they_were_mentioned()
    {
        var hypothesis = Json.GetProperty("hypotheses")[0];

        Assert.Equal("Ask Lee Novak", hypothesis.GetProperty("text").GetString());
        Assert.Equal("Lee Novak knows", hypothesis.GetProperty("evidence").GetString());
        Assert.DoesNotContain("<@", PostmortemDraft.Json(Outage), StringComparison.Ordinal);
    }

    [Fact]
    public void Has_the_words_as_they_were_typed() =>
        Assert.Equal("A “quote” <b> é", Json.GetProperty("entries")[2].GetProperty("text").GetString());

    [Fact]
    public void Has_its_properties_in_one_order() =>
        Assert.StartsWith(
            "{\n  \"incident\": \"INC-1\",\n  \"title\": \"Web stack slow\",\n  \"severity\": \"sev2\",\n  \"status\": \"resolved\",\n",
            PostmortemDraft.Json(Outage),
            StringComparison.Ordinal
        );

    private static Moment Exact(string iso, string zone = NewYork) => Moment.Exact(Drafting.At(iso), zone);
}
