using System.Text.RegularExpressions;
using IncidentBot.Testing.Slack;
using NodaTime;

namespace IncidentBot.Breaking;

/// <summary>
/// People who type, each one command behind the other: the next only once the bot has acknowledged the last. Most write notes; some
/// post updates, page somebody, set time boxes, promise tasks, open incidents.
/// </summary>
internal sealed partial class Crowd(Form form, Messenger messenger, Ledger ledger) : IDisposable
{
    /// <summary>How many there are. The last ten are paged and owe tasks; they type too.</summary>
    public const int People = 20;

    private const int FirstIncidents = 3;
    private const int MostIncidents = 12;

    // A task that waits for its acknowledgement so long would be one of tomorrow's.
    private static readonly Duration BeforeReminding = Duration.FromSeconds(8);

    private readonly CancellationTokenSource _enough = new();
    private readonly List<int> _incidents = [];
    private readonly List<Task> _typing = [];

    /// <summary>Where they are.</summary>
    public required Workplace Place { get; init; }

    public static string IdOf(int person) => $"U1P{person:00}";

    public static string NameOf(string id) => "p" + id[^2..];

    /// <summary>Opens the first incidents; then everybody types until <see cref="FinishAsync"/>.</summary>
    public async Task BeginAsync()
    {
        for (var i = 0; i < FirstIncidents; i++)
        {
            await OpenAsync(person: 0, i);
        }

        _typing.AddRange(Enumerable.Range(0, People).Select(person => Task.Run(() => TypeAsync(person, form.Dice(person)))));
    }

    /// <summary>Goes on until nobody waits for an answer any more.</summary>
    public async Task FinishAsync()
    {
        await _enough.CancelAsync();
        await Task.WhenAll(_typing);
    }

    /// <summary>Fails at once where somebody was answered what must not be answered.</summary>
    public Task CheckAsync() => _typing.Find(typing => typing.IsFaulted) is { } wrong ? wrong : Task.CompletedTask;

    public void Dispose() => _enough.Dispose();

    private async Task TypeAsync(int person, Random dice)
    {
        for (var i = FirstIncidents; !_enough.IsCancellationRequested; i++)
        {
            await (person == 4 && i % 5 == 0 ? OpenAsync(person, i) : SayAsync(person, i, dice));
            // Those with effects outside type at the pace that the platform takes.
            await Pause.Of(person < 5 ? dice.Next(700, 1400) : dice.Next(150));
        }
    }

    private async Task OpenAsync(int person, int number)
    {
        var token = TokenOf(person, number);
        if (_incidents.Count >= MostIncidents)
        {
            return;
        }

        var typed = New(person, "open", token, $"open {token} broken sev2");
        var answer = await messenger.SayAsync(typed);
        typed.Incident = int.Parse(Number().Match(answer).Groups["number"].Value);
        lock (_incidents)
        {
            _incidents.Add(typed.Incident.Value);
        }
    }

    private Task SayAsync(int person, int number, Random dice)
    {
        var token = TokenOf(person, number);
        var incident = Pick(dice);
        var whom = IdOf(dice.Next(10, People));
        var (verb, rest) = person switch
        {
            0 => ("update", $"update {token} is known"),
            1 => ("page", $"page <@{whom}|{NameOf(whom)}> {token} please"),
            2 => ("suspect", $"suspect 50s ago {token} overload for 1m"),
            3 when Place.Reminds && Place.Now < Place.RemindsAt - BeforeReminding => (
                "task",
                $"task add {token} test it <@{whom}|{NameOf(whom)}> due today"
            ),
            5 when number % 50 == 0 => ("impact", $"impact {token} of them cannot pay"),
            _ => ("note", $"note {token} is what was seen"),
        };
        var typed = New(person, verb, token, $"INC-{incident} {rest}", verb is "page" or "task" ? whom : null);
        typed.Incident = incident;
        return messenger.SayAsync(typed);
    }

    private int Pick(Random dice)
    {
        lock (_incidents)
        {
            return _incidents[dice.Next(_incidents.Count)];
        }
    }

    private Typed New(int person, string verb, string token, string words, string? whom = null) =>
        ledger.Add(new Typed(person, verb, token, words) { Trigger = $"{form.Seed}.{token}", Whom = whom });

    private static string TokenOf(int person, int number) => $"x{person:00}n{number:00000}x";

    [GeneratedRegex(@"INC-(?<number>\d+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Number();
}
