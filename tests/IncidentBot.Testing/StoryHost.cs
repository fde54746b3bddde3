using IncidentBot.Incidents;
using IncidentBot.Storage;
using IncidentBot.Stories;
using Microsoft.Extensions.Logging.Abstractions;

namespace IncidentBot.Testing;

/// <summary>The whole bot on a temporary database and a story's clock; plays a story and goes away without a trace.</summary>
public sealed class StoryHost : IAsyncDisposable
{
    private readonly string _folder;

    private StoryHost(string folder, StoryClock clock, Bot bot)
    {
        _folder = folder;
        Clock = clock;
        Bot = bot;
    }

    /// <summary>The story's clock.</summary>
    public StoryClock Clock { get; }

    /// <summary>The bot.</summary>
    public Bot Bot { get; }

    /// <summary>What came of the story that was played last.</summary>
    public StoryResult Result { get; private set; } = new([], [], []);

    /// <summary>What could not be read of it.</summary>
    public IReadOnlyList<StoryFault> Unread { get; private set; } = [];

    /// <summary>Plays a story from its text.</summary>
    public static async Task<StoryHost> PlayAsync(string text, CancellationToken cancellation)
    {
        var (story, unread) = StoryReader.Read(text);
        var folder = Directory.CreateTempSubdirectory("incidentbot-story-").FullName;
        var clock = new StoryClock(StoryPlayer.StartOf(story)!.Value);
        var bot = await Bot.StartAsync(
            new SqliteDialect(Path.Combine(folder, "story.db")),
            clock,
            NullLoggerFactory.Instance,
            cancellation
        );
        return new StoryHost(folder, clock, bot)
        {
            Unread = unread,
            Result = await new StoryPlayer(bot, clock).PlayAsync(story, cancellation),
        };
    }

    /// <summary>An incident of the story, 1 for the first.</summary>
    public async Task<Incident> IncidentAsync(int number, CancellationToken cancellation) =>
        await Bot.Store.FindAsync(new IncidentId(number), cancellation)
        ?? throw new InvalidOperationException($"The story opened no INC-{number}.");

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await Bot.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}
