using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;
using IncidentBot.People;
using IncidentBot.WebChat;
using NodaTime;

namespace IncidentBot.Stories;

/// <summary>What came of a story: the incidents it opened, what the bot answered, and the lines that did not go through.</summary>
public sealed record StoryResult(IReadOnlyList<IncidentId> Incidents, IReadOnlyList<StoryAnswer> Answers, IReadOnlyList<StoryFault> Faults);

/// <summary>The bot's answer to a line.</summary>
public sealed record StoryAnswer(StoryLine Line, Reply Reply);

/// <summary>Plays a story through the whole service, as the people of the web chat would, on the story's own clock.</summary>
public sealed class StoryPlayer(Bot bot, StoryClock clock)
{
    private const string Pin = ":pushpin:";

    private readonly List<IncidentId> _incidents = [];
    private readonly List<StoryAnswer> _answers = [];
    private readonly List<StoryFault> _faults = [];
    private readonly Dictionary<string, Speaker> _speakers = new(StringComparer.OrdinalIgnoreCase);
    private string _channel = WebPlatform.General;
    private IncidentId? _opened;

    /// <summary>When a story begins, for its clock; null for one without a line.</summary>
    public static Instant? StartOf(Story story) => story.Lines.IsEmpty ? null : story.Lines[0].At;

    /// <summary>
    /// Plays it to its end. Another story played by the same player goes on where this one ended, in the channel of the incident that
    /// was opened last; the result is that of both.
    /// </summary>
    public async Task<StoryResult> PlayAsync(Story story, CancellationToken cancellation)
    {
        bot.Store.Committed += Note;
        try
        {
            DateTimeZone? zone = null;
            foreach (var line in story.Lines)
            {
                await PassTimeAsync(line.At, cancellation);
                if (!line.Zone.Equals(zone))
                {
                    zone = line.Zone;
                    await IntroduceAsync(story, zone, cancellation);
                }

                if (line.Who is not null)
                {
                    await SayAsync(line, _speakers[line.Who], cancellation);
                }

                await bot.Relay.DrainAsync(cancellation);
            }
        }
        finally
        {
            bot.Store.Committed -= Note;
        }

        return new StoryResult([.. _incidents], [.. _answers], [.. _faults]);
    }

    private void Note(Decided decided)
    {
        if (decided.Events.Any(recorded => recorded.What is IncidentOpened))
        {
            _opened = decided.After.Id;
        }
    }

    private async Task IntroduceAsync(Story story, DateTimeZone zone, CancellationToken cancellation)
    {
        foreach (var (handle, name) in story.People)
        {
            await bot.People.AddAsync(handle, name, zone.Id, cancellation);
            _speakers[handle] = (await bot.People.FindAsync(handle, cancellation))!;
        }
    }

    // What falls due on the way happens at its own time, not when the next line is said.
    private async Task PassTimeAsync(Instant until, CancellationToken cancellation)
    {
        while (await NextDueAsync(cancellation) is { } due && due <= until)
        {
            clock.MoveTo(due);
            await bot.Wakeups.RunDueAsync(cancellation);
            await bot.Digests.RunDueAsync(cancellation);
            await bot.Relay.DrainAsync(cancellation);
        }

        clock.MoveTo(until);
        await bot.Relay.DrainAsync(cancellation);
    }

    private async Task<Instant?> NextDueAsync(CancellationToken cancellation)
    {
        var wakeup = await bot.Wakeups.NextAsync(cancellation);
        var digest = await bot.Digests.NextAsync(cancellation);
        return digest is null || wakeup < digest ? wakeup : digest;
    }

    private async Task SayAsync(StoryLine line, Speaker who, CancellationToken cancellation)
    {
        var reply = line.Text.StartsWith(Pin, StringComparison.OrdinalIgnoreCase)
            ? await PinAsync(line, who, cancellation)
            : await bot.WebDoor.SayAsync(who, _channel, line.Text, null, cancellation);
        if (reply is null)
        {
            return;
        }

        _answers.Add(new StoryAnswer(line, reply));
        if (reply.Outcome == Outcome.Refused)
        {
            _faults.Add(new StoryFault(line.Number, line.Text, PlainTextCard.Render(reply.Card)));
        }
        else if (reply.Form is not null)
        {
            _faults.Add(
                new StoryFault(
                    line.Number,
                    line.Text,
                    "That opens a form, and a story has nobody to fill it in. Type it whole: `open TITLE sev2`."
                )
            );
        }

        await FollowAsync(cancellation);
    }

    private async Task<Reply> PinAsync(StoryLine line, Speaker who, CancellationToken cancellation)
    {
        var text = line.Text[Pin.Length..].Trim();
        if (text.Length == 0)
        {
            return Reply.Refused("There is no message to pin. Type `:pushpin: TEXT`.");
        }

        var message = await bot.WebMessages.AddAsync(
            _channel,
            who.Person,
            Card.Of(await bot.People.WithMentionsAsync(text, cancellation)),
            null,
            cancellation
        );
        return await bot.WebDoor.PinAsync(who, message, cancellation);
    }

    // Whoever opens an incident goes on talking in its channel.
    private async Task FollowAsync(CancellationToken cancellation)
    {
        if (_opened is not { } id)
        {
            return;
        }

        _opened = null;
        _incidents.Add(id);
        await bot.Relay.DrainAsync(cancellation);
        var incident = await bot.Store.FindAsync(id, cancellation);
        if (incident!.Channels.TryGetValue(WebPlatform.PlatformName, out var channel))
        {
            _channel = channel.Channel.Channel;
        }
    }
}
