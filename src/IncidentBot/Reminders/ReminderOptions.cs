using IncidentBot.CorrectiveTasks;
using IncidentBot.People;
using IncidentBot.Postmortems;
using NodaTime;

namespace IncidentBot.Reminders;

/// <summary>How people are reminded of what they promised, and nudged while an incident runs. All of it is settings; these are the defaults.</summary>
public sealed record ReminderOptions
{
    /// <summary>As a team gets them that sets nothing.</summary>
    public static ReminderOptions Default { get; } = new();

    /// <summary>When people work.</summary>
    public WorkCalendar Calendar { get; init; } = new();

    /// <summary>The first reminder comes so many working days before the due day; 0 for none.</summary>
    public int DaysBefore { get; init; } = 2;

    /// <summary>An overdue task is said on so many working days in a row.</summary>
    public int DailyWhenOverdue { get; init; } = 3;

    /// <summary>And then whenever so many days have passed: once a week unless set.</summary>
    public int ThenEveryDays { get; init; } = 7;

    /// <summary>From this overdue working day on the commander is told too.</summary>
    public int CommanderFromDay { get; init; } = 4;

    /// <summary>What tasks must have before an incident is closed or its postmortem published.</summary>
    public TaskNeeds Needs { get; init; }

    /// <summary>What is said during an incident, and how often.</summary>
    public NudgeOptions Nudges { get; init; } = new();

    /// <summary>The weekly digest.</summary>
    public DigestOptions Digest { get; init; } = new();

    /// <summary>Who is in which team.</summary>
    public TeamBook Teams { get; init; } = TeamBook.None;

    /// <summary>How postmortems are written, reviewed and published.</summary>
    public PostmortemOptions Postmortems { get; init; } = PostmortemOptions.Default;
}

/// <summary>What the bot says by itself while an incident runs.</summary>
public sealed record NudgeOptions
{
    /// <summary>At most one nudge an incident in this time.</summary>
    public Duration Pause { get; init; } = Duration.FromMinutes(10);

    /// <summary>Nobody has taken command for so long.</summary>
    public Duration WithoutCommander { get; init; } = Duration.FromMinutes(5);

    /// <summary>Nobody has said anything for so long in a sev1.</summary>
    public Duration Silence { get; init; } = Duration.FromMinutes(20);

    /// <summary>A page or an escalation was not acknowledged for so long.</summary>
    public Duration Unacknowledged { get; init; } = Duration.FromMinutes(5);

    /// <summary>The same thing is not said again before this.</summary>
    public Duration Again { get; init; } = Duration.FromMinutes(30);
}

/// <summary>The weekly digest in the announcement channel.</summary>
public sealed record DigestOptions
{
    /// <summary>Whether there is one.</summary>
    public bool IsOn { get; init; } = true;

    /// <summary>On which day.</summary>
    public IsoDayOfWeek Day { get; init; } = IsoDayOfWeek.Monday;

    /// <summary>At what time.</summary>
    public LocalTime At { get; init; } = new(9, 0);

    /// <summary>In which zone (a NodaTime id).</summary>
    public string ZoneId { get; init; } = "UTC";

    /// <summary>A task that has been overdue for so many days stands first.</summary>
    public int FirstPlaceFromDay { get; init; } = 8;
}
