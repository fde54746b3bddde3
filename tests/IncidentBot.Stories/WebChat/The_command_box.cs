using Microsoft.Playwright;
using static IncidentBot.Stories.WebChat.Browser;
using static Microsoft.Playwright.Assertions;

namespace IncidentBot.Stories.WebChat;

[Collection(Browser.Alone)]
public sealed class The_command_box(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task Opens_an_incident_with_the_keyboard_alone()
    {
        var page = await browser.EnterAsync("Ana Lima");
        await page.Keyboard.TypeAsync("/ope");
        await Expect(page.Locator("#hints")).ToContainTextAsync("Declares an incident");
        await LookAsync(page, "hints");
        await page.Keyboard.PressAsync("Tab");
        await Expect(Box(page)).ToHaveValueAsync("/open ");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByLabel("What is broken?")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("Search finds nothing");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".top h1")).ToContainTextAsync("Search finds nothing");
        await Expect(Box(page)).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Keeps_a_refused_line_and_recalls_the_ones_before()
    {
        var page = await browser.EnterAsync("Tom Berg");
        await SayAsync(page, "Hello everybody");
        await SayAsync(page, "/frobnicate the checkout");
        await Expect(page.Locator(".note.refused")).ToContainTextAsync("is no command, and nothing was recorded");
        await Expect(page.Locator(".note.refused")).ToContainTextAsync("only you see this");
        await Expect(Box(page)).ToHaveValueAsync("/frobnicate the checkout");

        await page.Locator(".note code", new() { HasText = "help" }).ClickAsync();
        await Expect(Box(page)).ToHaveValueAsync("/help");

        await Box(page).FillAsync("");
        await page.Keyboard.PressAsync("ArrowUp");
        await page.Keyboard.PressAsync("ArrowUp");
        await Expect(Box(page)).ToHaveValueAsync("Hello everybody");
    }

    [Fact]
    public async Task Shows_whatever_is_typed_as_text()
    {
        const string Hostile = "<img src=x onerror=\"document.title='owned'\"> <script>document.title='owned'</script> </li>";
        var page = await browser.EnterAsync("Zoe <b>O'Neil</b> & \"Co\"");
        await SayAsync(page, $"/open {Hostile} sev4");
        await Expect(page.Locator(".top h1")).ToContainTextAsync("<img src=x onerror=");
        await SayAsync(page, $"/note {Hostile}");
        await SayAsync(page, Hostile);
        await SayAsync(page, $"/suspect {Hostile}");

        await Expect(TimelineOf(page)).ToContainTextAsync("<script>document.title='owned'</script>");
        await Expect(page.Locator(".message", new() { HasText = "</li>" })).ToHaveCountAsync(4);
        await Expect(page.Locator("#room img, #room script, #notes img")).ToHaveCountAsync(0);
        Assert.NotEqual("owned", await page.TitleAsync());
    }

    [Fact]
    public async Task Keeps_a_line_while_the_bot_is_away_and_records_it_once()
    {
        var page = await browser.EnterAsync("Priya Raman");
        await SayAsync(page, "/open The bot dies while people type sev3");
        await Expect(page.Locator(".top h1")).ToContainTextAsync("The bot dies while people type");

        await browser.Server.KillAsync();
        await Expect(page.Locator("#offline")).ToBeVisibleAsync();
        await Box(page).FillAsync("/note Typed while the bot was away");
        await page.Keyboard.PressAsync("Enter");
        await Box(page).FillAsync("half a sente");
        await Expect(page.Locator("#waiting")).ToContainTextAsync("On its way: /note Typed while the bot was away");
        await LookAsync(page, "away");
        await browser.Server.StartAgainAsync();

        await Expect(TimelineOf(page).GetByText("Typed while the bot was away")).ToHaveCountAsync(1, new() { Timeout = 15_000 });
        await Expect(page.Locator("#offline")).ToBeHiddenAsync();
        await Expect(page.Locator("#waiting li")).ToHaveCountAsync(0);
        await Expect(Box(page)).ToHaveValueAsync("half a sente");
    }

    [Fact]
    public async Task Keeps_what_was_typed_over_a_reload()
    {
        var page = await browser.EnterAsync("Marek Dvorak");
        await Box(page).FillAsync("half a sentence");
        await page.ReloadAsync();
        await Expect(Box(page)).ToHaveValueAsync("half a sentence");
    }
}
