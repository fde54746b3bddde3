using Microsoft.Playwright;
using static IncidentBot.Stories.WebChat.Browser;
using static Microsoft.Playwright.Assertions;

namespace IncidentBot.Stories.WebChat;

[Collection(Browser.Alone)]
public sealed class An_incident_in_the_browser(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task Two_people_work_on_it_from_open_to_the_draft_and_nobody_reloads()
    {
        var priya = await browser.EnterAsync("Priya Raman", "Asia/Kolkata");
        var marek = await browser.EnterAsync("Marek Dvorak", "Europe/Prague");
        await SayAsync(priya, "/incident open Checkout declines cards sev2");
        await Expect(priya).ToHaveURLAsync(browser.Server.Address + "/chat?channel=inc-1-checkout-declines-cards");

        await marek.GetByRole(AriaRole.Link, new() { Name = "INC-1 Checkout declines cards" }).ClickAsync();
        await SayAsync(marek, "/note The payment provider answers slowly");
        await SayAsync(marek, "/suspect The provider is down");
        await Expect(TimelineOf(priya)).ToContainTextAsync("The payment provider answers slowly");
        await Expect(TimelineOf(priya)).ToContainTextAsync("H1 suspected: The provider is down");

        await SayAsync(priya, "/ruledout H1 Their status page is green");
        await Expect(marek.Locator(".panel .details")).ToContainTextAsync("H1 The provider is down — ruled out");

        await SayAsync(priya, "Look at the certificate, it ran out");
        await marek.Locator(".message", new() { HasText = "Look at the certificate" }).HoverAsync();
        await marek.GetByRole(AriaRole.Button, new() { Name = "Add to timeline" }).ClickAsync();
        await Expect(TimelineOf(priya)).ToContainTextAsync("Look at the certificate, it ran out");

        await marek.Locator(".panel").GetByRole(AriaRole.Button, new() { Name = "Resolved" }).ClickAsync();
        await LookAsync(marek, "form");
        await marek.GetByLabel("What ended it?").FillAsync("The certificate was renewed");
        await marek.Keyboard.PressAsync("Control+Enter");
        await Expect(TimelineOf(priya)).ToContainTextAsync("Resolved: The certificate was renewed");

        await SayAsync(priya, "/frobnicate it");
        await LookAsync(priya, "refused");
        await SayAsync(priya, "/close");
        await Expect(marek.Locator("iframe[src^='/incidents/INC-1/postmortem.html']")).ToBeVisibleAsync();
        await Expect(marek.FrameLocator("iframe").Locator("h1")).ToHaveTextAsync("Postmortem: Checkout declines cards");
        await LookAsync(marek, "closed");
        await Expect(marek.Locator(".channels .dot.closed")).ToHaveCountAsync(1);
        await marek.Locator(".panel").GetByRole(AriaRole.Button, new() { Name = "Add task" }).ClickAsync();
        await marek.GetByLabel("What is promised?").FillAsync("Alert before it runs out");
        await marek.GetByLabel("By when?").FillAsync("2099-03-20");
        await marek.GetByLabel("How soon does it matter?").SelectOptionAsync("p1");
        await marek.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
        await LookAsync(marek, "task");
        await Expect(priya.Locator(".panel .details")).ToContainTextAsync("Alert before it runs out");
        await Expect(priya.FrameLocator("iframe").Locator("body")).ToContainTextAsync("Alert before it runs out");

        var draft = await marek.APIRequest.GetAsync(browser.Server.Address + "/incidents/INC-1/postmortem.md");
        Assert.Equal(200, draft.Status);
    }
}
