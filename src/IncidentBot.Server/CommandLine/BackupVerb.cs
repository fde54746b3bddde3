using System.CommandLine;
using IncidentBot.Server.Settings;
using IncidentBot.Storage;

namespace IncidentBot.Server.CommandLine;

/// <summary><c>backup FILE</c>: copies the database while the bot runs.</summary>
internal static class BackupVerb
{
    private static readonly Argument<string> To = new("file") { Description = "The file to write.", HelpName = "FILE" };

    private static readonly Option<bool> Force = new("--force") { Description = "Write over a file that is there." };

    public static Command Create()
    {
        var verb = new Command("backup", "Copies the database into one file, also while the bot runs, and checks the copy.") { To, Force };
        verb.SetAction(RunAsync);
        return verb.WithExamples("incidentbot backup incidents-friday.db", "incidentbot backup --force /backup/incidentbot.db");
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var settings = Configuration.Settings<DatabaseSettings>(DatabaseOption.Overrides(parsed));
        if (settings.IsPostgres)
        {
            throw new RefusedException("The bot's database is on PostgreSQL: copy it with pg_dump. backup is for SQLite files.");
        }

        var from = settings.File;
        var to = Path.GetFullPath(parsed.GetRequiredValue(To));
        if (!File.Exists(from))
        {
            throw new RefusedException($"There is no database {from}. Name it with --database FILE.");
        }

        if (to == from)
        {
            throw new RefusedException("The backup would be the database itself. Name another file.");
        }

        if (File.Exists(to) && !parsed.GetValue(Force))
        {
            throw new RefusedException($"{to} is there already, and nothing was written. Name another file, or say --force.");
        }

        var copied = await SqliteFile.BackUpAsync(from, to, cancellation);
        Console.Out.WriteLine($"{to}: {copied.Incidents} incidents with {copied.Events} events, checked.");
        return ExitStatus.Ok;
    }
}
