using System.Text;
using System.Text.Json.Nodes;
using IncidentBot.Testing.Teams;

namespace IncidentBot.Stories.Teams;

/// <summary>An incident whose people say everything at great length: whatever card comes of it, Teams takes it.</summary>
public class Very_long_texts
{
    private const int Largest = 28 * 1024;

    public static TheoryData<string> Words =>
        [
            "the queue is full and nobody knows why ",
            "nothingbutonewordthatneverends",
            "障害が発生しています。",
            "🔥 💥 ",
            "*_[]()`~<at>{{DATE( \\ \" & ",
            "line after line\n",
            "@Ana Lima ",
        ];

    [Theory]
    [MemberData(nameof(Words))]
    public async Task No_card_is_ever_too_large(string words)
    {
        await using var host = await TeamsHost.StartAsync(options: new FakeTeamsOptions { RateLimits = false });
        var text = string.Concat(Enumerable.Repeat(words, 20_000 / words.Length));
        var channel = await host.OpenAsync(Of(text, 250));
        await host.MeetAsync();
        var replies = new List<TeamsReply>();
        foreach (var line in Lines(text))
        {
            replies.Add(await host.Teams.As(host.Marek).Says(line, channel));
        }

        await host.SettleAsync();
        replies.AddRange(await DialogsAsync(host, channel, text));
        foreach (var line in new[] { $"resolved {text}", $"close {text}", "postmortem", "postmortem show" })
        {
            replies.Add(await host.Teams.As(host.Marek).Says(line, channel));
        }

        await Giving_work.PassAsync(host, NodaTime.Duration.FromDays(28));
        await host.SettleAsync();

        var refused = host.Teams.Calls().Where(call => call.Status is 400 or 413).ToList();
        Assert.True(refused.Count == 0, string.Join('\n', refused));
        var said = host.Teams.Organisation.Conversations.SelectMany(conversation => conversation.FromBot).ToList();
        Assert.True(said.Count > 30, $"Only {said.Count} messages were said.");
        Assert.All(said, message => Assert.NotNull(message.Card));
        Assert.All(said, message => Assert.InRange(Encoding.UTF8.GetByteCount(message.Activity.ToJsonString(Relaxed)), 1, Largest));
        Assert.All(replies, reply => Assert.Equal(200, reply.Status));
        Assert.All(replies, reply => Assert.InRange(Encoding.UTF8.GetByteCount(reply.Body), 0, Largest));
    }

    private static readonly System.Text.Json.JsonSerializerOptions Relaxed = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    // What asks, and every word that somebody can type, with as much behind it as there is.
    private static IEnumerable<string> Lines(string text) =>
        [
            "lead",
            $"detected {text}",
            $"note {text}",
            $"impact 40% {text}",
            $"suspect {text} for 5m",
            $"ruledout H1 {text}",
            $"suspect {text}",
            $"confirm H2 {text}",
            $"sev 1 {text}",
            $"status identified {text}",
            $"role scribe @Ana Lima",
            $"role {Of(text, 40)} @Ana Lima",
            $"escalate @Ana Lima {text}",
            $"page @Ana Lima {text}",
            "ack",
            $"update {text} next 30m",
            $"improve {text}",
            .. Enumerable.Range(0, 4).Select(_ => $"task add {text} @Ana Lima due 2026-03-10"),
            $"task sub T1 {text}",
            $"task done T2 {text}",
            $"task drop T3 {text}",
            $"correct #3 {text}",
            $"mitigated {text}",
            $"cause {text}",
            $"fix {text}",
            $"unheard-of {text}",
            $"help {text}",
            $"INC-99 {text}",
            "help",
            "show",
            "timeline",
            "timeline full",
            "who",
            "list all",
            "task list all",
            $"similar {text}",
            "stats",
            "digest",
        ];

    // Dialogs that begin with what was said, and ones that come back refused with everything that was typed.
    private static async Task<List<TeamsReply>> DialogsAsync(TeamsHost host, TeamsConversation channel, string text)
    {
        var marek = host.Teams.As(host.Marek);
        var said = await marek.Says("note " + text, host.Ops);
        var message = host.Ops.Messages.Last(one => one.Author is not null);
        var replies = new List<TeamsReply> { said };
        foreach (var command in new[] { "addToTimeline", "addTask" })
        {
            var opened = await marek.Chooses(command, message, host.News);
            replies.Add(opened);
            var answers = new JsonObject();
            foreach (var input in TeamsCards.Inputs(opened.Dialog))
            {
                answers[input["id"]!.ToString()] = Of(text, 3000);
            }

            replies.Add(await marek.Submits(opened, answers, host.News));
        }

        foreach (var posted in channel.FromBot.Where(one => one.Card is not null))
        {
            foreach (var action in TeamsCards.Actions(posted.Card).Where(action => action["data"]?["msteams"] is not null))
            {
                replies.Add(await marek.Presses(action["title"]!.ToString(), posted, channel));
            }
        }

        return replies;
    }

    private static string Of(string text, int length) => text.ReplaceLineEndings(" ")[..length].Trim();
}
