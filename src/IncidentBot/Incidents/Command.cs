using IncidentBot.Chat;
using IncidentBot.CorrectiveTasks;
using IncidentBot.People;
using IncidentBot.Postmortems;
using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.Incidents;

/// <summary>Something a person can say to the bot, understood. <c>ToString()</c> is the line that reads back to the same command.</summary>
public abstract record Command
{
    /// <summary>The command as a person could have typed it; reading it again gives the same command.</summary>
    public abstract string Line { get; }

    /// <inheritdoc />
    public sealed override string ToString() => Line;
}

/// <summary>A command to one incident. Deciding is pure: the same incident, command and moment give the same decision.</summary>
public abstract record IncidentCommand : Command
{
    /// <summary>When it happened, where the command said so.</summary>
    public Moment? When { get; init; }

    /// <summary>Whether it may still be said when the incident is closed: what the postmortem needs may, what runs the response may not.</summary>
    public virtual bool IsForTheRecord => true;

    /// <summary>Whether it makes no sense at a time before the incident began.</summary>
    public virtual bool MustFollowStart => false;

    /// <summary>What the command comes to.</summary>
    public abstract Decision Decide(Incident incident, Asked asked);

    /// <summary>The time as it is typed before the text, with a blank behind it; empty where none was given.</summary>
    protected string At => When is null ? "" : $"{When} ";

    /// <summary>The time and a text behind it; the text in quotation marks where it would read as something else without them.</summary>
    protected string Told(string text) => Phrase.Written(When, text);
}

/// <summary>Who asks, where, and what the time is.</summary>
public sealed record Asked(Person By, Place Where, Instant Now)
{
    /// <summary>Whether the conversation sees what is said and answered; see <see cref="Inbound.IsSeen"/>.</summary>
    public bool IsSeen { get; init; } = true;

    /// <summary>What tasks must have before an incident is closed or published, as it was set.</summary>
    public TaskNeeds Needs { get; init; }

    /// <summary>What is set about postmortems.</summary>
    public PostmortemOptions Postmortems { get; init; } = PostmortemOptions.Default;
}
