using IncidentBot.Chat;
using IncidentBot.Digests;
using IncidentBot.Incidents;
using IncidentBot.Jobs;
using IncidentBot.Memory;
using IncidentBot.Memory.Words;
using IncidentBot.Outbox;
using IncidentBot.People;
using IncidentBot.Reminders;
using IncidentBot.Storage;
using IncidentBot.WebChat;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace IncidentBot;

/// <summary>The whole product put together on one database and one clock: what the server, <c>replay</c> and the tests all run.</summary>
public sealed class Bot : IAsyncDisposable
{
    private Bot(
        Database database,
        IClock clock,
        Func<Bot, IEnumerable<IChatPlatform>> platforms,
        ILoggerFactory loggers,
        ReminderPolicy reminders,
        IJobEngine? jobs
    )
    {
        Database = database;
        Clock = clock;
        Store = new IncidentStore(database, reminders);
        Channels = new ChannelDirectory(database, Store);
        Desk = new IncidentDesk(Store, Channels, database, clock);
        Replies = new KeptReplies(database, Store, clock);
        People = new PeopleBook(database, clock);
        WebMessages = new WebMessages(database, clock);
        VisibleChannels = new VisibleChannels(database);
        WebDoor = new WebDoor(Desk, Channels, WebMessages, People);
        var all = platforms(this).Prepend(new WebPlatform(WebMessages));
        Relay = new OutboxRelay(
            database,
            new Deliverer(all, Store, new PostedMessages(database), new ReminderMessages(database, Store, clock), Desk, clock),
            Desk,
            clock,
            loggers.CreateLogger<OutboxRelay>()
        );
        Wakeups = new WakeupCall(database, Store, Desk, clock, loggers.CreateLogger<WakeupCall>());
        Jobs = jobs;
        database.Queue.Jobs = jobs is null ? null : new DueJobs(jobs, loggers.CreateLogger<DueJobs>());
        Digests = new DigestCall(database, all, reminders.Options, clock);
    }

    /// <summary>The database.</summary>
    public Database Database { get; }

    /// <summary>The clock that everything goes by.</summary>
    public IClock Clock { get; }

    /// <summary>Incidents.</summary>
    public IncidentStore Store { get; }

    /// <summary>Which conversation is which incident's.</summary>
    public ChannelDirectory Channels { get; }

    /// <summary>The one door.</summary>
    public IncidentDesk Desk { get; }

    /// <summary>Answers that are still to be shown.</summary>
    public KeptReplies Replies { get; }

    /// <summary>The people of the web chat.</summary>
    public PeopleBook People { get; }

    /// <summary>The web chat's messages.</summary>
    public WebMessages WebMessages { get; }

    /// <summary>Which channels of the web chat a person may see.</summary>
    public VisibleChannels VisibleChannels { get; }

    /// <summary>What a person does in the web chat.</summary>
    public WebDoor WebDoor { get; }

    /// <summary>Delivers what waits in the outbox.</summary>
    public OutboxRelay Relay { get; }

    /// <summary>Wakes the bot for what is due.</summary>
    public WakeupCall Wakeups { get; }

    /// <summary>Sends the weekly digest.</summary>
    public DigestCall Digests { get; }

    /// <summary>What wakes it; null where whoever runs the bot looks at the clock, as a story does.</summary>
    public IJobEngine? Jobs { get; }

    /// <summary>Opens the database and puts everything together.</summary>
    /// <param name="dialect">The database.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="loggers">Where it logs to.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="platforms">The chat platforms besides the web chat.</param>
    /// <param name="reminders">Who is reminded when; what the product brings along where nothing is said.</param>
    /// <param name="jobs">What wakes it; null where whoever runs it looks at the clock.</param>
    /// <param name="synonyms">The team's own words that mean the same; what is remembered is brought in line with them. Null leaves it as it is.</param>
    /// <exception cref="StorageUnavailableException">The database cannot be used; the message says what to do.</exception>
    public static async Task<Bot> StartAsync(
        Dialect dialect,
        IClock clock,
        ILoggerFactory loggers,
        CancellationToken cancellation,
        Func<Bot, IEnumerable<IChatPlatform>>? platforms = null,
        ReminderOptions? reminders = null,
        Func<Database, IJobEngine>? jobs = null,
        IReadOnlyList<string>? synonyms = null
    )
    {
        var database = await Database.OpenAsync(dialect, cancellation);
        if (synonyms is not null)
        {
            database.Queue.Words = Synonyms.With(synonyms);
            await new MemoryRebuild(database).RunAsync(cancellation);
        }

        var policy = new ReminderPolicy(reminders ?? ReminderOptions.Default);
        var bot = new Bot(database, clock, platforms ?? (_ => []), loggers, policy, jobs?.Invoke(database));
        await bot.WebMessages.AddChannelAsync(
            new WebChannel(WebPlatform.General, "general", "Where everybody is", null, false),
            cancellation
        );
        await bot.WebMessages.AddChannelAsync(
            new WebChannel(WebPlatform.AnnouncementChannel, "incidents", "Incidents are announced here", null, false),
            cancellation
        );
        await bot.Digests.BeginAsync(cancellation);
        return bot;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await (Jobs?.DisposeAsync() ?? ValueTask.CompletedTask);
        await Database.DisposeAsync();
        Wakeups.Dispose();
    }
}
