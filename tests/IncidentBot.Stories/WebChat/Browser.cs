using IncidentBot.Stories.CommandLine;
using IncidentBot.Testing;
using Microsoft.Playwright;

namespace IncidentBot.Stories.WebChat;

/// <summary>The system's Chromium and a bot of its own. Without a Chromium the tests are skipped.</summary>
public sealed class Browser : IAsyncLifetime
{
    /// <summary>Browsers run one after the other and beside no other test: on two cores they would only show how slow that is.</summary>
    public const string Alone = "the browser";

    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private IPlaywright? _playwright;
    private IBrowser? _chromium;
    private RunningServer? _server;

    internal RunningServer Server => _server!;

    public async ValueTask InitializeAsync()
    {
        if (Array.Find(Places, File.Exists) is not { } executable || await StoryStore.MissingAsync() is not null)
        {
            return;
        }

        // A busy machine is slow, not wrong.
        Assertions.SetDefaultExpectTimeout(20_000);
        _server = await RunningServer.StartAsync();
        _playwright = await Playwright.CreateAsync();
        _chromium = await _playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions
            {
                ExecutablePath = executable,
                Args =
                [
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--no-first-run",
                ],
            }
        );
    }

    public async ValueTask DisposeAsync()
    {
        if (_chromium is not null)
        {
            await _chromium.DisposeAsync();
        }

        _playwright?.Dispose();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    /// <summary>Somebody with a browser of their own, who has said their name.</summary>
    public async Task<IPage> EnterAsync(string name, string zone = "Europe/Berlin", int width = 1280)
    {
        Assert.SkipWhen(_chromium is null, "no Chromium is installed");
        var context = await _chromium!.NewContextAsync(
            new BrowserNewContextOptions
            {
                BaseURL = Server.Address,
                TimezoneId = zone,
                ViewportSize = new ViewportSize { Width = width, Height = 800 },
            }
        );
        var page = await context.NewPageAsync();
        await page.GotoAsync("/chat");
        await LookAsync(page, "introduction");
        await page.GetByLabel("Name").FillAsync(name);
        await page.GetByRole(AriaRole.Button, new() { Name = "Enter the chat" }).ClickAsync();
        await Assertions.Expect(Box(page)).ToBeFocusedAsync();
        return page;
    }

    /// <summary>A page that shows what a test puts on it.</summary>
    public async Task<IPage> ShowAsync(string html, int width = 640)
    {
        Assert.SkipWhen(_chromium is null, "no Chromium is installed");
        var context = await _chromium!.NewContextAsync(
            new BrowserNewContextOptions
            {
                TimezoneId = "Europe/Berlin",
                ViewportSize = new ViewportSize { Width = width, Height = 800 },
            }
        );
        var page = await context.NewPageAsync();
        await page.SetContentAsync(html);
        return page;
    }

    /// <summary>Types a line and sends it with the keyboard alone.</summary>
    public static async Task SayAsync(IPage page, string line)
    {
        await Box(page).FillAsync(line);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#waiting li:not(.refused)")).ToHaveCountAsync(0);
    }

    public static ILocator Box(IPage page) => page.Locator("#line");

    public static ILocator Messages(IPage page) => page.Locator(".messages");

    public static ILocator TimelineOf(IPage page) => page.Locator(".timeline");

    // Pictures for a person to look at, where INCIDENTBOT_PICTURES names a folder.
    public static async Task LookAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("INCIDENTBOT_PICTURES") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name + ".png") });
        }
    }
}

/// <summary>See <see cref="Browser.Alone"/>.</summary>
[CollectionDefinition(Browser.Alone, DisableParallelization = true)]
public sealed class AloneWithABrowser;
