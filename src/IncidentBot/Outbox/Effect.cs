using System.Text.Json.Serialization;
using IncidentBot.Chat.Cards;
using IncidentBot.Nudges;
using IncidentBot.People;
using NodaTime;

namespace IncidentBot.Outbox;

/// <summary>Something that should happen outside the database. It is a row first, committed with the event that wants it.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(OpenChannel), "open_channel")]
[JsonDerivedType(typeof(RefreshHeader), "refresh_header")]
[JsonDerivedType(typeof(RefreshAnnouncement), "refresh_announcement")]
[JsonDerivedType(typeof(PostToIncident), "post")]
[JsonDerivedType(typeof(ReportFailure), "report_failure")]
[JsonDerivedType(typeof(PostAnnouncement), "announce")]
[JsonDerivedType(typeof(InviteResponder), "invite")]
[JsonDerivedType(typeof(TellPerson), "tell")]
[JsonDerivedType(typeof(TellAgain), "tell_again")]
[JsonDerivedType(typeof(PostDraft), "draft")]
[JsonDerivedType(typeof(DressChannel), "dress_channel")]
[JsonDerivedType(typeof(ArchiveChannel), "archive_channel")]
[JsonDerivedType(typeof(TellReminders), "tell_reminders")]
[JsonDerivedType(typeof(SayNudge), "say_nudge")]
[JsonDerivedType(typeof(PostDigest), "post_digest")]
[JsonDerivedType(typeof(PublishDocument), "publish")]
[JsonDerivedType(typeof(WordPostmortem), "word")]
public abstract record Effect
{
    /// <summary>
    /// Effects with the same key that wait for the same conversation are one: ten changes in a second cost one header update. Null for
    /// those that each matter.
    /// </summary>
    [JsonIgnore]
    public virtual string? CoalescesAs => null;

    /// <summary>Whether effects of several incidents in the same conversation are one too.</summary>
    [JsonIgnore]
    public virtual bool CoalescesAcrossIncidents => false;

    /// <summary>The one platform that it concerns; null for each that the incident lives on.</summary>
    [JsonIgnore]
    public virtual string? Platform => null;

    /// <summary>How long it waits first, so that more of its kind can join it.</summary>
    [JsonIgnore]
    public virtual Duration Wait => Duration.Zero;

    /// <summary>
    /// The conversation in which order is kept: the incident's, the announcement channel's, or a person's. <c>incident</c> as the first word
    /// stands for the incident's own; what is changed in place has a lane beside the posts, which need not wait for it.
    /// </summary>
    [JsonIgnore]
    public virtual string Conversation => Incidents;

    internal const string Incidents = "incident";
}

/// <summary>Makes the incident's channel.</summary>
public sealed record OpenChannel : Effect;

/// <summary>Posts the header card, or brings it up to date.</summary>
public sealed record RefreshHeader : Effect
{
    /// <inheritdoc />
    [JsonIgnore]
    public override string CoalescesAs => "header";

    /// <inheritdoc />
    [JsonIgnore]
    public override string Conversation => Incidents + " header";
}

/// <summary>Posts the announcement, or brings it up to date.</summary>
public sealed record RefreshAnnouncement : Effect
{
    /// <inheritdoc />
    [JsonIgnore]
    public override string CoalescesAs => "announcement";

    /// <inheritdoc />
    [JsonIgnore]
    public override string Conversation => Incidents + " announcement";
}

/// <summary>Posts a card in the incident's channel.</summary>
public sealed record PostToIncident(Card Card) : Effect;

/// <summary>Says in the incident's channel, or where it was declared, that something did not reach people. Its own failure is only logged.</summary>
public sealed record ReportFailure(Card Card) : Effect;

/// <summary>Posts a card in the announcement channel.</summary>
public sealed record PostAnnouncement(Card Card) : Effect
{
    /// <inheritdoc />
    [JsonIgnore]
    public override string Conversation => "announcements";
}

/// <summary>Posts the weekly digest in the announcement channel. It is of no incident.</summary>
public sealed record PostDigest(Card Card) : Effect
{
    /// <inheritdoc />
    [JsonIgnore]
    public override string Conversation => "announcements";
}

/// <summary>Brings somebody into the incident's channel.</summary>
public sealed record InviteResponder(Person Who) : Effect;

/// <summary>Tells one person something, directly.</summary>
public sealed record TellPerson(Person Who, Card Card) : Effect
{
    /// <inheritdoc />
    [JsonIgnore]
    public override string Conversation => "person " + Who.Id;
}

/// <summary>Tells whoever owes something of a past incident that it happened again, as incident <paramref name="In"/>: once.</summary>
public sealed record TellAgain(Person Who, int In, Card Card) : Effect
{
    /// <inheritdoc />
    [JsonIgnore]
    public override string CoalescesAs => $"again {In}";

    /// <inheritdoc />
    [JsonIgnore]
    public override string Platform => Who.Platform;

    /// <inheritdoc />
    [JsonIgnore]
    public override string Conversation => "person " + Who.Id;
}

/// <summary>
/// Tells one person everything that they have to be reminded of, over all incidents, in one message. What it says is read when it is
/// delivered.
/// </summary>
/// <remarks>A conversation of its own: whoever is paged does not wait for it.</remarks>
public sealed record TellReminders(Person Who) : Effect
{
    // A whole morning's reminders fall due together, and are recorded incident by incident.
    private static readonly Duration Gathering = Duration.FromMinutes(1);

    /// <inheritdoc />
    [JsonIgnore]
    public override string CoalescesAs => "reminders";

    /// <inheritdoc />
    [JsonIgnore]
    public override bool CoalescesAcrossIncidents => true;

    /// <inheritdoc />
    [JsonIgnore]
    public override string Platform => Who.Platform;

    /// <inheritdoc />
    [JsonIgnore]
    public override Duration Wait => Gathering;

    /// <inheritdoc />
    [JsonIgnore]
    public override string Conversation => "reminders " + Who.Id;
}

/// <summary>Says in the incident's channel what the bot says by itself. What still is so is read when it is delivered.</summary>
/// <remarks>Beside the other posts: after an outage of the platform only the last of them is said, the others are dropped.</remarks>
public sealed record SayNudge(NudgeSaid Said) : Effect
{
    /// <inheritdoc />
    [JsonIgnore]
    public override string Conversation => Incidents + " nudge";
}

/// <summary>Posts the postmortem's draft in the incident's channel.</summary>
public sealed record PostDraft : Effect
{
    /// <inheritdoc />
    [JsonIgnore]
    public override string CoalescesAs => "draft";
}

/// <summary>Brings a published postmortem somewhere besides the chat; <paramref name="To"/> names where, as <see cref="Platform"/> does.</summary>
/// <remarks>Those of one target go one after the other: two commits to one repository would meet.</remarks>
public sealed record PublishDocument(string To) : Effect
{
    /// <inheritdoc />
    [JsonIgnore]
    public override string CoalescesAs => "publish";

    /// <inheritdoc />
    [JsonIgnore]
    public override string Platform => To;

    /// <inheritdoc />
    [JsonIgnore]
    public override string Conversation => "postmortems";
}

/// <summary>Has a language model word the summary and the lessons of the draft, where one is set.</summary>
public sealed record WordPostmortem : Effect
{
    /// <summary>Where a model stands among the platforms.</summary>
    public const string Model = "model";

    /// <inheritdoc />
    [JsonIgnore]
    public override string CoalescesAs => "word";

    /// <inheritdoc />
    [JsonIgnore]
    public override string Platform => Model;

    /// <inheritdoc />
    [JsonIgnore]
    public override string Conversation => Incidents + " wording";
}

/// <summary>Sets the topic of the incident's channel, pins its header, and the like.</summary>
public sealed record DressChannel : Effect
{
    /// <inheritdoc />
    [JsonIgnore]
    public override string CoalescesAs => "dress";

    /// <inheritdoc />
    [JsonIgnore]
    public override string Conversation => Incidents + " header";
}

/// <summary>Puts the incident's channel away, where the platform was told to.</summary>
public sealed record ArchiveChannel : Effect;

/// <summary>An effect on one platform.</summary>
public sealed record Addressed(Effect Effect, string Platform);
