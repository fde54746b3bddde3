using System.CommandLine;
using IncidentBot.Chat.Cards;
using IncidentBot.Memory;
using IncidentBot.Server.Settings;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace IncidentBot.Server.CommandLine;

/// <summary><c>similar TEXT</c>: past incidents that resemble a few words.</summary>
internal static class SimilarVerb
{
    private const int MostAsked = 100;

    private static readonly Argument<string[]> Text = new("text")
    {
        Description = "How it shows, in a few words; without quotes too.",
        HelpName = "TEXT",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<bool> Json = new("--json")
    {
        Description = "Prints an array, best first: incident, title, score, cause, fix, source (the imported file).",
    };

    private static readonly Option<int> Top = Counted();

    public static Command Create()
    {
        var verb = new Command(
            "similar",
            "Shows past incidents that resemble a few words: what it was, what fixed it, what was suspected wrongly, and what is still promised. It says so where nothing is near enough; the status is 0 then too."
        )
        {
            Text,
            Top,
            Json,
        };
        verb.SetAction(RunAsync);
        return verb.WithExamples("incidentbot similar checkout answers 502", "incidentbot similar --top 1 --json \"certificate expired\"");
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var overrides = DatabaseOption.Overrides(parsed);
        var settings = Configuration.Settings<DatabaseSettings>(overrides);
        if (!settings.IsPostgres && !File.Exists(settings.File))
        {
            throw new RefusedException($"There is no database {settings.File}. Name it with --database FILE.");
        }

        await using var bot = await StartedBot.OpenAsync(
            settings,
            SystemClock.Instance,
            NullLoggerFactory.Instance,
            cancellation,
            synonyms: Configuration.Settings<MemorySettings>(overrides).Synonyms
        );
        var resemblances = new Resemblances(bot.Database);
        var found = await resemblances.FindAsync(string.Join(' ', parsed.GetRequiredValue(Text)), null, parsed.GetValue(Top), cancellation);
        await Console.Out.WriteLineAsync(
            parsed.GetValue(Json) ? SimilarJson.Of(found)
            : found.IsEmpty ? "No past incident is near enough."
            : PlainTextCard.Render(resemblances.Card(found))
        );
        return ExitStatus.Ok;
    }

    private static Option<int> Counted()
    {
        var top = new Option<int>("--top")
        {
            Description = "How many at most.",
            HelpName = "N",
            DefaultValueFactory = _ => 3,
        };
        top.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && result.GetValueOrDefault<int>() is < 1 or > MostAsked)
            {
                result.AddError($"--top is a number from 1 to {MostAsked}.");
            }
        });
        return top;
    }
}
