using IncidentBot.Incidents;
using IncidentBot.Postmortems;
using IncidentBot.Testing.Slack;
using NodaTime;

namespace IncidentBot.Stories.Slack;

/// <summary>
/// Plays a story as the people of a workspace would: every line a slash command, signed or in an envelope, at the story's time. What is
/// said in one breath is typed in one breath, beside the incident's channel where that is not there yet; then the bot has the time until
/// somebody speaks again.
/// </summary>
internal sealed class SlackStory(SlackHost host, Story story)
{
    private const string Command = "/incident";

    private string _channel = SlackHost.Ops;
    private bool _isOpen;

    /// <summary>Comes before each line.</summary>
    public Func<StoryLine, Task> Before { get; init; } = _ => Task.CompletedTask;

    private Instant Now => host.Bot.Clock.GetCurrentInstant();

    /// <summary>Plays it to its end; every line has to be taken.</summary>
    public async Task PlayAsync()
    {
        foreach (var (handle, name) in story.People)
        {
            host.Slack.Workspace.AddUser(new SlackUser(IdOf(handle), handle) { RealName = name, TimeZone = story.Lines[0].Zone.Id });
        }

        await host.MeetAsync();
        foreach (var line in story.Lines)
        {
            if (line.At > Now)
            {
                await host.SettleAsync(line.At);
                await PassTimeAsync(line.At);
                _channel = host.FindChannel(1)?.Id ?? SlackHost.Ops;
            }

            await Before(line);
            if (line.Who is { } who)
            {
                await SayAsync(line, who);
            }
        }

        await host.SettleAsync();
    }

    /// <summary>The draft as the bot would write it now.</summary>
    public async Task<string> DraftAsync() => PostmortemDraft.Markdown(await host.IncidentAsync(1));

    // What falls due on the way happens at its own time.
    private async Task PassTimeAsync(Instant until)
    {
        while (await host.Bot.Wakeups.NextAsync(TestContext.Current.CancellationToken) is { } due && due <= until)
        {
            host.Time.Advance(Positive(due - Now));
            await host.Engine.WakeAsync(host.Bot, TestContext.Current.CancellationToken);
            if (due < until)
            {
                await host.SettleAsync(until);
            }
        }

        host.Time.Advance(Positive(until - Now));
    }

    private async Task SayAsync(StoryLine line, string who)
    {
        Assert.StartsWith(Command, line.Text, StringComparison.Ordinal);
        var words = line.Text[Command.Length..].Trim();
        var reply = await host.TypesAsync(IdOf(who), _isOpen && _channel == SlackHost.Ops ? "INC-1 " + words : words, _channel);
        Assert.True(reply.Status == 200 && reply.Error is null, $"Line {line.Number} was answered with {reply.Status} {reply.Error}");
        _isOpen = true;
    }

    private static System.TimeSpan Positive(Duration duration) => Duration.Max(duration, Duration.Zero).ToTimeSpan();

    private static string IdOf(string handle) => "U" + handle.ToUpperInvariant();
}
