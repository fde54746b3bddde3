using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using IncidentBot.Incidents;
using IncidentBot.Postmortems;
using IncidentBot.Server.Settings;
using IncidentBot.Storage;
using IncidentBot.Stories;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace IncidentBot.Server.CommandLine;

/// <summary><c>replay FILE…</c>: plays incidents from text files through the whole service and prints their postmortems.</summary>
/// <remarks>
/// Each story has a temporary database of its own, unless <c>--database</c> names one. A line that is refused goes to standard error with its
/// number, the story goes on, and the exit status is 1.
/// </remarks>
internal static class ReplayVerb
{
    private static readonly JsonSerializerOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Argument<string[]> Files = new("file")
    {
        Description = "Stories; - is standard input.",
        HelpName = "FILE",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<bool> AsJson = new("--json")
    {
        Description = "Prints one JSON object a line for each incident, instead of Markdown.",
    };

    private static readonly Option<string?> Out = new("--out")
    {
        Description = "Writes a file for each incident into this folder, instead of printing.",
        HelpName = "DIR",
    };

    public static System.CommandLine.Command Create()
    {
        var verb = new System.CommandLine.Command(
            "replay",
            "Plays an incident from a text file on its own clock, and prints its postmortem."
        )
        {
            Files,
            AsJson,
            Out,
        };
        verb.SetAction(RunAsync);
        return verb.WithExamples(
            "incidentbot replay checkout.story",
            "incidentbot replay stories/*.story --out drafts",
            "incidentbot replay checkout.story --json | jq .durationMinutes"
        );
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var status = ExitStatus.Ok;
        foreach (var file in parsed.GetRequiredValue(Files))
        {
            status = Math.Max(status, await ReplayAsync(file, parsed, cancellation));
        }

        return status;
    }

    private static async Task<int> ReplayAsync(string file, ParseResult parsed, CancellationToken cancellation)
    {
        var (story, unread) = StoryReader.Read(await TextAsync(file, cancellation));
        if (StoryPlayer.StartOf(story) is not { } start)
        {
            Report(file, unread);
            throw new RefusedException(
                $"{file} has no line to play. A line is TIME WHO: TEXT, for example: 2023-10-15 10:45 amara: /incident open Web stack slow sev2"
            );
        }

        await using var place = StoryDatabase.For(DatabaseOption.Overrides(parsed));
        var clock = new StoryClock(start);
        await using var bot = await Bot.StartAsync(new SqliteDialect(place.File), clock, NullLoggerFactory.Instance, cancellation);
        var result = await new StoryPlayer(bot, clock).PlayAsync(story, cancellation);
        Report(file, [.. unread.Concat(result.Faults).OrderBy(fault => fault.Line)]);
        foreach (var id in result.Incidents)
        {
            await WriteAsync((await bot.Store.FindAsync(id, cancellation))!, file, parsed, cancellation);
        }

        return unread.Count + result.Faults.Count == 0 ? ExitStatus.Ok : ExitStatus.Refused;
    }

    private static async Task<string> TextAsync(string file, CancellationToken cancellation)
    {
        if (file == "-")
        {
            return await Console.In.ReadToEndAsync(cancellation);
        }

        return File.Exists(file)
            ? await File.ReadAllTextAsync(file, cancellation)
            : throw new RefusedException($"There is no file {file}.");
    }

    private static void Report(string file, IReadOnlyList<StoryFault> faults)
    {
        foreach (var fault in faults)
        {
            Console.Error.WriteLine(
                $"{file}:{fault.Line}: {fault.Text}\n    {fault.Because.Replace("\n", "\n    ", StringComparison.Ordinal)}"
            );
        }
    }

    private static async Task WriteAsync(Incident incident, string story, ParseResult parsed, CancellationToken cancellation)
    {
        var json = parsed.GetValue(AsJson);
        var text = json ? JsonNode.Parse(PostmortemDraft.Json(incident))!.ToJsonString(OneLine) + "\n" : PostmortemDraft.Markdown(incident);
        if (parsed.GetValue(Out) is not { } folder)
        {
            await Console.Out.WriteAsync(text);
            return;
        }

        Directory.CreateDirectory(folder);
        var name = $"{(story == "-" ? "story" : Path.GetFileNameWithoutExtension(story))}-{incident.Id}.{(json ? "json" : "md")}";
        await File.WriteAllTextAsync(Path.Combine(folder, name), text, cancellation);
        Console.Error.WriteLine(Path.Combine(folder, name));
    }

    /// <summary>Where a story is played: a temporary file that goes afterwards, or the database that was named.</summary>
    private sealed class StoryDatabase(string file, string? temporary) : IAsyncDisposable
    {
        public string File { get; } = file;

        public static StoryDatabase For(Dictionary<string, string?> named)
        {
            if (named.Count > 0)
            {
                return new StoryDatabase(Configuration.Settings<DatabaseSettings>(named).File, null);
            }

            var folder = Directory.CreateTempSubdirectory("incidentbot-story-").FullName;
            return new StoryDatabase(Path.Combine(folder, "story.db"), folder);
        }

        public ValueTask DisposeAsync()
        {
            if (temporary is not null)
            {
                SqliteConnection.ClearAllPools();
                Directory.Delete(temporary, recursive: true);
            }

            return ValueTask.CompletedTask;
        }
    }
}
