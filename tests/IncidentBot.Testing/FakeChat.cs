using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.People;
using NodaTime;

namespace IncidentBot.Testing;

/// <summary>What a platform was asked to do: <c>open</c>, <c>post</c>, <c>edit</c>, <c>invite</c>, <c>direct</c> or <c>document</c>.</summary>
public sealed record Call(string Kind, string Where, string Text, string Key, bool MayHaveHappened);

/// <summary>A chat platform in memory. It keeps what happened, and fails when it is told to: before it has done anything, or after.</summary>
public sealed class FakeChat(string name = "fake") : IChatPlatform
{
    private readonly Lock _lock = new();
    private readonly List<Call> _calls = [];
    private readonly List<Call> _done = [];
    private readonly Dictionary<string, string> _byKey = [];
    private readonly List<Fault> _faults = [];
    private readonly Dictionary<string, TaskCompletionSource> _held = [];

    /// <inheritdoc />
    public string Name => name;

    /// <inheritdoc />
    public Place? Announcements => new Place(name, "incidents");

    /// <summary>Every call, also those that failed.</summary>
    public IReadOnlyList<Call> Calls => Locked(() => _calls.ToList());

    /// <summary>What has happened, once each, in order.</summary>
    public IReadOnlyList<Call> Done => Locked(() => _done.ToList());

    /// <summary>What was posted in a conversation, in order.</summary>
    public IReadOnlyList<string> Posted(string channel) =>
        [.. Done.Where(call => call.Kind == "post" && call.Where == channel).Select(call => call.Text)];

    /// <summary>The next calls of a kind fail before anything has happened.</summary>
    public void Fails(string kind, DeliveryFailure reason, bool isPermanent = false, int times = 1, Duration? retryAfter = null) =>
        Locked(() =>
            _faults.Add(new Fault(kind, false, () => new DeliveryFailedException(reason, $"{reason}", isPermanent, retryAfter), times))
        );

    /// <summary>Nothing fails any more.</summary>
    public void Recovers() => Locked(_faults.Clear);

    /// <summary>The next call of a kind happens, and its answer is lost.</summary>
    public void LosesTheAnswerOf(string kind) =>
        Locked(() =>
            _faults.Add(new Fault(kind, true, () => new DeliveryFailedException(DeliveryFailure.Unreachable, "no answer", false), 1))
        );

    /// <summary>The next calls of a kind fail with an exception that no platform throws.</summary>
    public void Throws(string kind, Func<Exception> exception, int times) =>
        Locked(() => _faults.Add(new Fault(kind, false, exception, times)));

    /// <summary>Calls of a kind wait until this is released.</summary>
    public TaskCompletionSource Holds(string kind) =>
        Locked(() => _held[kind] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    /// <inheritdoc />
    public async Task<OpenedChannel> OpenChannelAsync(WantedChannel wanted, Attempt attempt, CancellationToken cancellation)
    {
        await DoAsync("open", wanted.Name, wanted.Topic, attempt);
        return new OpenedChannel(new Place(name, wanted.Name), wanted.Name);
    }

    /// <inheritdoc />
    public Task<string> PostAsync(Place where, Card card, Attempt attempt, CancellationToken cancellation) =>
        DoAsync("post", where.Channel, PlainTextCard.Render(card), attempt);

    /// <inheritdoc />
    public Task EditAsync(Place where, string message, Card card, CancellationToken cancellation) =>
        DoAsync("edit", where.Channel, PlainTextCard.Render(card), new Attempt("", false));

    /// <inheritdoc />
    public Task InviteAsync(Place where, Person who, CancellationToken cancellation) =>
        DoAsync("invite", where.Channel, who.Name, new Attempt("", false));

    /// <inheritdoc />
    public Task<Place?> DirectAsync(Person who, CancellationToken cancellation) => Task.FromResult<Place?>(new Place(name, "dm-" + who.Id));

    /// <inheritdoc />
    public Task PostDocumentAsync(Place where, Document document, Attempt attempt, CancellationToken cancellation) =>
        DoAsync("document", where.Channel, document.Title, attempt);

    private async Task<string> DoAsync(string kind, string where, string text, Attempt attempt)
    {
        var call = new Call(kind, where, text, attempt.Key, attempt.MayHaveHappened);
        Locked(() => _calls.Add(call));
        if (Locked(() => _held.GetValueOrDefault(kind)) is { } held)
        {
            await held.Task;
        }

        var fault = Locked(() => Next(kind));
        if (fault is { IsAfterwards: false })
        {
            throw fault.Exception();
        }

        var id = Locked(() => Do(call));
        return fault is null ? id : throw fault.Exception();
    }

    // As a real platform: only one who looks (MayHaveHappened) finds what an earlier try has left.
    private string Do(Call call)
    {
        if (call.MayHaveHappened && _byKey.TryGetValue(call.Kind + call.Key, out var earlier))
        {
            return earlier;
        }

        _done.Add(call);
        return _byKey[call.Kind + call.Key] = $"{_done.Count}";
    }

    private Fault? Next(string kind)
    {
        var fault = _faults.Find(fault => fault.Kind == kind && fault.Left > 0);
        if (fault is not null)
        {
            fault.Left--;
        }

        return fault;
    }

    private void Locked(Action action)
    {
        lock (_lock)
        {
            action();
        }
    }

    private T Locked<T>(Func<T> read)
    {
        lock (_lock)
        {
            return read();
        }
    }

    private sealed class Fault(string kind, bool isAfterwards, Func<Exception> exception, int times)
    {
        public string Kind => kind;
        public bool IsAfterwards => isAfterwards;
        public Func<Exception> Exception => exception;
        public int Left { get; set; } = times;
    }
}
