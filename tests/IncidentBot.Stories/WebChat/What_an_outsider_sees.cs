using Microsoft.Playwright;
using static IncidentBot.Stories.WebChat.Browser;
using static Microsoft.Playwright.Assertions;

namespace IncidentBot.Stories.WebChat;

[Collection(Browser.Alone)]
public sealed class What_an_outsider_sees(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task Nothing_of_a_private_incident()
    {
        var ana = await browser.EnterAsync("Ana Lima");
        var zoe = await browser.EnterAsync("Zoe Novak");
        await SayAsync(ana, "/open Somebody reads our mail sev1 private");
        await Expect(ana.Locator(".top h1")).ToContainTextAsync("Somebody reads our mail");
        await SayAsync(ana, "/note The logs show a foreign key");
        await SayAsync(ana, "A word that nobody else should read");
        var message = await ana.Locator("[data-pin]").GetAttributeAsync("data-pin");
        var number = await ana.Locator(".channels a[aria-current]").GetAttributeAsync("data-incident");

        await SayAsync(zoe, $"/incident INC-{number} show");
        await Expect(zoe.Locator(".note.refused")).ToContainTextAsync($"There is no INC-{number}");
        await zoe.GotoAsync($"/chat?channel=inc-{number}");
        await Expect(zoe.Locator(".top h1")).ToContainTextAsync("general");
        await Expect(zoe.Locator($".channels a[data-incident=\"{number}\"]")).ToHaveCountAsync(0);
        Assert.Equal(404, await StatusAsync(zoe, $"/incidents/INC-{number}/postmortem.md"));
        Assert.Equal(200, await StatusAsync(ana, $"/incidents/INC-{number}/postmortem.md"));
        Assert.Contains(
            "That message is gone",
            await SendAsync(
                zoe,
                new
                {
                    id = "p1",
                    channel = "general",
                    pin = message,
                }
            ),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "not in that channel",
            await SendAsync(
                zoe,
                new
                {
                    id = "p2",
                    channel = $"inc-{number}",
                    line = "Hello",
                }
            ),
            StringComparison.Ordinal
        );
        await zoe.GotoAsync("/");
        await Expect(zoe.Locator("main")).Not.ToContainTextAsync("Somebody reads our mail");
        await LookAsync(zoe, "dashboard");
    }

    [Fact]
    public async Task Neither_title_nor_entry_nor_draft_of_one_on_any_page_or_by_any_question()
    {
        var ana = await browser.EnterAsync("Ana Silva");
        var zoe = await browser.EnterAsync("Zoe Berg");
        await SayAsync(ana, "/open Zebra files were copied sev1 private");
        await Expect(ana.Locator(".top h1")).ToContainTextAsync("Zebra files were copied");
        await SayAsync(ana, "/note A zebra stood at the door");
        await SayAsync(ana, "/suspect The zebra keeper for 20m");
        await SayAsync(ana, "/task add Count every zebra @me due tomorrow");
        await SayAsync(ana, "/resolved The zebra door is shut");
        await SayAsync(ana, "/close");
        await Expect(TimelineOf(ana)).ToContainTextAsync("Incident closed");
        var number = await ana.Locator(".channels a[aria-current]").GetAttributeAsync("data-incident");

        foreach (
            var question in new[] { "list", "list all", "list closed", "similar files were copied", "task list all", "stats", "digest" }
        )
        {
            await SayAsync(zoe, "/" + question);
            Assert.DoesNotContain("zebra", await zoe.ContentAsync(), StringComparison.OrdinalIgnoreCase);
        }

        foreach (var path in new[] { "/chat", $"/chat?channel=inc-{number}", "/", "/jobs" })
        {
            await zoe.GotoAsync(path);
            await Expect(zoe.Locator("h1").First).ToBeVisibleAsync();
            Assert.DoesNotContain("zebra", await zoe.ContentAsync(), StringComparison.OrdinalIgnoreCase);
        }

        foreach (var format in new[] { "md", "html", "json" })
        {
            Assert.Equal(404, await StatusAsync(zoe, $"/incidents/INC-{number}/postmortem.{format}"));
            Assert.Equal(200, await StatusAsync(ana, $"/incidents/INC-{number}/postmortem.{format}"));
        }
    }

    [Fact]
    public async Task A_line_sent_twice_once()
    {
        var tom = await browser.EnterAsync("Tom Berg");
        await SayAsync(tom, "/open Mail is late sev4");
        await Expect(tom.Locator(".top h1")).ToContainTextAsync("Mail is late");
        var channel = await tom.Locator("#room").GetAttributeAsync("data-channel");
        var twice = new
        {
            id = "the-same",
            channel,
            line = "/note Said once",
        };
        await SendAsync(tom, twice);
        await SendAsync(tom, twice);
        await SendAsync(
            tom,
            new
            {
                id = "another",
                channel,
                line = "/note Said after",
            }
        );

        await Expect(TimelineOf(tom)).ToContainTextAsync("Said after");
        await Expect(TimelineOf(tom).GetByText("Said once")).ToHaveCountAsync(1);
        await Expect(Messages(tom).GetByText("Said once")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_phone_shows_the_messages_and_the_timeline_at_a_touch()
    {
        var ana = await browser.EnterAsync("Ana Lima", width: 390);
        await SayAsync(ana, "/open Phones are slow sev3");
        await Expect(ana.Locator(".top h1")).ToContainTextAsync("Phones are slow");
        await SayAsync(ana, "/note From the train");
        await Expect(Messages(ana)).ToContainTextAsync("From the train");
        await LookAsync(ana, "phone");
        await ana.GetByRole(AriaRole.Button, new() { Name = "Timeline" }).ClickAsync();
        await Expect(TimelineOf(ana)).ToBeVisibleAsync();
        await LookAsync(ana, "phone-timeline");
        await ana.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await ana.SetViewportSizeAsync(1280, 800);
        await SayAsync(ana, "/help note");
        await LookAsync(ana, "dark");
        await ana.SetViewportSizeAsync(390, 800);
        Assert.True(await ana.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
    }

    private static async Task<int> StatusAsync(IPage page, string path) =>
        await page.EvaluateAsync<int>("async path => (await fetch(path)).status", path);

    private static async Task<string> SendAsync(IPage page, object line) =>
        await page.EvaluateAsync<string>(
            "async line => (await fetch('/chat/lines', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(line) })).text()",
            line
        );
}
