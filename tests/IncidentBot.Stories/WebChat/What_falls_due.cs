using Dapper;
using Microsoft.Playwright;
using static IncidentBot.Stories.WebChat.Browser;
using static Microsoft.Playwright.Assertions;

namespace IncidentBot.Stories.WebChat;

[Collection(Browser.Alone)]
public sealed class What_falls_due(Browser browser) : IClassFixture<Browser>
{
    private const string Question = "still the best guess";
    private static readonly LocatorAssertionsToContainTextOptions Patiently = new() { Timeout = 90_000 };

    [Fact]
    public async Task Comes_although_the_bot_was_killed_before()
    {
        var page = await browser.EnterAsync("Priya Raman");
        await SayAsync(page, "/open The bot dies before its time sev3");
        await Expect(page.Locator(".top h1")).ToContainTextAsync("The bot dies before its time");
        await SayAsync(page, "/suspect 54s ago The database for 1m");
        await Expect(page.Locator("#room")).ToContainTextAsync("The database");

        await browser.Server.KillAsync();
        await browser.Server.StartAgainAsync();

        await Expect(page.Locator("#room")).ToContainTextAsync(Question, Patiently);
    }

    [Fact]
    public async Task Comes_although_the_engine_lost_its_job()
    {
        var page = await browser.EnterAsync("Marek Dvorak");
        await SayAsync(page, "/open The engine forgets sev3");
        await Expect(page.Locator(".top h1")).ToContainTextAsync("The engine forgets");
        await SayAsync(page, "/suspect 52s ago The network for 1m");
        await Expect(page.Locator("#room")).ToContainTextAsync("The network");
        await using (var database = browser.Server.Connect())
        {
            await database.ExecuteAsync("delete from QRTZ_SIMPLE_TRIGGERS; delete from QRTZ_TRIGGERS;");
        }

        await Expect(page.Locator("#room")).ToContainTextAsync(Question, Patiently);
        await page.GotoAsync(new Uri(new Uri(browser.Server.Address), "/jobs").ToString());
        await Expect(page.Locator("main")).ToContainTextAsync("the sweeper");
        await Expect(page.Locator("main")).ToContainTextAsync("The next weekly digest comes at");
        await LookAsync(page, "jobs");
    }
}
