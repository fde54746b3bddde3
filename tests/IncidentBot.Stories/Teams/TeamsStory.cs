using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using IncidentBot.Postmortems;
using IncidentBot.Testing.Teams;
using NodaTime;

namespace IncidentBot.Stories.Teams;

/// <summary>Plays a story as the people of a team would: every line an activity over HTTP, signed and proved.</summary>
internal sealed partial class TeamsStory(TeamsHost host, Story story)
{
    private const string Pin = ":pushpin:";
    private const string Command = "/incident";

    private readonly Dictionary<string, TeamsUser> _people = new(StringComparer.OrdinalIgnoreCase);
    private TeamsConversation _where = host.Ops;

    /// <summary>Plays it to its end; every line has to be taken.</summary>
    public async Task PlayAsync()
    {
        foreach (var (handle, name) in story.People)
        {
            _people[handle] = host.Teams.Organisation.AddUser(name);
            host.World.Team.Members.Add(_people[handle]);
        }

        foreach (var line in story.Lines)
        {
            await PassTimeAsync(line.At);
            if (line.Who is { } who)
            {
                await SayAsync(line, _people[who]);
            }

            await host.SettleAsync();
            await FollowAsync();
        }
    }

    public async Task<string> DraftAsync() => PostmortemDraft.Markdown(await host.IncidentAsync(1));

    // What falls due on the way happens at its own time. Settling takes a few seconds, which the story does not know of.
    private async Task PassTimeAsync(Instant until)
    {
        while (await host.Bot.Wakeups.NextAsync(TestContext.Current.CancellationToken) is { } due && due <= until)
        {
            host.World.Clock.Set(due);
            await host.Engine.WakeAsync(host.Bot, TestContext.Current.CancellationToken);
            await host.SettleAsync();
        }

        // The limits of rate count in the time of Teams.
        host.Time.Advance(TimeSpan.FromSeconds(30));
        host.World.Clock.Set(until);
    }

    private async Task SayAsync(StoryLine line, TeamsUser user)
    {
        var who = host.Teams.As(user with { TimeZone = line.Zone.Id });
        var text = Handle()
            .Replace(line.Text, match => _people.TryGetValue(match.Groups[1].Value, out var one) ? "@" + one.Name : match.Value);
        if (text.StartsWith(Pin, StringComparison.Ordinal))
        {
            var message = who.Chats(text[Pin.Length..].Trim(), _where);
            // The message is as old as the story's line, not as old as the time of Teams.
            var moved = new TeamsMessage(message.Id, message.Root, message.Author, message.Activity, line.At.ToDateTimeOffset());
            var sent = await who.Submits(await who.Chooses("addToTimeline", moved, _where), new JsonObject(), _where);
            Assert.Equal(200, sent.Status);
        }
        else if (text.StartsWith(Command, StringComparison.OrdinalIgnoreCase))
        {
            Assert.Equal(200, (await who.Says(text[Command.Length..].Trim(), _where)).Status);
        }
        else
        {
            who.Chats(text, _where);
        }
    }

    private async Task FollowAsync()
    {
        if (
            await host.Bot.Store.FindAsync(new Incidents.IncidentId(1), TestContext.Current.CancellationToken) is { } incident
            && incident.Channels.ContainsKey("teams")
        )
        {
            (_where, _) = await host.PlaceAsync(1);
        }
    }

    [GeneratedRegex(@"(?<![\w<@.])@([A-Za-z][\w-]{0,39})", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Handle();
}
