using System.Globalization;
using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;
using IncidentBot.People;
using IncidentBot.Reminders;
using IncidentBot.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace IncidentBot.Stories.Reminders;

/// <summary>
/// Half a year of twenty people in eight zones who make two hundred promises, keep, move, snooze, drop and forget them, while the bot is
/// restarted every ten days and twice is away for days. What it said is compared with a plain reading of the policy.
/// </summary>
public sealed class Six_months_of_promises : IAsyncDisposable
{
    private const int People = 20;
    private const int Incidents = 25;
    private const int Promises = 200;

    private static readonly Instant Start = Instant.FromUtc(2026, 1, 12, 0, 0);
    private static readonly Duration Tick = Duration.FromMinutes(30);
    private static readonly string[] Zones =
    [
        "UTC",
        "Europe/Berlin",
        "America/New_York",
        "America/Los_Angeles",
        "Asia/Kolkata",
        "Asia/Tokyo",
        "Australia/Sydney",
        "Pacific/Auckland",
    ];

    private static readonly HashSet<LocalDate> Holidays = [new(2026, 4, 3), new(2026, 4, 6), new(2026, 5, 1), new(2026, 5, 25)];

    private readonly FakeChat _chat = new();
    private readonly TestClock _clock = new(Start);
    private readonly List<Promise> _promises = [];
    private readonly List<Expected> _expected = [];
    private readonly PlainPolicy _plain = new(
        Enumerable.Range(0, People).ToDictionary(Id, number => DateTimeZoneProviders.Tzdb[Zones[number % Zones.Length]]),
        Holidays
    );

    private StoryStore? _store;
    private Bot _bot = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await (_bot?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_store?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    [Theory]
    [InlineData(20260112)]
    public async Task Give_exactly_the_reminders_that_the_policy_says(int seed)
    {
        var random = new Random(seed);
        await BeginAsync();
        for (var day = 0; day < 181; day++)
        {
            // Two absences: over a weekend, and a week.
            if (day is 40 or 100)
            {
                await _bot.DisposeAsync();
                day += day == 40 ? 3 : 7;
                _clock.Advance(Start + Duration.FromDays(day) - _clock.Now);
                _bot = await StartAsync();
            }
            else if (day % 10 == 9)
            {
                await _bot.DisposeAsync();
                _bot = await StartAsync();
            }

            await LiveAsync(day, random);
        }

        var told = await ToldAsync();
        Assert.True(_expected.Count > 500, $"only {_expected.Count} reminders");
        Assert.Equal(Sorted(_expected), Sorted(told));
        Assert.Equal(
            _expected.GroupBy(reminder => (reminder.Person, reminder.Day)).Select(morning => $"{morning.Key}: {morning.Count()}").Order(),
            _messages.Order()
        );
    }

    private readonly List<string> _messages = [];

    // Every half hour the bot and the plain policy are asked; people act between two of them.
    private async Task LiveAsync(int day, Random random)
    {
        for (var half = 0; half < 48; half++)
        {
            var now = Start + Duration.FromDays(day) + Tick * half;
            var called = await PassAsync(now);
            foreach (var promise in _promises)
            {
                _expected.AddRange(_plain.Say(promise, now));
            }

            if (called > 0)
            {
                await DeliverAsync(now + Duration.FromMinutes(5));
            }

            var acts = random.Next(48) < 5 ? 1 : 0;
            for (var i = 0; i < acts; i++)
            {
                _clock.Advance(now + Duration.FromMinutes(17 + i) - _clock.Now);
                await ActAsync(random);
            }
        }
    }

    private async Task<int> PassAsync(Instant now)
    {
        var called = 0;
        while (await _bot.Wakeups.NextAsync(Cancellation) is { } due && due <= now)
        {
            _clock.Advance(Duration.Max(due - _clock.Now, Duration.Zero));
            called += await _bot.Wakeups.RunDueAsync(Cancellation);
        }

        _clock.Advance(Duration.Max(now - _clock.Now, Duration.Zero));
        return called;
    }

    private async Task DeliverAsync(Instant now)
    {
        _clock.Advance(now - _clock.Now);
        var before = _chat.Done.Count;
        await _bot.Relay.DrainAsync(Cancellation);
        foreach (var call in _chat.Done.Skip(before).Where(call => call.Where.StartsWith("dm-", StringComparison.Ordinal)))
        {
            var who = call.Where[3..];
            var count = call.Text.StartsWith("A task", StringComparison.Ordinal)
                ? 1
                : int.Parse(call.Text.Split(' ')[0], CultureInfo.InvariantCulture);
            _messages.Add($"{(who, Today(who))}: {count}");
        }
    }

    private async Task ActAsync(Random random)
    {
        var open = _promises.FindAll(promise => promise.State == "open");
        if (_promises.Count < Promises && (open.Count < 5 || random.Next(100) < 40))
        {
            await PromiseAsync(random);
            return;
        }

        if (open.Count == 0)
        {
            return;
        }

        var chosen = open[random.Next(open.Count)];
        var day = _clock.Now.InUtc().Date.PlusDays(random.Next(1, 40));
        var who = Id(random.Next(People));
        var days = new[] { 1, 3, 7 }[random.Next(3)];
        switch (random.Next(10))
        {
            case < 4:
                await SayAsync(chosen, "done", "https://wiki.example/done");
                chosen.State = chosen.Verifier is null ? "over" : "done";
                chosen.Renew(_clock.Now);
                break;
            case 4:
                await SayAsync(chosen, "drop", "Not needed any more");
                chosen.State = "over";
                break;
            case 5 or 6 when chosen.Due != day:
                await SayAsync(chosen, "due", $"{day:uuuu-MM-dd}");
                chosen.Due = day;
                chosen.Renew(_clock.Now);
                break;
            case 7 when chosen.Owner != who && chosen.Verifier != who:
                await SayAsync(chosen, "assign", Mention(who));
                chosen.Owner = who;
                chosen.Renew(_clock.Now);
                break;
            case > 7:
                await SayAsync(chosen, "snooze", $"{days}d");
                (chosen.Changed, chosen.Snoozed) = (_clock.Now, _clock.Now + Duration.FromDays(days));
                break;
            default:
                break;
        }
    }

    private async Task PromiseAsync(Random random)
    {
        var incident = random.Next(Incidents) + 1;
        var number = _promises.Count(promise => promise.Name.StartsWith($"INC-{incident}/", StringComparison.Ordinal)) + 1;
        var owner = random.Next(10) == 0 ? null : Id(random.Next(People));
        var verifier = random.Next(4) == 0 ? Id(random.Next(People)) : null;
        var promise = new Promise
        {
            Name = $"INC-{incident}/T{number}",
            Leader = Leader(incident),
            Owner = owner,
            Due = random.Next(12) == 0 ? null : _clock.Now.InUtc().Date.PlusDays(random.Next(1, 60)),
            Verifier = verifier == owner ? null : verifier,
        };
        promise.Renew(_clock.Now);
        _promises.Add(promise);
        await SayAsync(
            $"INC-{incident} task add Promise {_promises.Count}"
                + (promise.Due is { } due ? $" due {due:uuuu-MM-dd}" : "")
                + (promise.Verifier is { } by ? $" verifier {Mention(by)}" : "")
                + (owner is null ? "" : $" {Mention(owner)}"),
            0
        );
    }

    private async Task BeginAsync()
    {
        _bot = await StartAsync();
        for (var number = 0; number < People; number++)
        {
            await _bot.Database.WriteAsync(
                "insert into people (id, name, zone, seen_at) values (@id, @id, @zone, @now)",
                new
                {
                    id = Id(number),
                    zone = Zones[number % Zones.Length],
                    now = Start,
                },
                Cancellation
            );
        }

        for (var incident = 1; incident <= Incidents; incident++)
        {
            await SayAsync($"open Incident {incident} sev{(incident % 4) + 1}", incident);
            if (incident % 2 == 0)
            {
                await SayAsync($"INC-{incident} role commander {Mention(Leader(incident))}", incident + 7);
            }

            await SayAsync($"INC-{incident} resolved Over", incident);
            await SayAsync($"INC-{incident} close", incident);
        }
    }

    private async Task<Bot> StartAsync() =>
        await Bot.StartAsync(
            (_store ??= await StoryStore.TakeAsync()).Dialect,
            _clock,
            NullLoggerFactory.Instance,
            Cancellation,
            _ => [_chat],
            new ReminderOptions { Calendar = new WorkCalendar { Holidays = [.. Holidays] } }
        );

    private Task SayAsync(Promise promise, string verb, string words)
    {
        var parts = promise.Name.Split('/');
        return SayAsync($"{parts[0]} task {verb} {parts[1]} {words}", 0);
    }

    private async Task SayAsync(string words, int who)
    {
        var reply = await _bot.Desk.HandleAsync(
            new Inbound(new Person(Id(who % People), Id(who % People)), "UTC", new Place("fake", "general"), words),
            Cancellation
        );
        Assert.True(reply.Outcome == Outcome.Recorded, $"{words}: {PlainTextCard.Render(reply.Card)}");
    }

    private async Task<List<Expected>> ToldAsync()
    {
        var told = new List<Expected>();
        for (var number = 1; number <= Incidents; number++)
        {
            var incident = await _bot.Store.FindAsync(new IncidentId(number), Cancellation);
            foreach (var entry in incident!.Entries)
            {
                if (entry.What is TaskReminded { To.Person: { } who } reminded)
                {
                    var day = entry.RecordedAt.InZone(DateTimeZoneProviders.Tzdb[ZoneOf(who.Id)]).Date;
                    told.Add(new Expected(who.Id, $"{incident.Id}/T{reminded.Task}", $"{reminded.Stage}", reminded.Round, day));
                }
            }
        }

        return told;
    }

    private static List<string> Sorted(IEnumerable<Expected> reminders) =>
        [
            .. reminders
                .Select(reminder => $"{reminder.Task} {reminder.Day:uuuu-MM-dd} {reminder.Person} {reminder.Why} {reminder.Round}")
                .Order(StringComparer.Ordinal),
        ];

    private LocalDate Today(string who) => _clock.Now.InZone(DateTimeZoneProviders.Tzdb[ZoneOf(who)]).Date;

    private static string Id(int number) => $"fake:p{number:00}";

    private static string ZoneOf(string id) => Zones[int.Parse(id["fake:p".Length..], CultureInfo.InvariantCulture) % Zones.Length];

    private static string Leader(int incident) => Id((incident % 2 == 0 ? incident * 3 : incident) % People);

    private static string Mention(string id) => $"<@{id}|{id}>";
}
