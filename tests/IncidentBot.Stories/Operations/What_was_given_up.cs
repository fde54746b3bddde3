using System.Net;
using IncidentBot.Stories.CommandLine;
using IncidentBot.Testing.Slack;

namespace IncidentBot.Stories.Operations;

public sealed class What_was_given_up
{
    [Fact]
    public async Task Is_on_a_page_with_a_button_that_has_it_taken_up_again()
    {
        await using var bot = await OnSlack.StartAsync();
        var channel = await GiveUpAsync(bot);
        using var client = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() })
        {
            BaseAddress = new Uri(bot.Server.Address),
        };
        Assert.Contains("/outbox", await GetAsync(client, "/"), StringComparison.Ordinal);
        Assert.DoesNotContain("Try again", await GetAsync(client, "/outbox"), StringComparison.Ordinal);
        await PostAsync(client, "/chat", "/chat/person", ("name", "Priya Raman"), ("zone", "Asia/Kolkata"));

        var page = await PostAsync(client, "/outbox", "/outbox/retry", ("id", "all"));

        Assert.Contains("Priya Raman", page, StringComparison.Ordinal);
        await bot.Slack.Until(() =>
            channel.Messages.Any(message => message.ReadableText.Contains("is here now", StringComparison.Ordinal))
        );
        Assert.DoesNotContain("Try again", await GetAsync(client, "/outbox"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_told_by_the_doctor_and_taken_up_again_on_the_command_line_while_the_bot_runs()
    {
        await using var bot = await OnSlack.StartAsync();
        var channel = await GiveUpAsync(bot);

        var doctor = await RunAsync(bot, "doctor");
        Assert.Contains("PROBLEM outbox: 1 deliveries were given up", doctor.Output, StringComparison.Ordinal);
        var list = await RunAsync(bot, "outbox");
        Assert.Equal(0, list.Status);
        Assert.Contains("a message to the channel", list.Output, StringComparison.Ordinal);
        Assert.Equal(1, (await RunAsync(bot, "outbox", "retry", "nothing")).Status);
        var retried = await RunAsync(bot, "outbox", "retry", list.Output.Split(' ')[0]);

        Assert.Equal((0, "1 delivery is taken up again.", ""), (retried.Status, retried.Output.Trim(), retried.Error));
        await bot.Slack.Until(() =>
            channel.Messages.Any(message => message.ReadableText.Contains("is here now", StringComparison.Ordinal))
        );
        Assert.Equal("Nothing was given up.", (await RunAsync(bot, "outbox")).Output.Trim());
    }

    // The post of a status update is refused for good, once.
    private static async Task<SlackChannel> GiveUpAsync(OnSlack bot)
    {
        var channel = await bot.OpenAsync("Web stack slow sev2");
        await bot.Slack.Until(() => channel.Messages.Count > 0);
        bot.Slack.Faults.Next("chat.postMessage", SlackFault.Refused("msg_too_long"));
        await bot.TypesAsync("suspect 10m ago It is here now for 5m", channel.Id);
        await bot.Slack.Until(() =>
            channel.Messages.Any(message => message.ReadableText.Contains("Not delivered", StringComparison.Ordinal))
        );
        return channel;
    }

    private static Task<Ended> RunAsync(OnSlack bot, params string[] words) =>
        Executable.RunAsync(bot.Server.Folder, words, bot.Server.Environment);

    private static Task<string> GetAsync(HttpClient client, string page) =>
        client.GetStringAsync(page, TestContext.Current.CancellationToken);

    private static async Task<string> PostAsync(HttpClient client, string page, string to, params (string Name, string Value)[] fields)
    {
        const string Before = "__RequestVerificationToken\" value=\"";
        var token = (await GetAsync(client, page)).Split(Before)[1].Split('"')[0];
        using var content = new FormUrlEncodedContent(
            fields.Append(("__RequestVerificationToken", token)).Select(field => KeyValuePair.Create(field.Item1, field.Item2))
        );
        using var response = await client.PostAsync(to, content, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
