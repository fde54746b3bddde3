using System.Text.RegularExpressions;
using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;
using IncidentBot.Postmortems;
using IncidentBot.Testing;

namespace IncidentBot.Stories.Replay;

/// <summary>Each of the five outages, told as a story, gives a draft that holds every fact of the document it is told after.</summary>
public sealed partial class The_five_outages
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Outages.All), MemberType = typeof(Outages))]
    public async Task Every_line_is_taken(Outage outage)
    {
        await using var host = await StoryHost.PlayAsync(RepositoryFiles.Story(outage.Story), Cancellation);
        Assert.Empty(host.Unread);
        Assert.Empty(host.Result.Faults);
        Assert.Equal(IncidentStatus.Closed, (await host.IncidentAsync(1, Cancellation)).Status);
    }

    [Theory]
    [MemberData(nameof(Outages.All), MemberType = typeof(Outages))]
    public async Task The_times_are_right(Outage outage)
    {
        await using var host = await StoryHost.PlayAsync(RepositoryFiles.Story(outage.Story), Cancellation);
        var incident = await host.IncidentAsync(1, Cancellation);
        Assert.Equal(outage.Minutes, incident.Duration!.Value.TotalMinutes);
        Assert.Equal(outage.ToCause, incident.TimeToCause!.Value.TotalMinutes);
        Assert.Equal(outage.Misled, incident.TimeLost.Total.TotalMinutes);
        Assert.Equal(outage.Percent, ImpactPercent.Of(incident));
    }

    [Theory]
    [MemberData(nameof(Outages.All), MemberType = typeof(Outages))]
    public async Task The_draft_holds_every_fact(Outage outage)
    {
        var draft = await DraftAsync(outage);
        string[] expected = [$"**{outage.Duration}**", $"**{outage.Percent} %**", .. outage.When, .. outage.Facts];
        Assert.Equal([], expected.Where(fact => !draft.Contains(fact, StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Outages.All), MemberType = typeof(Outages))]
    public async Task The_timeline_holds_every_entry(Outage outage)
    {
        var lines = Section(await DraftAsync(outage), "Timeline")
            .Split('\n')
            .Select(line => line.Replace("**", "", StringComparison.Ordinal))
            .ToList();
        Assert.Equal(
            [],
            outage.Timeline.Where(entry =>
                !lines.Exists(line =>
                    line.StartsWith($"- {entry.At} ", StringComparison.Ordinal) && line.Contains(entry.Words, StringComparison.Ordinal)
                )
            )
        );
    }

    [Theory]
    [MemberData(nameof(Outages.All), MemberType = typeof(Outages))]
    public async Task The_measures_are_all_there(Outage outage)
    {
        var measures = Section(await DraftAsync(outage), "Corrective and preventative measures").Split('\n');
        var improvements = measures
            .Where(line => line.StartsWith("- ", StringComparison.Ordinal) && !line.StartsWith("- [", StringComparison.Ordinal))
            .ToList();
        var tasks = measures.Where(line => line.StartsWith("- [ ] ", StringComparison.Ordinal)).ToList();
        var steps = measures.Where(line => line.StartsWith("  - [ ] ", StringComparison.Ordinal)).ToList();
        Assert.Equal(outage.Improvements.Length, improvements.Count);
        Assert.All(outage.Improvements.Zip(improvements), pair => Assert.Contains(pair.First, pair.Second, StringComparison.Ordinal));
        Assert.Equal(outage.Tasks.Length, tasks.Count);
        Assert.All(outage.Tasks.Zip(tasks), pair => Assert.Contains(pair.First.Task, pair.Second, StringComparison.Ordinal));
        var wanted = outage.Tasks.SelectMany(task => task.Steps).ToList();
        Assert.Equal(wanted.Count, steps.Count);
        Assert.All(wanted.Zip(steps), pair => Assert.Contains(pair.First, pair.Second, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Outages.All), MemberType = typeof(Outages))]
    public async Task Every_time_and_percentage_of_the_document_is_in_the_draft(Outage outage)
    {
        var document = RepositoryFiles.Shared(Path.Combine("postmortems", outage.Document));
        Assert.SkipWhen(document is null, "The folder shared with the five documents is not beside the repository.");
        var text = await File.ReadAllTextAsync(document!, Cancellation);
        var draft = await DraftAsync(outage);
        var times = Clock().Matches(text).Select(match => In24Hours(match));
        var percents = Percent().Matches(text).Select(match => match.Value);
        Assert.Equal([], times.Concat(percents).Distinct().Where(fact => !draft.Contains(fact, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Together_475_of_885_minutes_went_by_before_the_cause_was_found()
    {
        var all = string.Join(
            "\n",
            Outages.Five.OrderBy(outage => outage.Story, StringComparer.Ordinal).Select(outage => RepositoryFiles.Story(outage.Story))
        );
        await using var host = await StoryHost.PlayAsync(all + "\n+1m amara: /incident stats 700d\n", Cancellation);
        Assert.Empty(host.Result.Faults);
        var stats = PlainTextCard.Render(host.Result.Answers[^1].Reply.Card);
        Assert.Contains("5 incidents", stats, StringComparison.Ordinal);
        Assert.Contains("Until the cause was found: 475 of 885 min (54 %)", stats, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Outages.All), MemberType = typeof(Outages))]
    public async Task The_same_story_gives_the_same_bytes(Outage outage)
    {
        await using var first = await StoryHost.PlayAsync(RepositoryFiles.Story(outage.Story), Cancellation);
        await using var second = await StoryHost.PlayAsync(RepositoryFiles.Story(outage.Story), Cancellation);
        var (one, two) = (await first.IncidentAsync(1, Cancellation), await second.IncidentAsync(1, Cancellation));
        Assert.Equal(PostmortemDraft.Markdown(one), PostmortemDraft.Markdown(two));
        Assert.Equal(PostmortemDraft.Html(one), PostmortemDraft.Html(two));
        Assert.Equal(PostmortemDraft.Json(one), PostmortemDraft.Json(two));
    }

    private static async Task<string> DraftAsync(Outage outage)
    {
        await using var host = await StoryHost.PlayAsync(RepositoryFiles.Story(outage.Story), Cancellation);
        return PostmortemDraft.Markdown(await host.IncidentAsync(1, Cancellation));
    }

    private static string Section(string draft, string name)
    {
        var start = draft.IndexOf($"\n## {name}\n", StringComparison.Ordinal);
        var end = draft.IndexOf("\n## ", start + 4, StringComparison.Ordinal);
        return end < 0 ? draft[start..] : draft[start..end];
    }

    private static string In24Hours(Match match)
    {
        var hour =
            int.Parse(match.Groups["h"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture)
            % (match.Groups["pm"].Success || match.Groups["am"].Success ? 12 : 24);
        return $"{hour + (match.Groups["pm"].Success ? 12 : 0):00}:{match.Groups["m"].Value}";
    }

    [GeneratedRegex(@"\b(?<h>\d{1,2}):(?<m>\d{2})(?:\s?(?:(?<pm>PM)|(?<am>AM)))?", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Clock();

    [GeneratedRegex(@"\b\d{1,3}%", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Percent();
}
