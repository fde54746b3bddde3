using System.Text.Json.Nodes;
using IncidentBot.Testing.Slack;
using NodaTime;

namespace IncidentBot.Breaking;

/// <summary>Compares the ledger of those who typed with what the database holds and with what Slack has seen. Everything wrong is a line.</summary>
internal sealed class Verdict(
    Ledger ledger,
    FakeSlack slack,
    Instant remindsAt,
    List<Kept.Event> events,
    List<(long Number, long Sequence)> incidents
)
{
    private static readonly Duration OneSecond = Duration.FromSeconds(1);

    private readonly List<string> _wrong = [];

    // When the event before was recorded, in the same incident.
    private readonly Dictionary<Kept.Event, Instant> _before = events
        .Prepend(null)
        .Zip(events)
        .ToDictionary(pair => pair.Second, pair => pair.First?.Incident == pair.Second.Incident ? pair.First.RecordedAt : Instant.MinValue);

    /// <summary>How many acknowledged commands are not there.</summary>
    public int Lost { get; private set; }

    /// <summary>How many commands are there more than once.</summary>
    public int Doubled { get; private set; }

    /// <summary>How many messages Slack has twice, where the bot could not tell that it had posted them.</summary>
    public int Repeated { get; private set; }

    /// <summary>Which they are.</summary>
    public IReadOnlyList<string> Repeats { get; private set; } = [];

    /// <summary>How many reminders and time boxes have come.</summary>
    public int Reminders { get; private set; }

    /// <summary>How many messages the bot has posted.</summary>
    public int Posts { get; private set; }

    public IReadOnlyList<string> Wrong => _wrong;

    public Verdict Reached()
    {
        Commands();
        Sequences();
        Marks();
        Effects();
        TimeBoxes();
        Tasks();
        Order();
        return this;
    }

    private void Commands()
    {
        var kept = events.Where(one => one.Token is not null).ToLookup(one => one.Token!, StringComparer.Ordinal);
        foreach (var typed in ledger.Typed)
        {
            var found = kept[typed.Token].ToList();
            if (typed.IsAcknowledged && found.Count == 0)
            {
                Lost++;
                _wrong.Add($"Lost: {typed}");
            }
            else if (found.Count > 1)
            {
                Doubled++;
                _wrong.Add($"There {found.Count} times: {typed}");
            }
            else if (found is [var at] && typed.IsAcknowledged && !WhileItWasSaid(typed, at))
            {
                _wrong.Add($"Recorded as said at {at.RecordedAt}: {typed}");
            }
            else if (found is [var one] && (one.ById != $"slack:{Crowd.IdOf(typed.Person)}" || one.Incident != typed.Incident))
            {
                _wrong.Add($"Recorded as another's or elsewhere: {typed} as {one}");
            }
        }

        var all = ledger.Typed.Select(typed => typed.Token).ToHashSet(StringComparer.Ordinal);
        _wrong.AddRange(kept.Where(one => !all.Contains(one.Key)).Select(one => $"Nobody typed {one.Key}."));
        foreach (var own in events.Where(one => one.Token is not null).GroupBy(one => (one.Incident, one.ById)))
        {
            Expect(
                own.Select(one => one.Token).SequenceEqual(own.Select(one => one.Token).Order(StringComparer.Ordinal)),
                $"Out of order: {own.Key}"
            );
        }
    }

    private void Sequences()
    {
        Expect(events.All(one => one.RecordedAt >= _before[one]), "The times of an incident go back.");
        foreach (var own in events.GroupBy(one => one.Incident))
        {
            Expect(
                own.Select(one => one.Sequence).SequenceEqual(Enumerable.Range(1, own.Count()).Select(i => (long)i)),
                $"INC-{own.Key} has a gap."
            );
            Expect(incidents.Contains((own.Key, own.Count())), $"The row of INC-{own.Key} is not the sum of its {own.Count()} events.");
        }

        Expect(
            incidents.Select(one => one.Number).SequenceEqual(Enumerable.Range(1, incidents.Count).Select(i => (long)i)),
            "A number is missing."
        );
    }

    private void Marks()
    {
        var marks = Posted().GroupBy(message => KeyOf(message)!, StringComparer.Ordinal).ToList();
        Posts = marks.Sum(same => same.Count());
        Repeats =
        [
            .. marks.Where(same => same.Count() > 1).Select(same => $"{same.Key} at {string.Join(" and ", same.Select(one => one.Ts))}"),
        ];
        Repeated = marks.Sum(same => same.Count() - 1);
        _wrong.AddRange(marks.Where(same => same.Count() > 2).Select(same => $"Posted {same.Count()} times: {same.Key}"));
        Expect(events.All(one => one.Kind != "delivery_given_up"), "Something was given up.");
    }

    private void Effects()
    {
        foreach (var typed in ledger.Typed.Where(typed => typed.IsAcknowledged))
        {
            switch (typed.Verb)
            {
                case "open":
                    Once(
                        typed,
                        "the channel",
                        slack.Workspace.Channels.Count(channel => channel.Name.Contains(typed.Token, StringComparison.Ordinal))
                    );
                    Once(typed, "the header", Keys($"INC-{typed.Incident}/header@slack"));
                    Once(typed, "the announcement", Keys($"INC-{typed.Incident}/announcement@slack"));
                    break;
                case "update":
                    Once(typed, "the update", In(slack.Workspace.Channel(Workplace.News)!, typed.Token));
                    break;
                case "page":
                    Once(typed, "the page", In(slack.Workspace.DirectWith(typed.Whom!), typed.Token));
                    break;
            }
        }
    }

    private void TimeBoxes()
    {
        var ended = events.Where(one => one.Kind == "time_box_ended").Select(one => (one.Incident, one.Numbered("hypothesis"))).ToList();
        foreach (var raised in events.Where(one => one.Kind == "hypothesis_raised"))
        {
            Reminders++;
            var fired = ended.Count(one => one == (raised.Incident, raised.Numbered("hypothesis")));
            Expect(fired == 1, $"The time box of {raised} ended {fired} times.");
            var channel = slack.Workspace.Channels.Single(one => one.Name.StartsWith($"inc-{raised.Incident}-", StringComparison.Ordinal));
            var asked = In(channel, raised.Token!);
            Expect(asked is 1 or 2, $"Asked {asked} times in the channel: {raised}.");
        }
    }

    private void Tasks()
    {
        var reminded = events.Where(one => one.Kind == "task_reminded").Select(one => (one.Incident, one.Numbered("task"))).ToList();
        foreach (var added in events.Where(one => one.Kind == "task_added"))
        {
            var fired = reminded.Count(one => one == (added.Incident, added.Numbered("task")));
            if (added.RecordedAt >= remindsAt)
            {
                // It was held up until the morning was over.
                Expect(fired == 0, $"Reminded {fired} times of what came later: {added}.");
                continue;
            }

            Reminders++;
            Expect(fired == 1, $"Reminded {fired} times: {added}.");
            var typed = ledger.Typed.First(one => one.Token == added.Token);
            Once(typed, "the reminder", In(slack.Workspace.DirectWith(typed.Whom!), typed.Token));
        }
    }

    // All updates are one person's, and so are all pages: what was said first has to be read first.
    private void Order()
    {
        foreach (var channel in slack.Workspace.Channels.Where(channel => channel.IsDirect || channel.Id == Workplace.News))
        {
            var verb = channel.IsDirect ? "page" : "update";
            var wanted = ledger.Typed.Where(typed => typed.Verb == verb).Select(typed => typed.Token).ToHashSet(StringComparer.Ordinal);
            var read = Posted(channel)
                .Where(message => !IsDrawnAnew(KeyOf(message)!))
                .SelectMany(message => wanted.Where(token => Words(message).Contains(token, StringComparison.Ordinal)))
                .Distinct()
                .ToList();
            Expect(read.SequenceEqual(read.Order(StringComparer.Ordinal)), $"In {channel.Name} the order is {string.Join(' ', read)}.");
        }
    }

    // Where the clock was set back, an incident's time stands still until the clock has come so far again: its entries stay in order.
    private bool WhileItWasSaid(Typed typed, Kept.Event recorded) =>
        IsWithin(recorded.RecordedAt, typed.SentAt, typed.SentAt + typed.Took)
        || IsWithin(recorded.RecordedAt, typed.AnsweredAt - typed.Took, typed.AnsweredAt)
        || recorded.RecordedAt == _before[recorded];

    private static bool IsWithin(Instant at, Instant from, Instant to) => at >= from - OneSecond && at <= to + OneSecond;

    private void Once(Typed typed, string what, int times) => Expect(times is 1 or 2, $"{what} {times} times: {typed}");

    private void Expect(bool holds, string otherwise)
    {
        if (!holds)
        {
            _wrong.Add(otherwise);
        }
    }

    private int Keys(string key) => Posted().Count(message => KeyOf(message) == key);

    // A message that is there twice is counted among those that are repeated.
    private static int In(SlackChannel channel, string token) =>
        channel
            .Messages.Where(message => KeyOf(message) is { } key && !IsDrawnAnew(key))
            .DistinctBy(KeyOf)
            .Sum(message => Count(Words(message), token));

    private static string Words(SlackMessage message) => message.Blocks is { } blocks ? blocks.ToJsonString() : message.Text;

    private static int Count(string text, string token) => text.Split(token).Length - 1;

    private IEnumerable<SlackMessage> Posted() => slack.Workspace.Channels.SelectMany(Posted);

    // The header and the announcement repeat what is known; they are not the message that was to be posted.
    private static bool IsDrawnAnew(string key) =>
        key.EndsWith("/header@slack", StringComparison.Ordinal) || key.EndsWith("/announcement@slack", StringComparison.Ordinal);

    private static IEnumerable<SlackMessage> Posted(SlackChannel channel) => channel.Messages.Where(message => KeyOf(message) is not null);

    private static string? KeyOf(SlackMessage message) => (message.Metadata?["event_payload"] as JsonObject)?["key"]?.GetValue<string>();
}
