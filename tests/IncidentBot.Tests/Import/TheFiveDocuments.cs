using IncidentBot.Import;
using IncidentBot.Testing;
using NodaTime;

namespace IncidentBot.Tests.Import;

public sealed class TheFiveDocuments
{
    public static TheoryData<string, string, string, string, int, int?, decimal, string, int, int, string> All =>
        new()
        {
            {
                "000_a4448180292e69c4.txt",
                "2023-10-15T10:45:00-04:00",
                "2023-10-15T14:30:00-04:00",
                "UTC-04",
                225,
                null,
                30,
                "10:45 10:50 11:15 12:00 12:30 13:00 14:30",
                3,
                3,
                "3 0"
            },
            {
                "001_c98aa2c2cd34fbaf.txt",
                "2023-06-10T14:00:00Z",
                "2023-06-10T18:00:00Z",
                "UTC",
                240,
                null,
                90,
                "14:00 ? ? ? 16:00 17:00",
                4,
                5,
                "5 0"
            },
            {
                "002_c89342291e277f53.txt",
                "2024-06-10T15:00:00Z",
                "2024-06-10T17:15:00Z",
                "GMT",
                135,
                null,
                85,
                "15:00 15:02 15:05 15:10 15:20 15:30 15:45 16:00 16:15 16:30 17:00 17:15",
                3,
                5,
                "5 0"
            },
            {
                "003_4ca295bf434b33d8.txt",
                "2024-01-19T15:00:00+02:00",
                "2024-01-19T18:30:00+02:00",
                "Africa/Johannesburg",
                210,
                null,
                20,
                "15:00 15:15 15:30 16:00 17:30 18:00 18:30",
                3,
                4,
                "4 0"
            },
            {
                "004_fd0bf3760cdb6fad.txt",
                "2024-06-05T14:30:00Z",
                "2024-06-05T15:45:00Z",
                "UTC",
                75,
                75,
                85,
                "14:30 14:32 14:35 14:40 14:50 15:00 15:10 15:15 15:20 15:45",
                3,
                12,
                "4 8"
            },
        };

    [Theory]
    [MemberData(nameof(All))]
    public void Are_read_to_the_last_fact(
        string name,
        string start,
        string end,
        string zone,
        int minutes,
        int? stated,
        decimal percent,
        string clocks,
        int improvements,
        int tasks,
        string tasksAndSteps
    )
    {
        var text = Text(name);
        var facts = DocumentReader.Read(text, name);

        Assert.Null(facts.Refusal);
        Assert.Equal((start, end, zone), (facts.Start!.ToString(), facts.End!.ToString(), facts.Zone!.Id));
        Assert.Equal((Duration.FromMinutes(minutes), stated), (facts.Duration, (int?)facts.StatedDuration?.TotalMinutes));
        Assert.Equal(percent, facts.ImpactPercent);
        Assert.Equal(clocks, string.Join(' ', facts.Entries.Select(entry => entry.When?.Clock.ToString("HH:mm", null) ?? "?")));
        Assert.All(facts.Entries, entry => Assert.True(entry.When is null || entry.When.Date == facts.Start.Date));
        Assert.Equal((improvements, tasks), (facts.Improvements.Length, facts.Tasks.Length));
        Assert.Equal(tasksAndSteps, $"{facts.Tasks.Count(task => !task.IsStep)} {facts.Tasks.Count(task => task.IsStep)}");
        Assert.All(facts.Tasks, task => Assert.Equal((null, null, false), (task.Owner, task.Due, task.IsDone)));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Say_every_sentence_that_is_read(
        string name,
        string start,
        string end,
        string zone,
        int minutes,
        int? stated,
        decimal percent,
        string clocks,
        int improvements,
        int tasks,
        string tasksAndSteps
    )
    {
        _ = (start, end, zone, minutes, stated, percent, clocks, improvements, tasks, tasksAndSteps);
        var text = Words(Text(name));
        var facts = DocumentReader.Read(Text(name), name);

        string?[] said = [facts.Title, facts.Impact, facts.Cause, facts.Resolution, facts.Detection];
        Assert.All(said, words => Assert.Contains(Words(words!), text, StringComparison.Ordinal));
        Assert.All(facts.Entries.Select(entry => entry.Text), words => Assert.Contains(Words(words), text, StringComparison.Ordinal));
        Assert.All(facts.Improvements, words => Assert.Contains(Words(words), text, StringComparison.Ordinal));
        Assert.All(facts.Tasks, task => Assert.Contains(Words(task.Text), text, StringComparison.Ordinal));
    }

    [Fact]
    public void Tell_what_one_of_them_contradicts_itself_in()
    {
        var contradictions = All.Select(row => row.Data.Item1)
            .ToDictionary(name => name, name => DocumentReader.Read(Text(name), name).Warnings);

        var told = Assert.Single(contradictions, one => one.Value.Length > 0);
        Assert.Equal("001_c98aa2c2cd34fbaf.txt", told.Key);
        Assert.Contains("2023-06-10T18:00:00Z", told.Value[0], StringComparison.Ordinal);
        Assert.Contains("2023-06-10T17:00:00Z", told.Value[0], StringComparison.Ordinal);
    }

    private static string Text(string name)
    {
        var file = RepositoryFiles.Shared(Path.Combine("postmortems", name));
        Assert.SkipWhen(file is null, "The folder shared with the five documents is not beside the repository.");
        return File.ReadAllText(file);
    }

    // Without marks and numbers of lists, which are not words.
    private static string Words(string text) =>
        string.Concat(
            text.Replace("](https://example.com/incident-report)", "", StringComparison.Ordinal)
                .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                .Where(word => !IsNumberOfAList(word))
                .SelectMany(word => word.Where(char.IsLetterOrDigit))
                .Select(char.ToLowerInvariant)
        );

    private static bool IsNumberOfAList(string word) => word.Length == 2 && char.IsAsciiDigit(word[0]) && word[1] == '.';
}
