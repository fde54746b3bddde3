using IncidentBot.Postmortems;
using IncidentBot.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IncidentBot.Stories.WebChat;

[Collection(Browser.Alone)]
public sealed class The_page_of_a_postmortem(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task Lists_what_is_missing_and_takes_it_and_edits_reviews_and_publishes()
    {
        var page = await browser.EnterAsync("Priya Raman");
        await Browser.SayAsync(page, "/incident open Disk full on <b>web</b> sev2");
        await Expect(page.Locator(".panel h2")).ToContainTextAsync("Disk full");
        var incident = (await page.Locator(".panel h2").InnerTextAsync()).Split(' ')[0];
        await Browser.SayAsync(page, "/incident resolved More disk");
        await Browser.SayAsync(page, "/incident close");
        await page.GotoAsync($"/incidents/{incident}/postmortem");
        await Expect(page.Locator(".state")).ToHaveTextAsync("draft");
        await Browser.LookAsync(page, "postmortem");

        var missing = page.GetByLabel("Missing", new() { Exact = true });
        await Expect(missing).ToContainTextAsync("The root cause (required)");
        await AskAsync(missing, "Root cause", "Send", "A full disk <script>alert(1)</script>");
        await Expect(missing).Not.ToContainTextAsync("The root cause");

        await AskAsync(page.Locator("#root-cause-and-resolution"), "Edit", "Save", "A disk was full.\n\nNobody watched it.");
        await Expect(page.Locator("#root-cause-and-resolution .words")).ToContainTextAsync("Nobody watched it.");
        await AskAsync(missing, "Resolution", "Send", "More disk");
        await Expect(page.Locator("#root-cause-and-resolution .difference")).ToContainTextAsync("+ More disk");
        await Expect(page.GetByLabel("Versions")).ToContainTextAsync("Priya Raman");

        var tasks = page.GetByLabel("Corrective tasks");
        await Expect(tasks).ToContainTextAsync("Nothing was promised yet");
        await tasks.Locator("summary").ClickAsync();
        await tasks.Locator("[name=owner]").FillAsync("Priya Raman");
        await tasks.Locator("[name=due]").FillAsync("2099-12-01");
        await tasks.Locator("[name=kind]").SelectOptionAsync("prevent");
        await tasks.Locator("[name=text]").FillAsync("Watch the disk");
        await tasks.GetByRole(AriaRole.Button, new() { Name = "Add" }).ClickAsync();
        await Expect(tasks).ToContainTextAsync("T1 Watch the disk — @Priya Raman, due 2099-12-01");

        await AskAsync(page.GetByLabel("Comments"), "Comment", "Comment", "Say since when");
        await Expect(page.GetByLabel("Comments")).ToContainTextAsync("Priya Raman");
        await AskAsync(page.GetByLabel("Review", new() { Exact = true }), "Publish", "Publish", null);
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Not published, for nobody has said: how it was detected");
        await AskAsync(page.GetByLabel("Review", new() { Exact = true }), "Publish", "Publish", "Nobody knows more");
        await Expect(page.Locator(".state")).ToHaveTextAsync("published, version 1");

        var published = await page.APIRequest.GetAsync($"/incidents/{incident}/postmortem.html?version=1");
        var bytes = await published.BodyAsync();
        await AskAsync(page.Locator("#root-cause-and-resolution"), "Edit", "Save", "Somebody had filled the disk.");
        await Expect(page.Locator(".state")).ToHaveTextAsync("draft of version 2; version 1 stays as it was published");
        await Expect(page.GetByLabel("Versions")).ToContainTextAsync("Version 1, published by Priya Raman");
        Assert.Equal(bytes, await (await page.APIRequest.GetAsync($"/incidents/{incident}/postmortem.html?version=1")).BodyAsync());
        Assert.Equal(404, (await page.APIRequest.GetAsync($"/incidents/{incident}/postmortem.html?version=2")).Status);

        var template = page.GetByLabel("Document", new() { Exact = true }).Locator("details").First;
        await template.Locator("summary").ClickAsync();
        await template.Locator("select").SelectOptionAsync("blameless");
        await template.GetByRole(AriaRole.Button, new() { Name = "Take it" }).ClickAsync();
        await Expect(page.Locator("#what-happened")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Prints_on_paper_with_its_chart_and_nothing_cut_off()
    {
        var incident = AnIncident
            .Opened.After("detected Monitoring", "impact 30% of users", "suspect The database, " + new string('x', 200))
            .Later(NodaTime.Duration.FromMinutes(20))
            .After("ruledout H1 Load is normal", "cause A full disk", "fix More disk", "resolved Over", "close")
            .Incident;
        var page = await browser.ShowAsync(PostmortemDraft.Html(incident));

        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await Expect(page.Locator("svg.chart")).ToBeVisibleAsync();
        await Expect(page.Locator("svg.chart .wrong")).ToHaveCountAsync(1);
        await Expect(page.Locator("svg.chart")).ToContainTextAsync("cost 21 min");
        await page.SetViewportSizeAsync(640, 900);
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"));
        var pdf = await page.PdfAsync(new() { Format = "A4", PrintBackground = true });

        Assert.True(pdf.Length > 10_000);
        Assert.Equal("%PDF"u8.ToArray(), pdf[..4]);
    }

    private static async Task AskAsync(ILocator where, string title, string submit, string? text)
    {
        var form = where.Locator("details").Filter(new() { Has = where.Page.Locator("summary", new() { HasTextString = title }) }).First;
        await form.Locator("summary").ClickAsync();
        if (text is not null)
        {
            await form.Locator("[name=text]").FillAsync(text);
        }

        await form.GetByRole(AriaRole.Button, new() { Name = submit }).ClickAsync();
        await where.Page.WaitForLoadStateAsync();
    }
}
