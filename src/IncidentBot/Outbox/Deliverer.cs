using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;
using IncidentBot.Nudges;
using IncidentBot.People;
using IncidentBot.Postmortems.Wording;
using IncidentBot.Reminders;
using NodaTime;

namespace IncidentBot.Outbox;

/// <summary>Turns an effect into calls of its platform. What it shows is read now, not when the effect was written.</summary>
public sealed class Deliverer(
    IEnumerable<IChatPlatform> platforms,
    IncidentStore store,
    PostedMessages posted,
    ReminderMessages reminders,
    IncidentDesk desk,
    IClock clock
)
{
    private const string Header = "header";

    private readonly Dictionary<string, IChatPlatform> _platforms = platforms.ToDictionary(
        platform => platform.Name,
        StringComparer.Ordinal
    );

    private readonly DocumentDelivery _documents = new(store);
    private readonly WordingDelivery _wording = new(store, desk);

    /// <summary>The platforms that can be delivered to, the other places that a published postmortem goes to, and the model that words it.</summary>
    public IReadOnlyCollection<string> Platforms =>
        [.. _platforms.Keys, .. _documents.Targets, .. store.Postmortems.Wording is null ? [] : (string[])[WordPostmortem.Model]];

    /// <summary>How many posts may wait for one conversation of a platform before they become one; null where each stays its own.</summary>
    public int? GathersAbove(string platform) => _platforms[platform].GathersAbove;

    /// <summary>Does it.</summary>
    /// <exception cref="DeliveryFailedException">It could not be done.</exception>
    /// <exception cref="LeaseOverException">It is another node's now.</exception>
    public async Task DeliverAsync(Delivery delivery, CancellationToken cancellation)
    {
        if (delivery.Effect is WordPostmortem)
        {
            LeaveIfOver(delivery);
            await _wording.RunAsync(delivery, cancellation);
            return;
        }

        if (delivery.Effect is PublishDocument)
        {
            LeaveIfOver(delivery);
            await _documents.PublishAsync(delivery, cancellation);
            return;
        }

        var platform = _platforms[delivery.Platform];
        var attempt = new Attempt(delivery.Id, delivery.Attempts > 1);
        if (delivery.Effect is PostDigest digest)
        {
            LeaveIfOver(delivery);
            await (
                platform.Announcements is { } announcements
                    ? platform.PostAsync(announcements, digest.Card, attempt, cancellation)
                    : Task.CompletedTask
            );
            return;
        }

        var incident =
            await store.FindCommittedAsync(delivery.Incident, cancellation)
            ?? throw new InvalidOperationException($"{delivery.Incident} is in the outbox and nowhere else.");
        LeaveIfOver(delivery);
        Place? channel = incident.Channels.TryGetValue(delivery.Platform, out var opened) ? opened.Channel : null;
        switch (delivery.Effect)
        {
            case OpenChannel:
                await OpenChannelAsync(platform, incident, attempt, cancellation);
                break;
            case RefreshHeader when channel is { } place:
                await RefreshAsync(
                    platform,
                    incident,
                    Header,
                    place,
                    IncidentCard.Header(incident, clock.GetCurrentInstant()),
                    attempt,
                    cancellation
                );
                break;
            case RefreshAnnouncement when platform.Announcements is { } place:
                await RefreshAsync(
                    platform,
                    incident,
                    "announcement",
                    place,
                    IncidentCard.Announcement(incident, clock.GetCurrentInstant()),
                    attempt,
                    cancellation
                );
                break;
            case PostAnnouncement announce when platform.Announcements is { } place:
                await platform.PostAsync(place, announce.Card, attempt, cancellation);
                break;
            case PostToIncident post when (channel ?? Fallback(incident, delivery.Platform)) is { } place:
                await platform.PostAsync(place, post.Card, attempt, cancellation);
                break;
            case SayNudge nudge when (channel ?? Fallback(incident, delivery.Platform)) is { } place:
                await NudgeAsync(platform, incident, nudge.Said, place, attempt, cancellation);
                break;
            case ReportFailure report:
                await ReportAsync(platform, report, incident, attempt, cancellation);
                break;
            case InviteResponder invite when channel is { } place && IsOn(invite.Who, delivery.Platform):
                await platform.InviteAsync(place, invite.Who, cancellation);
                break;
            case TellPerson tell when IsOn(tell.Who, delivery.Platform):
                await TellAsync(platform, tell.Who, tell.Card, attempt, cancellation);
                break;
            case TellAgain tell:
                await TellAsync(platform, tell.Who, tell.Card, attempt, cancellation);
                break;
            case TellReminders tell when await reminders.ComposeAsync(tell.Who, delivery.Id, cancellation) is { } card:
                await TellAsync(platform, tell.Who, card, attempt, cancellation);
                break;
            case PostDraft when (channel ?? Fallback(incident, delivery.Platform)) is { } place:
                await platform.PostDocumentAsync(place, _documents.Draft(incident), attempt, cancellation);
                break;
            case DressChannel when channel is { } place:
                await platform.DressAsync(place, await DressAsync(incident, platform.Name, cancellation), cancellation);
                break;
            case ArchiveChannel when channel is { } place && incident.IsClosed:
                await platform.ArchiveAsync(place, cancellation);
                break;
            default:
                // There is no such conversation on this platform, so there is nothing to do.
                break;
        }
    }

    private async Task OpenChannelAsync(IChatPlatform platform, Incident incident, Attempt attempt, CancellationToken cancellation)
    {
        if (incident.Channels.ContainsKey(platform.Name))
        {
            return;
        }

        var wanted = new WantedChannel(
            ChannelName.Of(incident),
            IncidentCard.OneLine(incident).ToPlainText(),
            incident.IsPrivate,
            incident.Id.Number
        )
        {
            People = [.. incident.Responders.Prepend(incident.Entries[0].By).Where(who => IsOn(who, platform.Name)).Distinct()],
        };
        var channel = await platform.OpenChannelAsync(wanted, attempt, cancellation);
        await desk.HandleOwnAsync(
            incident.Id,
            new RecordChannel(new ChannelOpened(channel.Place, channel.Name, channel.Url)),
            attempt.Key,
            cancellation
        );
    }

    private async Task RefreshAsync(
        IChatPlatform platform,
        Incident incident,
        string purpose,
        Place place,
        Card card,
        Attempt attempt,
        CancellationToken cancellation
    )
    {
        // One key for the first post, whichever effect comes first: a header is posted once.
        var key = $"{incident.Id}/{purpose}@{platform.Name}";
        if (await posted.FindAsync(platform.Name, incident.Id, purpose, cancellation) is { } message)
        {
            try
            {
                // The incident's channel may have got another id since; the channel of announcements may have become another one.
                var where = purpose == Header ? place : message.Where;
                await platform.EditAsync(where, message.Id, card, cancellation);
                return;
            }
            catch (DeliveryFailedException gone) when (gone.Reason == DeliveryFailure.MessageGone)
            {
                // Somebody deleted it; people need it, so there is a new one.
                key += $" after {message.Id}";
            }
        }

        var id = await platform.PostAsync(place, card, attempt with { Key = key }, cancellation);
        await posted.RememberAsync(platform.Name, incident.Id, purpose, place, id, cancellation);
    }

    private async Task<ChannelDress> DressAsync(Incident incident, string platform, CancellationToken cancellation) =>
        new(
            IncidentCard.OneLine(incident).ToPlainText(),
            $"{incident.Id}: {Mentions.InWords(incident.Title)}",
            incident.Id.Number,
            (await posted.FindAsync(platform, incident.Id, Header, cancellation))?.Id
        );

    private async Task NudgeAsync(
        IChatPlatform platform,
        Incident incident,
        NudgeSaid said,
        Place place,
        Attempt attempt,
        CancellationToken cancellation
    )
    {
        var isLast = (await store.FindNudgesAsync(incident.Id, cancellation)).Last?.Number == said.Number;
        if (isLast && NudgeCard.Of(incident, said, clock.GetCurrentInstant()) is { } card)
        {
            await platform.PostAsync(place, card, attempt, cancellation);
        }
    }

    private static async Task TellAsync(IChatPlatform platform, Person who, Card card, Attempt attempt, CancellationToken cancellation)
    {
        if (await platform.DirectAsync(who, cancellation) is { } place)
        {
            await platform.PostAsync(place, card, attempt, cancellation);
        }
    }

    // The last moment before something happens outside: a node that was stopped in between must not do what another has done.
    private void LeaveIfOver(Delivery delivery)
    {
        if (clock.GetCurrentInstant() >= delivery.LeasedUntil)
        {
            throw new LeaseOverException();
        }
    }

    // The channel may be what failed; then it is said where the incident was declared, and of a private one to whoever leads it.
    private static async Task ReportAsync(
        IChatPlatform platform,
        ReportFailure report,
        Incident incident,
        Attempt attempt,
        CancellationToken cancellation
    )
    {
        if (!incident.Channels.TryGetValue(platform.Name, out var opened))
        {
            await ReportElsewhereAsync(platform, report, incident, attempt, cancellation);
            return;
        }

        try
        {
            await platform.PostAsync(opened.Channel, report.Card, attempt, cancellation);
        }
        catch (DeliveryFailedException exception) when (exception.IsPermanent)
        {
            if (!await ReportElsewhereAsync(platform, report, incident, attempt, cancellation))
            {
                throw;
            }
        }
    }

    private static async Task<bool> ReportElsewhereAsync(
        IChatPlatform platform,
        ReportFailure report,
        Incident incident,
        Attempt attempt,
        CancellationToken cancellation
    )
    {
        var lead = incident.Commander?.Person ?? incident.Responders.FirstOrDefault();
        var elsewhere =
            Fallback(incident, platform.Name)
            ?? (lead is not null && IsOn(lead, platform.Name) ? await platform.DirectAsync(lead, cancellation) : null);
        if (elsewhere is not { } place)
        {
            return false;
        }

        await platform.PostAsync(place, report.Card, attempt, cancellation);
        return true;
    }

    private static Place? Fallback(Incident incident, string platform) =>
        incident.DeclaredIn.Platform == platform && !incident.IsPrivate ? incident.DeclaredIn : null;

    private static bool IsOn(Person who, string platform) => who.Id.StartsWith(platform + ":", StringComparison.Ordinal);
}
