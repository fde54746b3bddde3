using IncidentBot.Incidents;
using IncidentBot.Server.Settings;
using IncidentBot.Storage;
using IncidentBot.Stories;
using Microsoft.Extensions.Logging.Abstractions;

namespace IncidentBot.Server.CommandLine;

/// <summary>A story that was played: its incidents as they ended, and the lines that did not go through.</summary>
internal sealed record PlayedStory(IReadOnlyList<Incident> Incidents, IReadOnlyList<StoryFault> Faults)
{
    /// <summary>Plays a file on its own clock; in a database that is thrown away where none is named.</summary>
    public static async Task<PlayedStory> PlayAsync(string file, string? database, CancellationToken cancellation)
    {
        var (story, unread) = StoryReader.Read(await ReadAsync(file, cancellation));
        if (StoryPlayer.StartOf(story) is not { } start)
        {
            return new PlayedStory(
                [],
                [.. unread, .. unread.Count > 0 ? [] : (StoryFault[])[new StoryFault(1, "", "The file has no line to play.")]]
            );
        }

        if (database is not null)
        {
            return await PlayAsync(story, unread, new StoryClock(start), database, cancellation);
        }

        var folder = Directory.CreateTempSubdirectory("incidentbot-replay-");
        try
        {
            return await PlayAsync(story, unread, new StoryClock(start), Path.Combine(folder.FullName, "story.db"), cancellation);
        }
        finally
        {
            SqliteFile.LetGo();
            folder.Delete(recursive: true);
        }
    }

    private static async Task<PlayedStory> PlayAsync(
        Story story,
        IReadOnlyList<StoryFault> unread,
        StoryClock clock,
        string database,
        CancellationToken cancellation
    )
    {
        var settings = new DatabaseSettings { Connection = database };
        await using var bot = await StartedBot.OpenAsync(settings, clock, NullLoggerFactory.Instance, cancellation);
        var result = await new StoryPlayer(bot, clock).PlayAsync(story, cancellation);
        var incidents = new List<Incident>();
        foreach (var id in result.Incidents)
        {
            incidents.Add((await bot.Store.FindAsync(id, cancellation))!);
        }

        return new PlayedStory(incidents, [.. unread.Concat(result.Faults).OrderBy(fault => fault.Line)]);
    }

    private static async Task<string> ReadAsync(string file, CancellationToken cancellation)
    {
        try
        {
            return await File.ReadAllTextAsync(file, cancellation);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException($"{file} cannot be read: {exception.Message}");
        }
    }
}
