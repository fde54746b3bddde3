using System.CommandLine;
using System.Globalization;
using IncidentBot.Server.Settings;
using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.Server.CommandLine;

/// <summary><c>restore FILE</c>: puts a backup in the database's place. The database that was there is kept.</summary>
internal static class RestoreVerb
{
    private static readonly Argument<string> From = new("file") { Description = "The backup.", HelpName = "FILE" };

    private static readonly Option<bool> Force = new("--force")
    {
        Description = "Restore over a database that is there; what it holds is kept in a file beside it.",
    };

    public static Command Create()
    {
        var verb = new Command("restore", "Puts a backup in the database's place, after checking it; also while the bot runs.")
        {
            From,
            Force,
        };
        verb.SetAction(RunAsync);
        return verb.WithExamples("incidentbot restore incidents-friday.db", "incidentbot restore --force incidents-friday.db");
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var settings = Configuration.Settings<DatabaseSettings>(DatabaseOption.Overrides(parsed));
        if (settings.IsPostgres)
        {
            throw new RefusedException(
                "The bot's database is on PostgreSQL: put a copy back with pg_restore. restore is for SQLite files."
            );
        }

        var from = Path.GetFullPath(parsed.GetRequiredValue(From));
        var to = settings.File;
        if (from == to)
        {
            throw new RefusedException("The backup is the database itself. Name another file.");
        }

        var found = await SqliteFile.ExamineAsync(from, cancellation);
        if (found.Problem is { } problem)
        {
            throw new RefusedException($"Nothing was restored: {problem}");
        }

        var kept = "";
        if (File.Exists(to))
        {
            if (!parsed.GetValue(Force))
            {
                throw new RefusedException(
                    $"{to} is there already, and nothing was restored. Name another with --database, or say --force: the present one is then kept in a file beside it."
                );
            }

            var now = SystemClock.Instance.GetCurrentInstant();
            var aside = $"{to}.before-restore-{now.ToString("uuuuMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}";
            kept = $" The one before is {aside}.";
            if (!await SqliteFile.TrySetAsideAsync(to, aside, cancellation))
            {
                await SqliteReplacement.RunAsync(from, to, aside, now, cancellation);
                Console.Out.WriteLine($"{to}: {Counted(found)}, restored under the bot that runs.{kept}");
                return ExitStatus.Ok;
            }
        }

        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        await SqliteFile.BackUpAsync(from, to, cancellation);
        Console.Out.WriteLine($"{to}: {Counted(found)}, restored and checked.{kept}");
        return ExitStatus.Ok;
    }

    private static string Counted(SqliteFindings found) => $"{found.Incidents} incidents with {found.Events} events";
}
