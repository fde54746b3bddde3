using System.Globalization;
using IncidentBot.Testing.Slack;
using NodaTime;

namespace IncidentBot.Breaking;

/// <summary>The Slack that the bot under test speaks with: it lives in the test's process, and survives every kill.</summary>
internal sealed class Workplace : IAsyncDisposable
{
    public const string Ops = "C1OPS";
    public const string News = "C2NEWS";

    private static readonly Duration SoonestReminder = Duration.FromSeconds(20);

    private Workplace(FakeSlack slack)
    {
        Slack = slack;
        RemindsAt = FullMinuteAfter(Now + SoonestReminder);
    }

    /// <summary>The clock of everybody here.</summary>
    public TimeProvider Time => Slack.Options.Time;

    /// <summary>What it shows.</summary>
    public Instant Now => Instant.FromDateTimeOffset(Time.GetUtcNow());

    public FakeSlack Slack { get; }

    /// <summary>When people are reminded of the tasks of this day: a full minute that comes soon.</summary>
    public Instant RemindsAt { get; }

    /// <summary>Whether tasks are promised for this day; whoever does not break reminders need not wait for them.</summary>
    public required bool Reminds { get; init; }

    /// <summary>What an operator sets. People are reminded soon, every day, and nobody is nudged.</summary>
    public (string Name, string Value)[] Environment =>
        [
            ("Slack__BotToken", Slack.Options.BotToken),
            ("Slack__SigningSecret", Slack.Options.SigningSecret),
            ("Slack__ApiUrl", Slack.ApiUrl.ToString()),
            ("Slack__AnnouncementChannel", News),
            ("Reminders__WorkingDays", "Mon-Sun"),
            ("Reminders__Opens", RemindsAt.ToString("HH:mm", CultureInfo.InvariantCulture)),
            ("Reminders__Closes", "23:59"),
            ("Nudges__WithoutCommander", "0m"),
            ("Nudges__Unacknowledged", "0m"),
            ("Nudges__Silence", "0m"),
            ("Logging__LogLevel__Default", "Warning"),
        ];

    public static async Task<Workplace> OpenAsync(bool reminds, TimeProvider? time = null)
    {
        var slack = await FakeSlack.StartAsync(
            new FakeSlackOptions
            {
                Time = time ?? TimeProvider.System,
                EchoEvents = false,
                // A bot that was killed does not remember how much it has asked; here it is about what it does, not how fast.
                RateLimits = false,
                Scopes = [.. IncidentBot.Slack.Install.SlackScopes.Needed.Keys],
            }
        );
        string[] people = [.. Enumerable.Range(0, Crowd.People).Select(Crowd.IdOf)];
        foreach (var id in people)
        {
            slack.Workspace.AddUser(new SlackUser(id, Crowd.NameOf(id)) { TimeZone = "UTC" });
        }

        slack.Workspace.AddChannel(Ops, "ops", members: [.. people, slack.Options.BotUserId]);
        slack.Workspace.AddChannel(News, "incidents", members: [.. people, slack.Options.BotUserId]);
        return new Workplace(slack) { Reminds = reminds };
    }

    private static Instant FullMinuteAfter(Instant instant) => Instant.FromUnixTimeSeconds(((instant.ToUnixTimeSeconds() / 60) + 1) * 60);

    public ValueTask DisposeAsync() => Slack.DisposeAsync();
}
