using IncidentBot.Incidents;
using IncidentBot.Postmortems;
using IncidentBot.Reminders;
using IncidentBot.Stories;
using IncidentBot.WebChat;
using Microsoft.Extensions.Logging.Abstractions;

namespace IncidentBot.Testing;

/// <summary>The whole bot on a temporary database and a story's clock; plays a story and goes away without a trace.</summary>
public sealed class StoryHost : IAsyncDisposable
{
    private readonly StoryStore _store;
    private readonly StoryPlayer _player;

    private StoryHost(StoryStore store, StoryClock clock, Bot bot)
    {
        _store = store;
        _player = new StoryPlayer(bot, clock);
        Clock = clock;
        Bot = bot;
    }

    /// <summary>The story's clock.</summary>
    public StoryClock Clock { get; }

    /// <summary>The bot.</summary>
    public Bot Bot { get; }

    /// <summary>What came of everything that was played.</summary>
    public StoryResult Result { get; private set; } = new([], [], []);

    /// <summary>What could not be read of the text that was played last.</summary>
    public IReadOnlyList<StoryFault> Unread { get; private set; } = [];

    /// <summary>The bot's last answer, as plain text.</summary>
    public string LastAnswer => Chat.Cards.PlainTextCard.Render(Result.Answers[^1].Reply.Card);

    /// <summary>Plays a story from its text.</summary>
    public static async Task<StoryHost> PlayAsync(string text, CancellationToken cancellation, ReminderOptions? settings = null)
    {
        var store = await StoryStore.TakeAsync();
        var clock = new StoryClock(StoryPlayer.StartOf(StoryReader.Read(text).Story)!.Value);
        var bot = await Bot.StartAsync(store.Dialect, clock, NullLoggerFactory.Instance, cancellation, reminders: settings);
        var host = new StoryHost(store, clock, bot);
        try
        {
            await host.PlayOnAsync(text, cancellation);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Goes on with another text, in the channel of the incident that was opened last. Its first line needs its date.</summary>
    public async Task PlayOnAsync(string text, CancellationToken cancellation)
    {
        (var story, Unread) = StoryReader.Read(text);
        Result = await _player.PlayAsync(story, cancellation);
    }

    /// <summary>An incident of the story, 1 for the first.</summary>
    public async Task<Incident> IncidentAsync(int number, CancellationToken cancellation) =>
        await Bot.Store.FindAsync(new IncidentId(number), cancellation)
        ?? throw new InvalidOperationException($"The story opened no INC-{number}.");

    /// <summary>The draft of an incident of the story, as Markdown.</summary>
    public async Task<string> DraftAsync(int number, CancellationToken cancellation) =>
        PostmortemDraft.Markdown(await IncidentAsync(number, cancellation));

    /// <summary>What stands in an incident's channel, oldest first.</summary>
    public async Task<IReadOnlyList<WebMessage>> ChannelAsync(int number, CancellationToken cancellation) =>
        await Bot.WebMessages.ListAsync(
            (await IncidentAsync(number, cancellation)).Channels[WebPlatform.PlatformName].Channel.Channel,
            cancellation
        );

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await Bot.DisposeAsync();
        await _store.DisposeAsync();
    }
}
