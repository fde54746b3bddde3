using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.People;
using IncidentBot.Storage;
using IncidentBot.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace IncidentBot.Benchmarks;

/// <summary>
/// How often <c>similar</c> finds the right past incident by a few words, and is silent where there is none, on invented incidents. Those with
/// even numbers, and every second question without an answer, were not looked at while the ranking was made.
/// </summary>
internal static class SimilarFigures
{
    /// <summary>Asks everything, and prints the shares.</summary>
    public static async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("incidentbot-similar-").FullName;
        try
        {
            await using var bot = await Bot.StartAsync(
                new SqliteDialect(Path.Combine(folder, "bot.db")),
                new TestClock(),
                NullLoggerFactory.Instance,
                CancellationToken.None
            );
            var memories = LabelledMemories.Read();
            foreach (var (number, line) in memories.Lines)
            {
                await SayAsync(bot, number is { } of ? $"INC-{of} {line}" : line);
            }

            foreach (var isHeldOut in new[] { false, true })
            {
                var found = await ShareAsync(bot, memories.Answered.Where(asked => asked.IsHeldOut == isHeldOut));
                var silent = await ShareAsync(bot, memories.Unanswered.Where(asked => asked.IsHeldOut == isHeldOut));
                var which = isHeldOut ? "held out" : "developed on";
                Console.WriteLine($"{which}: the right one among three {found:P0}, silent where there is none {silent:P0}");
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<double> ShareAsync(Bot bot, IEnumerable<AskedMemory> questions)
    {
        var (right, all) = (0, 0);
        foreach (var question in questions)
        {
            var answer = await SayAsync(bot, $"similar {question.Text}");
            all++;
            right += question.Answer is { } number
                ? Convert.ToInt32(answer.Contains($"INC-{number} ", StringComparison.Ordinal))
                : Convert.ToInt32(answer.Contains("No past incident", StringComparison.Ordinal));
        }

        return (double)right / all;
    }

    private static async Task<string> SayAsync(Bot bot, string words)
    {
        var said = new Inbound(new Person("web:amara", "Amara Diallo"), "UTC", new Place("web", "general"), words);
        var reply = await bot.Desk.HandleAsync(said, CancellationToken.None);
        var text = PlainTextCard.Render(reply.Card);
        return reply.Outcome == Outcome.Refused ? throw new InvalidOperationException($"{words}: {text}") : text;
    }
}
