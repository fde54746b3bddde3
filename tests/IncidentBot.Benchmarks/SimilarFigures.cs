using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.Import;
using IncidentBot.People;
using IncidentBot.Storage;
using IncidentBot.Testing;
using IncidentBot.Testing.Documents;
using Microsoft.Extensions.Logging.Abstractions;

namespace IncidentBot.Benchmarks;

/// <summary>
/// How often <c>similar</c> finds the right past incident by a few words, and is silent where there is none, on invented incidents and documents.
/// Those of <c>fresh.txt</c> were written after the ranking was settled, and nothing was changed by what came out of them.
/// </summary>
internal static class SimilarFigures
{
    /// <summary>Asks everything, and prints the shares.</summary>
    public static async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("incidentbot-similar-").FullName;
        try
        {
            await OnIncidentsAsync(folder, "labelled", "developed on", "its other half, developed on later");
            await OnDocumentsAsync(folder);
            await OnIncidentsAsync(folder, "fresh", "never developed on, odd numbers", "never developed on, even numbers");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task OnIncidentsAsync(string folder, string name, string odd, string even)
    {
        await using var bot = await Bot.StartAsync(
            new SqliteDialect(Path.Combine(folder, name + ".db")),
            new TestClock(),
            NullLoggerFactory.Instance,
            CancellationToken.None
        );
        var memories = LabelledMemories.Read(name);
        foreach (var (number, line) in memories.Lines)
        {
            await SayAsync(bot, number is { } of ? $"INC-{of} {line}" : line);
        }

        foreach (var isHeldOut in new[] { false, true })
        {
            var found = await ShareAsync(bot, memories.Answered.Where(asked => asked.IsHeldOut == isHeldOut));
            var silent = await ShareAsync(bot, memories.Unanswered.Where(asked => asked.IsHeldOut == isHeldOut));
            Console.WriteLine($"{(isHeldOut ? even : odd)}: the right one among three {found:P0}, silent where there is none {silent:P0}");
        }
    }

    // Scored once before it was developed on: the right one among three 91 %, silent 78 %.
    private static async Task OnDocumentsAsync(string folder)
    {
        await using var bot = await Bot.StartAsync(
            new SqliteDialect(Path.Combine(folder, "documents.db")),
            new TestClock(),
            NullLoggerFactory.Instance,
            CancellationToken.None
        );
        var importer = new Importer(bot.Database, bot.Store, bot.Clock);
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var document in LabelledDocument.Development.Concat(LabelledDocument.HeldOut))
        {
            var text = DocumentText.Of(System.Text.Encoding.UTF8.GetBytes(document.Text));
            var imported = await importer.ImportAsync(document.Name.Trim() + ".md", text, CancellationToken.None);
            numbers[document.Name.Trim()] = imported.Incident!.Value.Number;
        }

        var questions = LabelledMemories.OnDocuments(numbers);
        var found = await ShareAsync(bot, questions.Where(asked => asked.Answer is not null));
        var silent = await ShareAsync(bot, questions.Where(asked => asked.Answer is null));
        Console.WriteLine(
            $"{numbers.Count} imported documents, {questions.Count} questions, developed on later: the right one among three {found:P0}, silent where there is none {silent:P0}"
        );
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
