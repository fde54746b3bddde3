using System.Text.Json.Nodes;
using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.People;
using IncidentBot.Slack;
using IncidentBot.Testing.Slack;

namespace IncidentBot.Contracts.SlackAdapter;

/// <summary>What every Slack has to take from the adapter, and what the adapter makes of the answers.</summary>
/// <remarks>Each fact names the methods that it calls (<c>method</c>); a fact that did not call one of them fails.</remarks>
public abstract partial class SlackAdapterContract : IAsyncLifetime
{
    /// <summary>The trait that names a method.</summary>
    public const string Method = "method";

    private TheAdapter _adapter = null!;
    private protected AnotherSlack Slack { get; private set; } = null!;

    private protected static CancellationToken Now => TestContext.Current.CancellationToken;

    private protected CallRecorder Recorder => _adapter.Recorder;

    private protected SlackPlatform Platform => (SlackPlatform)Part<IChatPlatform>();

    /// <summary>What carries the adapter's calls.</summary>
    private protected virtual string Client => SlackOptions.Own;

    public async ValueTask InitializeAsync()
    {
        if (SlackClients.Missing(Client) is { } missing)
        {
            Assert.Skip(missing);
        }

        Slack = await StartAsync();
        _adapter = await TheAdapter.StartAsync(Slack.Api, Client, Now);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        var called = _adapter?.Recorder.Methods ?? [];
        await (_adapter?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (Slack?.DisposeAsync() ?? ValueTask.CompletedTask);
        if (TestContext.Current.TestState?.Result == TestResult.Passed)
        {
            var promised = TestContext.Current.Test?.Traits.GetValueOrDefault(Method) ?? [];
            Assert.Empty(promised.Except(called));
        }
    }

    private protected abstract Task<AnotherSlack> StartAsync();

    private protected T Part<T>()
        where T : notnull => _adapter.Part<T>();

    private protected static Attempt First(string key = "effect-1") => new(key, MayHaveHappened: false);

    private protected static Attempt Again(string key = "effect-1") => new(key, MayHaveHappened: true);

    private protected static Card Words(string words) => Card.Of(Prose.Of(words));

    private protected static Place At(string channel) => SlackPlatform.PlaceOf(channel);

    private protected async Task<Person> PersonAsync(string name) => SlackPlatform.PersonOf(await Slack.PersonAsync(name), name);

    private protected Task<OpenedChannel> OpenAsync(string name = "inc-1-checkout", bool isPrivate = false, string key = "channel-1") =>
        Platform.OpenChannelAsync(new WantedChannel(name, "Checkout declines cards", isPrivate, 1), First(key), Now);

    private protected static string Text(JsonNode? node, string property) => node?[property]?.GetValue<string>() ?? "";

    /// <summary>Does what is put off until its time has come.</summary>
    private protected async Task WhenItsTurnComes(Func<Task> work)
    {
        while (true)
        {
            try
            {
                await work();
                return;
            }
            catch (DeliveryPostponedException later)
            {
                _adapter.Time.Advance(later.For.ToTimeSpan());
            }
        }
    }
}
