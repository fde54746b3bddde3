using IncidentBot.Chat;
using IncidentBot.Jobs;
using IncidentBot.Reminders;
using IncidentBot.Server.Settings;
using IncidentBot.Storage;
using Microsoft.Extensions.Options;
using NodaTime;

namespace IncidentBot.Server;

/// <summary>The bot once its database is open. Everything that serves people asks for it after the start.</summary>
internal sealed class StartedBot(
    IOptions<DatabaseSettings> database,
    IOptions<ReminderSettings> reminders,
    IOptions<NudgeSettings> nudges,
    IOptions<DigestSettings> digest,
    IOptions<PostmortemSettings> postmortems,
    IOptions<WordingSettings> wording,
    IOptions<JobSettings> jobs,
    IOptions<MemorySettings> memory,
    IEnumerable<IChatPlatform> platforms,
    IClock clock,
    TimeProvider time,
    ILoggerFactory loggers
)
{
    private Bot? _bot;

    /// <summary>The bot.</summary>
    public Bot Bot => _bot ?? throw new InvalidOperationException("The bot has not been started.");

    /// <summary>Opens the database, creates or migrates it.</summary>
    /// <exception cref="StorageUnavailableException">It cannot be used; the message names the file and says what to do.</exception>
    public async Task StartAsync(CancellationToken cancellation) =>
        _bot = await OpenAsync(
            database.Value,
            clock,
            loggers,
            cancellation,
            platforms,
            reminders.Value.Options with
            {
                Nudges = nudges.Value.Options,
                Digest = digest.Value.Options,
                Teams = digest.Value.Teams,
                Postmortems = postmortems.Value.Options with
                {
                    Calendar = reminders.Value.Options.Calendar,
                    Wording = wording.Value.Options,
                },
            },
            found => jobs.Value.Create(found, time, loggers),
            memory.Value.Synonyms
        );

    /// <summary>Opens the bot on a database; for verbs that need no server.</summary>
    public static async Task<Bot> OpenAsync(
        DatabaseSettings settings,
        IClock clock,
        ILoggerFactory loggers,
        CancellationToken cancellation,
        IEnumerable<IChatPlatform>? platforms = null,
        ReminderOptions? reminders = null,
        Func<Database, IJobEngine>? jobs = null,
        IReadOnlyList<string>? synonyms = null
    )
    {
        if (settings.IsPostgres)
        {
            return await OnServerAsync(settings, clock, loggers, platforms, reminders, jobs, synonyms, cancellation);
        }

        var file = settings.File;
        var folder = Path.GetDirectoryName(file)!;
        try
        {
            if (settings.IsDefault)
            {
                Directory.CreateDirectory(folder);
            }

            return Directory.Exists(folder)
                ? await Bot.StartAsync(
                    new SqliteDialect(file),
                    clock,
                    loggers,
                    cancellation,
                    _ => platforms ?? [],
                    reminders,
                    jobs,
                    synonyms
                )
                : throw new StorageUnavailableException($"There is no folder {folder} for the database. Make it, or name another file.");
        }
        catch (StorageUnavailableException unavailable)
        {
            throw new StorageUnavailableException($"Database {file}: {unavailable.Message}", unavailable);
        }
        catch (UnauthorizedAccessException unauthorized)
        {
            throw new StorageUnavailableException($"Database {file}: the folder cannot be made ({unauthorized.Message}).", unauthorized);
        }
    }

    private static async Task<Bot> OnServerAsync(
        DatabaseSettings settings,
        IClock clock,
        ILoggerFactory loggers,
        IEnumerable<IChatPlatform>? platforms,
        ReminderOptions? reminders,
        Func<Database, IJobEngine>? jobs,
        IReadOnlyList<string>? synonyms,
        CancellationToken cancellation
    )
    {
        try
        {
            return await Bot.StartAsync(settings.Dialect, clock, loggers, cancellation, _ => platforms ?? [], reminders, jobs, synonyms);
        }
        catch (StorageUnavailableException unavailable)
        {
            throw new StorageUnavailableException($"Database {settings.Place}: {unavailable.Message}", unavailable);
        }
    }
}
