using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;
using IncidentBot.Postmortems;
using IncidentBot.Testing;

namespace IncidentBot.Contracts.SlackAdapter;

/// <summary>Every card of the five stories, of one that uses every verb, and of the help.</summary>
public sealed class WholeIncidents : IAsyncLifetime
{
    private const string EveryVerb = """
        @zone Europe/Berlin
        @people priya=Priya Raman, marek=Marek Kowal
        2026-03-03 10:00 priya: /incident open Checkout <!channel> & "cards" decline sev1
        +1m priya: /incident role commander @marek
        +1m priya: /incident join
        +1m priya: /incident detected Alert from <https://a.example|monitoring>
        +1m priya: /incident suspect The database for 10m
        +11m -: tick
        +1m priya: /incident ruledout H1 It is idle
        +1m priya: /incident suspect The certificate
        +1m priya: /incident confirm H2 It expired
        +1m priya: /incident impact 40 % of payments
        +1m priya: /incident escalate @network They own the balancer
        +1m priya: /incident page @marek Please look
        +1m marek: /incident ack
        +1m priya: /incident update We are on it next 30m
        +31m -: tick
        +1m priya: /incident mitigated The old certificate is back
        +1m priya: /incident resolved A new certificate
        +1m priya: /incident cause Nobody owned the renewal
        +1m priya: /incident fix Renewed by hand
        +1m priya: /incident improve An alert before it expires
        +1m priya: /incident task add Automate the renewal @marek due tomorrow
        +1m priya: /incident task add Own the certificates
        +1m priya: /incident task list
        +1m priya: /incident timeline full
        +1m priya: /incident show
        +1m priya: /incident who
        +1m priya: /incident list
        +1m priya: /incident similar
        +1m priya: /incident frobnicate
        +1m priya: /incident note
        +1m priya: /incident close
        +1m priya: /incident postmortem
        +1m priya: /incident stats
        +1m priya: /incident tutorial
        +1d -: tick
        +3d -: tick
        """;

    /// <summary>The cards: answers, posts, headers, announcements, drafts.</summary>
    public List<Card> Cards { get; } = [];

    public async ValueTask InitializeAsync()
    {
        string[] stories =
        [
            .. Directory.EnumerateFiles(Path.Combine(RepositoryFiles.Root, "tests", "stories"), "*.story").Select(File.ReadAllText),
            EveryVerb,
            "2026-03-03 10:00 priya: /incident help\n"
                + string.Concat(Vocabulary.Verbs.Select(verb => $"+1m priya: /incident help {verb.Name}\n")),
        ];
        foreach (var story in stories)
        {
            await using var host = await StoryHost.PlayAsync(story, TestContext.Current.CancellationToken);
            Cards.AddRange(host.Result.Answers.Select(answer => answer.Reply.Card));
            Cards.AddRange(await PostedAsync(host));
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static async Task<List<Card>> PostedAsync(StoryHost host)
    {
        var now = host.Clock.GetCurrentInstant();
        var cards = new List<Card>();
        for (
            var number = 1;
            await host.Bot.Store.FindAsync(new IncidentId(number), TestContext.Current.CancellationToken) is { } incident;
            number++
        )
        {
            cards.AddRange((await host.ChannelAsync(number, TestContext.Current.CancellationToken)).Select(message => message.Card));
            cards.AddRange([
                IncidentCard.Header(incident, now),
                IncidentCard.Announcement(incident, now),
                IncidentCard.Details(incident, now),
                DraftCard.Of(incident),
            ]);
        }

        return cards;
    }
}
