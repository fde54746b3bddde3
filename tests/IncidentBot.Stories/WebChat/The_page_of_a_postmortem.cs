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

    [Fact]
    public async Task Leaves_no_heading_alone_at_the_end_of_a_sheet_and_cuts_no_table()
    {
        Assert.SkipWhen(!File.Exists("/usr/bin/pdftotext"), "pdftotext is not installed");
        for (var notes = 20; notes < 80; notes += 6)
        {
            var told = Enumerable.Range(0, notes).Aggregate(AnIncident.Opened, (incident, i) => incident.After($"note Step{i} of it"));
            var incident = told.After(
                "detected Monitoring",
                "suspect The database",
                "cause A full disk",
                "fix More disk",
                "resolved Over",
                "close"
            ).Incident;
            var page = await browser.ShowAsync(PostmortemDraft.Html(incident));
            var file = Path.Combine(Path.GetTempPath(), $"incidentbot-{Guid.NewGuid():N}.pdf");
            string[] sheets;
            try
            {
                await page.PdfAsync(new() { Path = file, Format = "A5" });
                sheets = (await TextAsync(file)).Split('\f', StringSplitOptions.RemoveEmptyEntries);
            }
            finally
            {
                File.Delete(file);
            }

            var headings = PostmortemDraft
                .Markdown(incident)
                .Split('\n')
                .Where(line => line.StartsWith('#'))
                .Select(line => line.TrimStart('#', ' '))
                .ToHashSet();
            Assert.True(sheets.Length > 1);
            Assert.All(
                Enumerable.Range(0, notes),
                i => Assert.Contains(sheets, sheet => sheet.Contains($"Step{i} of it", StringComparison.Ordinal))
            );
            Assert.All(sheets, sheet => Assert.DoesNotContain(sheet.TrimEnd().Split('\n')[^1].Trim(), headings));
            Assert.Contains(
                sheets,
                sheet =>
                    sheet.Contains("Time to detect", StringComparison.Ordinal)
                    && sheet.Contains("Time to resolve", StringComparison.Ordinal)
            );
            await page.Context.CloseAsync();
        }
    }

    private static async Task<string> TextAsync(string pdf)
    {
        using var reading = System.Diagnostics.Process.Start(
            new System.Diagnostics.ProcessStartInfo("/usr/bin/pdftotext", ["-layout", pdf, "-"])
            {
                RedirectStandardOutput = true,
                UseShellExecute = false,
            }
        )!;
        var text = await reading.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await reading.WaitForExitAsync(TestContext.Current.CancellationToken);
        return text;
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
    }
}
