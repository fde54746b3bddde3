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
        Description = "Restore over a database that is there; it is moved aside, not deleted.",
    };

    public static Command Create()
    {
        var verb = new Command("restore", "Puts a backup in the database's place, after checking it. Stop the bot before.") { From, Force };
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

        var kept = File.Exists(to) ? await SetAsideAsync(to, parsed.GetValue(Force), cancellation) : "";
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        await SqliteFile.BackUpAsync(from, to, cancellation);
        Console.Out.WriteLine($"{to}: {found.Incidents} incidents with {found.Events} events, restored and checked.{kept}");
        return ExitStatus.Ok;
    }

    private static async Task<string> SetAsideAsync(string file, bool mayReplace, CancellationToken cancellation)
    {
        if (!mayReplace)
        {
            throw new RefusedException(
                $"{file} is there already, and nothing was restored. Name another with --database, or say --force: the present one is then moved aside, not deleted."
            );
        }

        var now = SystemClock.Instance.GetCurrentInstant().ToString("uuuuMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var aside = $"{file}.before-restore-{now}";
        await SqliteFile.SetAsideAsync(file, aside, cancellation);
        return $" The one before is {aside}.";
    }
}
