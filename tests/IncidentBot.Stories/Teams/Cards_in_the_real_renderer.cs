using System.Text.Json.Nodes;
using IncidentBot.Stories.WebChat;
using IncidentBot.Testing;
using IncidentBot.Testing.Teams;
using Microsoft.Playwright;

namespace IncidentBot.Stories.Teams;

/// <summary>The cards of an incident's whole life, held against the library that draws Adaptive Cards.</summary>
[Collection(Browser.Alone)]
public sealed class Cards_in_the_real_renderer(Browser browser) : IClassFixture<Browser>
{
    // Bold, links and escapes, as far as they say what a text looks like; the library leaves markup to its host.
    private const string Markdown = """
        () => { AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
          const safe = text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
          result.outputHtml = '<p>' + safe
            .replace(/(?<!\\)\[((?:\\.|[^\]\\])*)\]\(([^)]*)\)/g, '<a href="$2">$1</a>')
            .replace(/\*\*((?:\\.|[^*\\])+)\*\*/g, '<b>$1</b>')
            .replace(/&lt;at>(.*?)&lt;\/at>/g, '<span class="at">$1</span>')
            .replace(/\\(&lt;|[^\w\s])/g, '$1') + '</p>';
          result.didProcess = true;
        }; }
        """;

    [Fact]
    public async Task Every_card_is_valid()
    {
        Assert.SkipWhen(PeerProcess.Missing is not null, PeerProcess.Missing ?? "");
        await using var peer = await PeerProcess.StartAsync("teams/check.mjs", "cards");
        var cards = await CardsOfAnIncidentAsync();

        foreach (var (_, card) in cards)
        {
            await peer.SayAsync(card.ToJsonString());
        }

        await peer.WhenLine(_ => peer.Lines.Count > cards.Count);
        Assert.Equal(["READY", .. cards.Select(_ => "ok")], peer.Lines);
    }

    [Fact]
    public async Task Every_card_is_drawn_with_its_words_and_buttons()
    {
        Assert.SkipWhen(PeerProcess.Missing is not null, PeerProcess.Missing ?? "");
        var script = Path.Combine(RepositoryFiles.Root, "tests", "peers", "node_modules", "adaptivecards", "dist", "adaptivecards.js");
        var page = await browser.ShowAsync("<body style='font-family:sans-serif'></body>");
        await page.AddScriptTagAsync(new PageAddScriptTagOptions { Path = script });
        await page.EvaluateAsync(Markdown);

        foreach (var (name, card) in await CardsOfAnIncidentAsync())
        {
            var drawn = await page.EvaluateAsync<string>(
                """
                json => {
                  const card = new AdaptiveCards.AdaptiveCard();
                  card.parse(JSON.parse(json));
                  const element = card.render();
                  const frame = document.createElement('div');
                  frame.style = 'border:1px solid #ccc;margin:8px;padding:4px';
                  frame.appendChild(element);
                  document.body.appendChild(frame);
                  return frame.innerText;
                }
                """,
                card.ToJsonString()
            );
            Assert.All(
                TeamsCards.Actions(card).Select(action => action["title"]!.ToString()),
                title => Assert.Contains(title, drawn, StringComparison.Ordinal)
            );
            Assert.DoesNotContain("{{", drawn, StringComparison.Ordinal);
            Assert.DoesNotContain("**", drawn, StringComparison.Ordinal);
            Assert.DoesNotContain("<at>", drawn, StringComparison.Ordinal);
            Assert.True(drawn.Trim().Length > 0, $"{name} shows nothing.");
        }

        await Browser.LookAsync(page, "teams-cards");
        if (Environment.GetEnvironmentVariable("INCIDENTBOT_PICTURES") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, "teams-cards-all.png"), FullPage = true });
        }

        Assert.Contains("a *star*, <b>tags</b> and [brackets](x)", await page.InnerTextAsync("body"), StringComparison.Ordinal);
    }

    private static readonly string[] More =
    [
        "detected at 9:55 Monitoring: checkout answers 502",
        "impact 40% of the payments in Europe",
        "ruledout H1 The balancer is healthy",
        "suspect The release of 9:50",
        "confirm H2 Without it all is well",
        "escalate @Ana Lima She knows the release",
        "sev 1 Nobody can pay",
        "mitigated Rolled back",
        "cause The release cached a `null` price",
        "fix The price is looked up anew",
        "improve Canary releases",
        "task sub T1 Write the alert down",
        "task add Test prices `null` and `0` in the release @Marek Kowal due 2026-03-20 every 3 months",
        "correct #4 a *star*, <b>tags</b> and [brackets](x), corrected",
        "retract #5",
        "undo",
        "help",
        "help suspect",
        "ruledout H7",
        "task add",
        "open",
        "show",
        "who",
        "list",
        "timeline full",
        "task list",
        "similar",
        "stats",
        "digest",
        "resolved Rolled back",
        "close",
        "postmortem",
    ];

    private static async Task<IReadOnlyList<(string Name, JsonObject Card)>> CardsOfAnIncidentAsync()
    {
        await using var host = await TeamsHost.StartAsync();
        var channel = await host.OpenAsync("Checkout declines cards sev2");
        await host.MeetAsync();
        var (priya, marek) = (host.Teams.As(host.Priya), host.Teams.As(host.Marek));
        await marek.Says("lead", channel);
        await marek.Says("note a *star*, <b>tags</b> and [brackets](x)", channel);
        await marek.Says("suspect The new load balancer for 5m", channel);
        await priya.Says("update Cards are declined in Europe next 30m", channel);
        await priya.Says("task add Alert on the queue @Ana Lima due 2026-04-01", channel);
        await priya.Says("page @Ana Lima please come", channel);
        await priya.Says("nonsense that nobody understands", channel);
        await host.SettleAsync();
        host.Time.Advance(TimeSpan.FromMinutes(6));
        await host.Bot.Wakeups.RunDueAsync(TestContext.Current.CancellationToken);
        await host.SettleAsync();
        host.Time.Advance(TimeSpan.FromMinutes(40));
        await host.Bot.Wakeups.RunDueAsync(TestContext.Current.CancellationToken);
        await host.SettleAsync();
        var header = channel.FromBot.Single(message => message.Card?["refresh"] is not null);
        var dialogs = new List<(string, JsonObject)>();
        foreach (var title in new[] { "Update", "Resolved", "Add task" })
        {
            dialogs.Add(($"dialog {title}", (await marek.Presses(title, header, channel)).Dialog!));
        }

        dialogs.Add(("dialog of a message", (await marek.Chooses("addToTimeline", channel.FromBot[0], host.News)).Dialog!));
        dialogs.Add(("dialog of a promise", (await marek.Chooses("addTask", channel.FromBot[0], host.News)).Dialog!));
        var headerBefore = ("header while it is open", header.Card!.DeepClone().AsObject());
        foreach (var line in More)
        {
            await marek.Says(line, channel);
        }

        await host.SettleAsync();
        await Giving_work.PassAsync(host, NodaTime.Duration.FromDays(28));
        Assert.Contains(
            host.Teams.Organisation.Personal(host.Ana).FromBot,
            message => message.Summary.Contains("waits for you", StringComparison.Ordinal)
        );
        var posted = host
            .Teams.Organisation.Conversations.SelectMany(conversation => conversation.FromBot)
            .Where(message => message.Card is not null)
            .Select(message => (message.Summary, message.Card!));
        return [headerBefore, .. posted, .. dialogs];
    }
}
