using System.CommandLine;
using IncidentBot.Import;
using IncidentBot.Server.Settings;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace IncidentBot.Server.CommandLine;

/// <summary><c>import PATH…</c>: reads postmortems that people wrote, each as an incident of the past.</summary>
internal static class ImportVerb
{
    private const string StandardInput = "-";

    private static readonly Argument<string[]> Paths = new("path")
    {
        Description = "Documents: files, folders with all below them, or - for standard input.",
        HelpName = "PATH",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<bool> Json = new("--json") { Description = "Prints what was read, a line of JSON for each document." };

    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Only reads, and says what would be imported." };

    public static Command Create()
    {
        var verb = new Command(
            "import",
            "Reads postmortems that people wrote, in Markdown or plain text, each as an incident of the past. What a document contradicts itself in and what could not be read is told. A document is imported once, however often it is named. The status is 1 where one was refused."
        )
        {
            Paths,
            Json,
            DryRun,
        };
        verb.SetAction(RunAsync);
        return verb.WithExamples(
            "incidentbot import postmortems/",
            "incidentbot import --dry-run outage-2024-06-05.md",
            "incidentbot import --json - < outage.md"
        );
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var isDryRun = parsed.GetValue(DryRun);
        var isJson = parsed.GetValue(Json);
        var files = Files(parsed.GetRequiredValue(Paths));
        await using var bot = isDryRun ? null : await OpenAsync(parsed, cancellation);
        var importer = bot is null ? null : new Importer(bot.Database, bot.Store, bot.Clock);
        var results = new List<ImportResult>(files.Count);
        foreach (var file in files)
        {
            Progress($"Reading {results.Count + 1} of {files.Count} …", files.Count);
            var result = await ImportAsync(importer, file, cancellation);
            results.Add(result);
            Progress("", files.Count);
            await TellAsync(result, isJson, isDryRun);
        }

        if (!isJson)
        {
            Console.Out.WriteLine(ImportReport.Sum(results, isDryRun));
        }

        return results.Exists(result => result.Outcome == ImportOutcome.Refused) || results.Count == 0 ? ExitStatus.Refused : ExitStatus.Ok;
    }

    private static List<DocumentFile> Files(string[] paths) =>
        [.. paths.SelectMany(path => path == StandardInput ? [new DocumentFile(StandardInput)] : DocumentFiles.Find([path]))];

    private static async Task<Bot> OpenAsync(ParseResult parsed, CancellationToken cancellation) =>
        await StartedBot.OpenAsync(
            Configuration.Settings<DatabaseSettings>(DatabaseOption.Overrides(parsed)),
            SystemClock.Instance,
            NullLoggerFactory.Instance,
            cancellation,
            synonyms: Configuration.Settings<MemorySettings>(DatabaseOption.Overrides(parsed)).Synonyms
        );

    private static async Task<ImportResult> ImportAsync(Importer? importer, DocumentFile file, CancellationToken cancellation)
    {
        var document = await TextAsync(file, cancellation);
        var source = file.Name == StandardInput ? "standard input" : file.Name;
        return importer is null ? Importer.Read(source, document) : await importer.ImportAsync(source, document, cancellation);
    }

    private static async Task<DocumentText> TextAsync(DocumentFile file, CancellationToken cancellation)
    {
        if (file.Because is { } because)
        {
            return new DocumentText(null, because);
        }

        try
        {
            await using var stream = file.Name == StandardInput ? Console.OpenStandardInput() : File.OpenRead(file.Name);
            return await DocumentText.ReadAsync(stream, cancellation);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new DocumentText(null, $"It cannot be read: {exception.Message}");
        }
    }

    private static async Task TellAsync(ImportResult result, bool isJson, bool isDryRun)
    {
        if (result.Outcome == ImportOutcome.Refused)
        {
            await Console.Error.WriteLineAsync(ImportReport.Of(result, isDryRun));
        }

        if (isJson)
        {
            await Console.Out.WriteLineAsync(ImportJson.Line(result));
        }
        else if (result.Outcome != ImportOutcome.Refused)
        {
            await Console.Out.WriteLineAsync(ImportReport.Of(result, isDryRun));
        }
    }

    // On a terminal the line is written over, also by what was read; in a pipe there is none.
    private static void Progress(string line, int all)
    {
        if (!Console.IsErrorRedirected && all > 1)
        {
            Console.Error.Write($"\r\u001b[K{line}");
        }
    }
}
