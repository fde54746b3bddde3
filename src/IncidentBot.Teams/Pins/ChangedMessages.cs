using IncidentBot.Chat;
using IncidentBot.Incidents;
using IncidentBot.Teams.Incoming;
using IncidentBot.Teams.People;
using IncidentBot.Timeline;

namespace IncidentBot.Teams.Pins;

/// <summary>Follows its author when a message on the timeline is changed. An entry that somebody has put into other words since stays as it is.</summary>
internal sealed class ChangedMessages(IncidentDesk desk, IncidentStore store, ChannelDirectory channels, Places places, TeamsPeople people)
{
    public async Task ChangedAsync(Activity happened, CancellationToken cancellation)
    {
        var after = TeamsWords.Of(happened.Json, people.PersonOf);
        var place = await places.OfAsync(happened, cancellation);
        if (
            after.Length > 0
            && await channels.FindAsync(place, cancellation) is { } id
            && await store.FindAsync(id, cancellation) is { } incident
            && incident.FindPinned(place, happened.Id) is { What: Noted entry } pinned
            && entry.Source is { Author: var author }
            && entry.Text != after
            && !incident.Entries.Exists(other =>
                other.What is EntryCorrected corrected && corrected.Entry == pinned.Number && other.By.Id != author.Id
            )
        )
        {
            var by = new Inbound(author, incident.ZoneId, place, "", $"{happened.Identity}/{happened.Json.Text("timestamp")}");
            await desk.HandleAsync(id, new CorrectEntry(pinned.Number, after), by, cancellation);
        }
    }
}
