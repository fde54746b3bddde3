using IncidentBot.Incidents;
using IncidentBot.Memory;
using IncidentBot.Testing;

namespace IncidentBot.Tests.Memory;

public sealed class HowMuchIsSaid
{
    [Fact]
    public void Of_many_that_resemble_it_an_incident_is_told_of_five_and_then_of_none()
    {
        var first = AnIncident.Opened.After(Found(2, 8));

        Assert.Equal([2, 3, 4, 5, 6], Said(first));
        Assert.Equal([2, 3, 4, 5, 6], Said(first.After(Found(10, 3))));
    }

    private static SeeRecurrences Found(int from, int count) =>
        new([.. Enumerable.Range(from, count).Select(number => new FoundPast(Past(number), 0.9))], []);

    private static Incident Past(int number) =>
        Incident.From(
            new IncidentId(number),
            AnIncident.Opened.Incident.Entries.Select(entry => new Recorded(
                entry.Number,
                entry.What,
                entry.When,
                entry.RecordedAt,
                entry.By
            ))
        );

    private static IEnumerable<int> Said(AnIncident incident) =>
        incident.Incident.Entries.Select(entry => entry.What).OfType<RecurrenceSeen>().Select(seen => seen.Past);
}
