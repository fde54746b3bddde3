using System.CommandLine;
using IncidentBot.Incidents;
using IncidentBot.Postmortems;
using IncidentBot.Server.Postmortems;

namespace IncidentBot.Server.CommandLine;

/// <summary><c>replay FILE…</c>: plays stories through the whole service and prints the postmortems.</summary>
internal static class ReplayVerb
{
    private static readonly Argument<string[]> Files = new("file")
    {
        Description = "Stories: text files with lines such as 10:45 amara: /incident note Deployed version 212",
        HelpName = "FILE",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<bool> Json = new("--json") { Description = "Prints JSON instead of Markdown." };

    private static readonly Option<string?> Out = new("--out")
    {
        Description = "Writes INC-1.md and so on into this folder instead of printing; of several stories, each into a folder of its name.",
        HelpName = "DIR",
    };

    public static System.CommandLine.Command Create()
    {
        var verb = new System.CommandLine.Command(
            "replay",
            "Plays incidents from text files on their own clock and prints their postmortems. A line that is refused is told on standard error, and the status is 1. Each story gets a database that is thrown away, unless you name one."
        )
        {
            Files,
            Json,
            Out,
        };
        verb.SetAction(RunAsync);
        return verb.WithExamples(
            "incidentbot replay checkout.story",
            "incidentbot replay --json checkout.story",
            "incidentbot replay --out drafts stories/*.story"
        );
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var files = parsed.GetRequiredValue(Files);
        var missing = files.Where(file => !File.Exists(file)).ToList();
        if (missing.Count > 0)
        {
            throw new RefusedException($"There is no file {string.Join(", ", missing)}. Nothing was played.");
        }

        var format = parsed.GetValue(Json) ? PostmortemFormat.Json : PostmortemFormat.Markdown;
        var status = ExitStatus.Ok;
        foreach (var file in files)
        {
            var played = await PlayedStory.PlayAsync(file, parsed.GetValue(DatabaseOption.Instance), cancellation);
            foreach (var fault in played.Faults)
            {
                await Console.Error.WriteLineAsync($"{file}:{fault.Line}: {fault.Because}{Environment.NewLine}    {fault.Text}");
                status = ExitStatus.Refused;
            }

            if (parsed.GetValue(Out) is not { } folder)
            {
                await PrintAsync(played.Incidents, format);
            }
            else
            {
                var own = files.Length == 1 ? folder : Path.Combine(folder, Path.GetFileNameWithoutExtension(file));
                await WriteAsync(played.Incidents, format, own, cancellation);
            }
        }

        return status;
    }

    private static async Task PrintAsync(IReadOnlyList<Incident> incidents, PostmortemFormat format)
    {
        foreach (var incident in incidents)
        {
            await Console.Out.WriteLineAsync(format.Render(incident, PostmortemOptions.Default, null).TrimEnd('\n'));
        }
    }

    private static async Task WriteAsync(
        IReadOnlyList<Incident> incidents,
        PostmortemFormat format,
        string folder,
        CancellationToken cancellation
    )
    {
        try
        {
            Directory.CreateDirectory(folder);
            foreach (var incident in incidents)
            {
                var file = Path.Combine(folder, $"{incident.Id}.{format.Name}");
                await File.WriteAllTextAsync(file, format.Render(incident, PostmortemOptions.Default, null), cancellation);
                await Console.Out.WriteLineAsync(file);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException($"{folder} could not be written: {exception.Message}");
        }
    }
}
