using System.Text;
using IncidentBot.Import;
using IncidentBot.Postmortems;

namespace IncidentBot.Contracts.Store;

/// <summary>Incidents of the past that are read from documents. It is Tuesday 2026-03-03.</summary>
public abstract class ImportContract(TestDatabase database) : StoreContract(database)
{
    private const string Outage = """
        # Postmortem: Parcel labels were not printed
        Duration: February 10, 2026, 09:10 - 11:40 UTC
        Impact: About 40% of the depots printed no labels.
        ## Timeline
        - 09:10 UTC: Alert: the print queue grows.
        - 11:40 UTC: New certificate in place, incident resolved.
        ## Tasks
        - Watch the dates of certificates
        - Renew all others (owner: Mira, due 2026-02-20)
        """;

    private Importer Importer => new(Bot.Database, Bot.Store, Clock);

    [Fact]
    public async Task Are_imported_once_however_their_lines_end()
    {
        var first = await ImportAsync(Outage);
        var again = await ImportAsync(Outage.ReplaceLineEndings("\r\n") + "\r\n");
        var edited = await ImportAsync(Outage.Replace("40%", "45%", StringComparison.Ordinal));

        Assert.Equal((ImportOutcome.Imported, 1), (first.Outcome, first.Incident!.Value.Number));
        Assert.Equal((ImportOutcome.Known, 1), (again.Outcome, again.Incident!.Value.Number));
        Assert.Equal(ImportOutcome.Refused, edited.Outcome);
        Assert.Contains("INC-1", edited.Because, StringComparison.Ordinal);
        Assert.Equal(1, await QueryAsync<long>("select count(*) from incidents"));
    }

    [Fact]
    public async Task Are_imported_once_by_two_at_the_same_time()
    {
        var all = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => ImportAsync(Outage))));

        Assert.All(all, result => Assert.Equal(1, result.Incident!.Value.Number));
        Assert.Equal(1, await QueryAsync<long>("select count(*) from imported_documents"));
    }

    [Fact]
    public async Task Come_back_as_they_were_and_say_where_they_are_from()
    {
        await ImportAsync(Outage);
        await RestartAsync();

        var incident = await IncidentAsync();
        Assert.Equal("labels.md", incident.Import!.Source);
        Assert.Equal(150, incident.Duration!.Value.TotalMinutes);
        Assert.Contains("imported from labels.md", Text(await SayAsync("list closed")), StringComparison.Ordinal);
        Assert.Contains("from labels.md", Text(await SayAsync("INC-1 show")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Announce_nothing_and_remind_nobody()
    {
        await ImportAsync(Outage);
        await SayAsync("INC-1 note It was the same printer as last year");

        Assert.Equal(0, await QueryAsync<long>("select count(*) from outbox"));
        Assert.Equal(0, await QueryAsync<long>("select count(*) from wakeups"));
        Assert.DoesNotContain("INC-1", Text(await SayAsync("digest")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Are_not_made_of_the_draft_of_an_incident_that_is_here()
    {
        await RecordAsync("open Web stack slow sev2 at 09:10", "INC-1 resolved Rolled back", "INC-1 close");

        var self = await ImportAsync(PostmortemDraft.Markdown(await IncidentAsync()));

        Assert.Equal((ImportOutcome.Known, 1), (self.Outcome, self.Incident!.Value.Number));
        Assert.Equal(1, await QueryAsync<long>("select count(*) from incidents"));
    }

    [Fact]
    public async Task Count_in_the_statistics_and_their_tasks_stand_open()
    {
        await ImportAsync(Outage);

        Assert.Contains("1 incident", Text(await SayAsync("stats")), StringComparison.Ordinal);
        Assert.Contains("INC-1/T1 Watch the dates of certificates", Text(await SayAsync("task list")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Are_reminded_of_once_somebody_takes_a_task()
    {
        await ImportAsync(Outage);
        await RecordAsync("INC-1 task assign T1 <@fake:lee|Lee Novak>", "INC-1 task due T1 2026-03-06");

        Assert.Equal(1, await QueryAsync<long>("select count(*) from wakeups where number = 1"));
    }

    private Task<ImportResult> ImportAsync(string text) =>
        Importer.ImportAsync("labels.md", DocumentText.Of(Encoding.UTF8.GetBytes(text)), Cancellation);
}
